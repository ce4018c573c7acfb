"""Two revisions with an approved crosswalk, and three who hold old standards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import Need, ProfileVersion
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Decision
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.core.rules.status import Standing
from tests.factories.adopting import CODE, EFFECTIVE, ENDS, TESTS, approved, holder, load_revisions

TODAY = date(2026, 3, 2)
IN_TRANSITION = date(2026, 6, 1)
MET_ON = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ready() -> None:
    """The crosswalk is approved, and nobody holds anything yet."""
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()


@pytest.fixture
def people(ready: None) -> tuple[Person, ...]:
    """Two who hold everything, one whose holdings have expired."""
    with clock.travelling_to(TODAY - timedelta(days=1)):
        return holder("P1", MET_ON), holder("P2", MET_ON), holder("P3", date(2022, 1, 10))


def adopt(**given: Any) -> adopting.Adopted:
    return adopt_revision(by=TESTS, revision=CODE, **given)


def standing(person: Person, standard: str, on: date, context: str = "") -> Standing | None:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], on).get(Pair(person.ref, standard, context))


def answers(
    days: tuple[date, ...] = (TODAY, EFFECTIVE, IN_TRANSITION, ENDS, ENDS + timedelta(days=1)),
) -> Any:
    everyone = list(Person.objects.select_related("stale"))
    return {day: standings_on(everyone, day) for day in days}


def odds() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in facts_at_odds_with_the_trail()]


def carried_rows() -> list[Any]:
    """What stands of what was carried, without the days on which it was written."""
    rows = Decision.objects.filter(carried_from__isnull=False, retracted_on=None).order_by(
        "person", "standard"
    )
    return [
        (
            row.person.ref,
            row.standard_id,
            row.context,
            row.outcome,
            row.decided_on,
            row.held_from,
            row.expires_on,
            row.carried_from_id,
        )
        for row in rows.select_related("person")
    ]


def make_profile(code: str, *lines: tuple[str, str, Need, int | None]) -> ProfileVersion:
    profile = profiles.create_profile(by=TESTS, code=code, name=code.capitalize())
    version = profile.versions.get()
    for standard, context, need, days in lines:
        profiles.add_line(
            by=TESTS,
            version=version,
            standard=standard,
            context=context,
            need=need,
            needed_by_days=days,
            as_worked_to=True,
        )
    return profiles.put_in_use(by=TESTS, version=version, from_on=date(2025, 1, 1))
