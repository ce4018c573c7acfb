"""When each pair is asked of a person, in which unit: what compliance counts (rules, part 6)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from standing.core.rehearsing.periods import without
from standing.core.rules.days import Period, add_days, join_periods
from standing.core.rules.facts import Assignment, Requirement
from standing.core.rules.known import Asked, PersonFacts

Pair = tuple[str, str]
"""A standard and a context."""

Places = Mapping[str, tuple[str, ...]]
"""The units in which whoever works in a unit is counted: that unit, and those above it."""


def asked_in_units(
    person: PersonFacts, asked: Asked, standards: Collection[str], places: Places
) -> dict[Pair, dict[str, tuple[Period, ...]]]:
    """When each pair of these standards is needed of the person, by unit.

    Days before a joiner needs it, and days of a long absence, are left out: they are in nobody's figure.
    """
    found: defaultdict[Pair, defaultdict[str, list[Period]]] = defaultdict(lambda: defaultdict(list))
    for assignment in person.assignments:
        for requirement in asked.requirements.get(assignment.role, ()):
            if requirement.standard in standards:
                period = _needed(assignment, requirement)
                if period is not None:
                    pair = (requirement.standard, requirement.context)
                    for unit in places.get(assignment.unit, (assignment.unit,)):
                        found[pair][unit].append(period)
    away = person.long_absences
    return {
        pair: {unit: _counted(periods, away) for unit, periods in by_unit.items()}
        for pair, by_unit in found.items()
    }


def _counted(periods: Sequence[Period], away: Sequence[Period]) -> tuple[Period, ...]:
    joined = join_periods(periods) if len(periods) > 1 else tuple(periods)
    return tuple(without(joined, away)) if away else joined


def working_in(person: PersonFacts, places: Places) -> dict[str, tuple[Period, ...]]:
    """When the person works in each unit, or in one below it."""
    found: defaultdict[str, list[Period]] = defaultdict(list)
    for assignment in person.assignments:
        for unit in places.get(assignment.unit, (assignment.unit,)):
            found[unit].append(assignment.period)
    return {unit: join_periods(periods) for unit, periods in found.items()}


def _needed(assignment: Assignment, requirement: Requirement) -> Period | None:
    start = max(
        assignment.from_on,
        requirement.from_on,
        add_days(assignment.from_on, requirement.needed_by_days or 0),
    )
    ends = [end for end in (assignment.to_on, requirement.to_on) if end is not None]
    end = min(ends, default=None)
    return Period(start, end) if end is None or start < end else None


def all_periods(by_unit: Mapping[str, tuple[Period, ...]]) -> tuple[Period, ...]:
    """The days on which a pair is asked of somebody anywhere."""
    every = set(by_unit.values())
    return every.pop() if len(every) == 1 else join_periods(_each(by_unit))


def _each(by_unit: Mapping[str, tuple[Period, ...]]) -> Iterator[Period]:
    for periods in by_unit.values():
        yield from periods
