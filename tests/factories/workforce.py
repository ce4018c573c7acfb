"""Made-up workers: people in posts, refresh rules and decisions, made through the actions people use."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from standing.areas.audit.actors import System
from standing.areas.people.models import Person, Post, Unit
from standing.areas.record import actions
from standing.areas.record.models import Assignment, Decision, RefreshRule
from standing.areas.record.refresh import AppliesTo
from standing.core.rules import facts
from tests.factories.people import make_person, make_post, make_unit

TESTS = System("tests")
"""Who does what a test needs to be there already."""

LONG_AGO = date(2015, 1, 1)
COMPETENT_FROM, COMPETENT_TO = date(2017, 6, 1), date(2027, 5, 31)

ASSESSOR = "assessor-"
"""What the reference of everybody begins with who is there to assess others: `rule` has them count as it is set."""


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
    for person in Person.objects.filter(ref__startswith=ASSESSOR):
        make_competent(person, standards)


def make_competent(person: Person, standards: Collection[str] | None = None) -> None:
    """Have somebody count in standards for years, and so be one who may assess them: in all that have a refresh rule,
    unless some are named. What they hold already stays as it is.
    """
    ruled = RefreshRule.objects.filter(retracted_on__isnull=True).values_list("standard", flat=True)
    held = Decision.objects.filter(person=person).values_list("standard", flat=True)
    wanted = sorted(set(ruled if standards is None else standards) - set(held))
    found = [
        facts.Decision("new", person.ref, one, facts.MET, COMPETENT_FROM, expires_on=COMPETENT_TO)
        for one in wanted
    ]
    actions.append_facts(by=TESTS, entries=[actions.Entry(fact) for fact in found])


def met(person: Person, standard: str, on: date, *, context: str = "") -> Decision:
    """An assessor found that somebody meets a standard."""
    row = actions.record_decision(
        by=TESTS, person=person, standard=standard, outcome="met", decided_on=on, context=context
    )
    assert isinstance(row, Decision)
    return row
