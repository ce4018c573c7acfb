"""What the database itself refuses of a merge, whatever an action forgets; and who is among people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from standing.areas.people import selectors
from standing.areas.people.actions.merges import note_merge
from standing.areas.people.merging import following, kept_refs, with_merged
from standing.areas.people.models import Account, Merge, Person
from standing.areas.people.roles import Ability
from tests.factories.people import TESTS, make_person

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


def merge_row(**given: Any) -> dict[str, Any]:
    return {"merged_on": DAY, "merged_at": timezone.now(), "why": "x", **given}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("merge_has_a_reason", {"why": ""}),
        ("merge_split_later_and_with_a_reason", {"split_on": DAY}),
        (
            "merge_split_later_and_with_a_reason",
            {"split_on": DAY - timedelta(days=1), "split_at": timezone.now(), "split_why": "y"},
        ),
        ("merge_split_later_and_with_a_reason", {"split_why": "y"}),
    ],
)
def test_a_merge_is_whole(name: str, wrong: dict[str, Any]) -> None:
    kept, merged = make_person(), make_person()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Merge.objects.create(kept=kept, merged=merged, **merge_row(**wrong))


def test_a_merge_is_of_two_and_of_each_once_at_a_time() -> None:
    kept, merged, third = make_person(), make_person(), make_person()
    with pytest.raises(IntegrityError, match="merge_of_two_people"), transaction.atomic():
        Merge.objects.create(kept=kept, merged=kept, **merge_row())
    Merge.objects.create(kept=kept, merged=merged, **merge_row())
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=third, merged=merged, **merge_row())
    with pytest.raises(IntegrityError, match="person_not_merged_into_themself"), transaction.atomic():
        Person.objects.filter(pk=kept.pk).update(merged_into=kept)


def test_a_merged_record_is_nobody_in_lists_and_is_found_by_its_number() -> None:
    kept, merged = make_person("KEPT"), make_person("Gone")
    note_merge(by=TESTS, kept=kept, merged=merged, why="x")
    assert list(selectors.people_seen(by=TESTS, ability=Ability.KEEP_PEOPLE)) == [kept]
    assert selectors.person_by_ref(by=TESTS, ref="gone", ability=Ability.KEEP_PEOPLE) == kept
    assert kept_refs() == {"gone": "KEPT"}
    assert following().origins([kept.pk]) == {kept.pk: kept.pk, merged.pk: kept.pk}
    assert following().origins([merged.pk]) == {}
    # A row of another table that points at the merged record is found with whom it stands for.
    other = make_person()
    account = Account.objects.create(email="a@example.org", person=merged)
    assert list(Account.objects.filter(with_merged(Person.objects.filter(pk=kept.pk)))) == [account]
    assert not Account.objects.filter(with_merged(Person.objects.filter(pk=other.pk))).exists()
