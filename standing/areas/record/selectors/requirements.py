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
from standing.areas.record.requirements import Required, RequirementChanges
from standing.areas.record.selectors.people import working_on
from standing.areas.record.selectors.records import required_by
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import Standing, standing_on


@dataclass(frozen=True)
class NewGap:
    """Somebody in the role who does not count for what it would newly ask of them, and how they stand."""

    person: Person
    standard: str
    context: str
    standing: Standing


@dataclass(frozen=True)
class RequirementsPreview:
    """What it would do if a role required something else from a day: `at` is the day the people are looked at."""

    role: str
    from_on: date
    at: date
    changes: RequirementChanges
    people: tuple[Person, ...]
    gaps: tuple[NewGap, ...]


def preview_requirements(
    *, by: Actor, role: str, wanted: Collection[Required], from_on: date
) -> RequirementsPreview:
    """Whom it would touch if a role required this from a day on: those in the role that day, or today if that is later.

    A gap is new when no role of the person asks for that standard and context before. A fixed number of queries.
    """
    check_can(by, Ability.EDIT_PROFILES)
    at = max(from_on, clock.today())
    changes = RequirementChanges.between(known(Requirement.objects.filter(role=role), None), wanted, from_on)
    people = _people_in(role, at)
    asked, facts_of = load_asked(), load_people(people)
    gaps = [
        NewGap(person, line.standard, line.context, standing)
        for person in people
        for line in changes.begun
        if (standing := _newly_asked(facts_of[person.ref], asked, line, at)) is not None
        and not standing.counts
    ]
    return RequirementsPreview(role, from_on, at, changes, tuple(people), tuple(gaps))


def _newly_asked(facts: PersonFacts, asked: Asked, line: Required, at: date) -> Standing | None:
    if required_by(facts.assignments, asked, line.standard, line.context, at):
        return None
    return standing_on(facts, asked, line.standard, line.context, at)


def _people_in(role: str, at: date) -> list[Person]:
    working = known(Assignment.objects.filter(role=role), None).filter(working_on(at))
    return list(Person.objects.filter(pk__in=working.values("person")))
