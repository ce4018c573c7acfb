"""What a role elsewhere would ask of somebody, set against what they hold: shown before they move."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.moving import Moving
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.permissions import check_can_for_person
from standing.areas.standards.models import Standard
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import Standing, standing_on


@dataclass(frozen=True)
class AskedThere:
    """One standard and context that the new role asks for: how it would stand on the first day, and by when it is
    needed. `new` says that no role asked for it before.
    """

    standard: Standard
    context: str
    standing: Standing
    needed_by_days: int
    new: bool


@dataclass(frozen=True)
class Gaps:
    """What a move asks of a person on its first day: what counts, what does not, and what nobody asks any more."""

    person: Person
    moving: Moving
    counting: tuple[AskedThere, ...]
    missing: tuple[AskedThere, ...]
    no_more: tuple[tuple[Standard, str], ...]


def gaps_of_moves(*, by: Actor, movings: Sequence[Moving]) -> list[Gaps]:
    """The gaps of each move, as the definition answers with the assignments changed. A fixed number of queries.

    Nothing is written. Raises `NotAllowed`.
    """
    people = list({each.assignment.person_id: each.assignment.person for each in movings}.values())
    for person in people:
        check_can_for_person(by, Ability.MANAGE_PEOPLE, person)
    asked, loaded = load_asked(), load_people(people)
    standards = Standard.objects.select_related("suite").in_bulk()
    return [_gaps(each, loaded[each.assignment.person.ref], asked, standards) for each in movings]


def _gaps(moving: Moving, now: PersonFacts, asked: Asked, standards: dict[str, Standard]) -> Gaps:
    day = moving.work.from_on
    after = replace(now, assignments=_moved(moving, now.assignments))
    before_day = _required(now, asked, moving)
    there = _required(after, asked, moving)
    found = [
        AskedThere(
            standard=standards[standard],
            context=context,
            standing=standing_on(after, asked, standard, context, day),
            needed_by_days=days,
            new=(standard, context) not in before_day,
        )
        for (standard, context), days in there.items()
    ]
    found.sort(key=lambda each: (each.standard.order, each.context))
    gone = sorted(before_day.keys() - there.keys(), key=lambda pair: (standards[pair[0]].order, pair[1]))
    return Gaps(
        person=moving.assignment.person,
        moving=moving,
        counting=tuple(each for each in found if each.standing.counts),
        missing=tuple(each for each in found if not each.standing.counts),
        no_more=tuple((standards[standard], context) for standard, context in gone),
    )


def _moved(moving: Moving, assignments: Collection[facts.Assignment]) -> tuple[facts.Assignment, ...]:
    """The assignments as they would be: the one left ends on the day, and the new one begins."""
    row, work = moving.assignment, moving.work
    left = (row.unit.code, row.role, row.from_on, row.to_on)
    place = next(
        (n for n, each in enumerate(assignments) if (each.unit, each.role, each.from_on, each.to_on) == left),
        None,
    )
    kept = [replace(each, to_on=work.from_on) if n == place else each for n, each in enumerate(assignments)]
    new = facts.Assignment(row.person.ref, work.unit.code, work.role, work.from_on, work.to_on)
    return (*kept, new)


def _required(person: PersonFacts, asked: Asked, moving: Moving) -> dict[tuple[str, str], int]:
    """What the person's roles ask for on the day of the move, and within how many days of joining, at the soonest."""
    day = moving.work.from_on
    found: dict[tuple[str, str], int] = {}
    for role in {each.role for each in person.assignments if each.period.covers(day)}:
        for need in asked.requirements.get(role, ()):
            if need.period.covers(day):
                pair = (need.standard, need.context)
                days = need.needed_by_days or 0
                found[pair] = min(found.get(pair, days), days)
    return found
