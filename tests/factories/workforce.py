"""Made-up workers: people in posts, refresh rules and decisions, made through the actions people use."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from standing.areas.audit.actors import System
from standing.areas.people.models import Person, Post, Unit
from standing.areas.record import actions
from standing.areas.record.models import Assignment, Decision
from standing.areas.record.refresh import AppliesTo
from tests.factories.people import make_person, make_post, make_unit

TESTS = System("tests")
"""Who does what a test needs to be there already."""

LONG_AGO = date(2015, 1, 1)


def employ(person: Person, post: Post, *, from_on: date = LONG_AGO, to_on: date | None = None) -> Assignment:
    """Give somebody a post."""
    return actions.assign_person(by=TESTS, person=person, post=post, from_on=from_on, to_on=to_on)


def make_worker(unit: Unit | None = None, *, role: str = "nurse", ref: str = "", name: str = "Ada") -> Person:
    """Somebody in a post of a unit, with a role."""
    person = make_person(ref, given_name=name)
    employ(person, make_post(unit or make_unit(), role=role))
    return person


def rule(
    standards: Collection[str],
    *,
    months: int | None = 36,
    grace: int = 28,
    applies_to: AppliesTo = AppliesTo.ALL,
) -> None:
    """Set the refresh rule of standards."""
    actions.set_refresh_rules(
        by=TESTS,
        standards=standards,
        validity_months=months,
        grace_days=grace,
        applies_to=applies_to,
        why="made up",
    )


def met(person: Person, standard: str, on: date, *, context: str = "") -> Decision:
    """An assessor found that somebody meets a standard."""
    return actions.record_decision(
        by=TESTS, person=person, standard=standard, outcome="met", decided_on=on, context=context
    )
