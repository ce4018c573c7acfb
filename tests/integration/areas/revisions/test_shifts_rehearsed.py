"""Shifts on rotas already made, in rehearsals: those named are those that fail once it is done, and nobody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.cover.selectors import covers_of
from standing.areas.people.roles import Role
from standing.areas.revisions.actions.rehearsals import start_rehearsal
from standing.areas.revisions.rehearsing.running import as_numbers
from standing.areas.revisions.selectors.rehearsals import plan_asked, rehearse_now
from standing.core.engine.tables import TABLES
from standing.core.rules import facts
from tests.factories.adopting import CODE, EFFECTIVE, ENDS, RECODED
from tests.factories.cover import TESTS, make_rule, make_shift
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.transitions import TODAY, RevisedWard, adopted, revised_ward

pytestmark = pytest.mark.django_db

REVISION = {"kind": "revision", "revision": CODE}


@pytest.fixture
def ward() -> Iterator[RevisedWard]:
    """Somebody who counts in the old edition is on a shift on its last day, and on one on the day after."""
    with clock.travelling_to(TODAY):
        found = revised_ward()
        make_rule(found.unit, RECODED, 1)
        for number in (-300, 0, 1):
            make_shift(found.unit, ENDS + timedelta(days=number), found.ann, name="Late")
        yield found


def shifts(asked: dict[str, Any], by: Any = TESTS) -> list[dict[str, Any]]:
    found = rehearse_now(by=by, plan=plan_asked(by=by, asked=asked))
    named: list[dict[str, Any]] = as_numbers(found)["shifts"]
    return named


def failing(ward: RevisedWard) -> list[str]:
    covers = covers_of(TESTS, ward.unit, TODAY, ENDS + timedelta(days=5))
    return [cover.days[0].isoformat() for cover in covers if cover.fails]


def test_a_revision_names_the_shifts_that_fail_once_it_is_adopted(ward: RevisedWard) -> None:
    assert failing(ward) == []
    named = shifts(REVISION)
    assert [(one["on"], one["standard"], one["has"], one["would_have"]) for one in named] == [
        ((ENDS + timedelta(days=1)).isoformat(), RECODED, 1, 0)
    ]
    with clock.travelling_to(EFFECTIVE):
        adopted(ward)
        assert failing(ward) == [one["on"] for one in named]


def test_whoever_sees_no_cover_of_the_unit_is_told_of_no_shift(ward: RevisedWard) -> None:
    assert len(shifts(REVISION, ward.manager)) == 1
    assert shifts(REVISION, make_account(roles=[(Role.MANAGER, make_unit("elm"))])) == []


def test_an_alert_names_them_too_on_the_page_and_in_its_file(ward: RevisedWard) -> None:
    alert = facts.Change("ALERT-9", 1, RECODED, "critical", date(2026, 6, 1))
    asked = {"kind": "change", "rows": [TABLES["changes"].fact_to_row(alert)]}
    kept = start_rehearsal(by=ward.manager, asked=asked)
    client = signed_in(ward.manager)
    page = " ".join(strip_tags(client.get(f"/rehearsals/{kept.pk}/").content.decode()).split())
    assert "3 shifts on rotas already made would no longer meet their cover rule." in page
    assert "Asked for 1 Count now 1 Would count 0" in page
    answer = client.get(reverse("revisions:rehearsal_file", args=[kept.pk, "json"]))
    assert len(json.loads(answer.content)["shifts"]) == 3


def test_somebody_leaving_names_the_shifts_they_are_on_from_that_day(ward: RevisedWard) -> None:
    gone = ENDS - timedelta(days=1)
    leaving = {"kind": "leaving", "person": ward.ann.ref, "on": gone.isoformat(), "until": "2027-12-31"}
    named = shifts(leaving)
    assert [(one["on"], one["standard"], one["has"], one["would_have"]) for one in named] == [
        (day.isoformat(), RECODED, 1, 0) for day in (ENDS, ENDS + timedelta(days=1))
    ]
    assert shifts(leaving, ward.manager) == named
    assert shifts({**leaving, "person": ward.ben.ref}) == [], "nobody else's shifts are another"
