"""`standing check` finds what is wrong, and says where."""

from __future__ import annotations

import pytest

from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.record.models import Period, StalePerson
from standing.areas.record.periods import mark_stale
from standing.site.checking import check_store
from standing.site.demo.build import Built

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check_store() if problem.where != "anchor"]


def test_a_sound_store_has_no_problem_and_everyone_is_compared(demo: Built) -> None:
    told: list[tuple[int, int]] = []
    assert [
        problem
        for problem in check_store(lambda done, of: told.append((done, of)))
        if problem.where != "anchor"
    ] == []
    assert told[-1] == (demo.people, demo.people)


def test_a_period_that_is_not_the_definitions_is_found(demo: Built) -> None:
    period = Period.objects.filter(status="not_current").first()
    assert period is not None
    Period.objects.filter(pk=period.pk).update(status="current", reasons="")
    assert found() == [
        (
            f"{period.person.ref} {period.standard_id}",
            "The stored periods are not those the definition gives.",
        )
    ]


def test_a_period_that_is_missing_is_found(demo: Built) -> None:
    period = Period.objects.filter(context="older people").first()
    assert period is not None
    period.delete()
    assert found() == [
        (f"{period.person.ref} {period.standard_id} in older people",
         "The stored periods are not those the definition gives.")
    ]  # fmt: skip


def test_people_marked_stale_are_no_problem_theirs_are_not_shown(demo: Built) -> None:
    person = Person.objects.first()
    assert person is not None
    Period.objects.filter(person=person).delete()
    mark_stale([person.pk])
    assert found() == []
    assert StalePerson.objects.count() == 1


def test_an_altered_event_is_found(demo: Built) -> None:
    Event.objects.filter(sequence=5).update(actor="account:1")
    assert [where for where, _ in found()] == ["event 5"]
