"""What a role requires, who has it, and whom other requirements would leave with a gap. Nothing is written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Assignment, Requirement
from standing.areas.record.requirements import Required, RequirementChanges, required_by_row
from standing.areas.record.selectors.people import working_on
from standing.areas.record.selectors.records import required_by
from standing.core.rules.days import add_days
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import Standing, standing_on


@dataclass(frozen=True)
class NewGap:
    """Somebody in the role who does not count for what it would newly ask of them, how they stand, and the day from
    which it is needed: their first in the role and the days given to joiners, and never before it is asked.
    """

    person: Person
    standard: str
    context: str
    standing: Standing
    needed_by: date


@dataclass(frozen=True)
class Freed:
    """Somebody in the role of whom no role would ask a standard any more."""

    person: Person
    standard: str
    context: str


@dataclass(frozen=True)
class RequirementsPreview:
    """What it would do if a role required something else from a day: `at` is the day the people are looked at."""

    role: str
    from_on: date
    at: date
    changes: RequirementChanges
    people: tuple[Person, ...]
    gaps: tuple[NewGap, ...]
    freed: tuple[Freed, ...] = ()


def preview_requirements(
    *, by: Actor, role: str, wanted: Collection[Required], from_on: date
) -> RequirementsPreview:
    """Whom it would touch if a role required this from a day on: those in the role that day, or today if that is later.

    A gap is new when no role of the person asks for that standard and context before. A fixed number of queries.
    """
    check_can(by, Ability.EDIT_PROFILES)
    at = max(from_on, clock.today())
    changes = RequirementChanges.between(known(Requirement.objects.filter(role=role), None), wanted, from_on)
    since = _people_in(role, at)
    asked, facts_of = load_asked(), load_people(since)
    gaps = [
        NewGap(person, line.standard, line.context, standing, _needed_by(joined, line, from_on))
        for person, joined in since.items()
        for line in changes.begun
        if (standing := _newly_asked(facts_of[person.ref], asked, line, at)) is not None
        and not standing.counts
    ]
    ended = {required_by_row(row).pair for row in changes.ended}
    ended -= {line.pair for line in (*changes.begun, *map(required_by_row, changes.kept))}
    freed = [
        Freed(person, *pair)
        for person in since
        for pair in sorted(ended)
        if not {*required_by(facts_of[person.ref].assignments, asked, *pair, at)} - {role}
    ]
    return RequirementsPreview(role, from_on, at, changes, tuple(since), tuple(gaps), tuple(freed))


def _needed_by(joined: date, line: Required, from_on: date) -> date:
    return max(add_days(joined, line.needed_by_days or 0), from_on)


def _newly_asked(facts: PersonFacts, asked: Asked, line: Required, at: date) -> Standing | None:
    if required_by(facts.assignments, asked, line.standard, line.context, at):
        return None
    return standing_on(facts, asked, line.standard, line.context, at)


def _people_in(role: str, at: date) -> dict[Person, date]:
    """Who works in a role on a day, by name, and since when: the first day of what they have of it then."""
    working = known(Assignment.objects.filter(role=role), None).filter(working_on(at))
    since: dict[Person, date] = {}
    for row in working.select_related("person").order_by("-from_on"):
        since[row.person] = row.from_on
    ordered = sorted(since, key=lambda person: (person.family_name, person.given_name, person.ref))
    return {person: since[person] for person in ordered}
