"""When each pair is asked of a person, in which unit: what compliance counts (rules, part 6)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.periods import shared, without
from standing.core.rules.days import FIRST_DAY, Period, add_days, join_periods
from standing.core.rules.facts import Assignment, Requirement
from standing.core.rules.known import Asked, PersonFacts

Pair = tuple[str, str]
"""A standard and a context."""

Places = Mapping[str, tuple[str, ...]]
"""The units in which whoever works in a unit is counted: that unit, and those above it."""

ByUnit = Mapping[str, tuple[Period, ...]]
"""Days of the window, by unit."""
AskedOf = Mapping[Pair, ByUnit]

Key = TypeVar("Key")
Value = TypeVar("Value")

_KEPT = 20_000
"""How many assignments are remembered at most: people who begin on a day in a role are asked the same."""


class Asking:
    """What is asked of people in one of the two worlds, of the standards rehearsed and on the days rehearsed.

    Most people have been in one place since before the first of the days: what is asked of them is worked out once.
    """

    def __init__(self, asked: Asked, standards: frozenset[str], places: Places, window: Window) -> None:
        self.standards, self.places = standards, places
        self.days = (Period(window.from_on, window.to_on),)
        self.required: dict[str, tuple[Requirement, ...]] = {}
        for role, rows in asked.requirements.items():
            if mine := tuple(row for row in rows if row.standard in standards):
                self.required[role] = mine
        self.settled_after = {
            role: max(row.needed_by_days or 0 for row in rows) for role, rows in self.required.items()
        }
        self._pairs: dict[tuple[object, ...], frozenset[Pair]] = {}
        self._asked: dict[tuple[object, ...], AskedOf] = {}
        self._working: dict[tuple[object, ...], ByUnit] = {}

    def pairs(self, person: PersonFacts) -> frozenset[Pair]:
        """The pairs that the person's roles ever require (rules, part 2)."""
        found: frozenset[Pair] = frozenset()
        for assignment in person.assignments:
            key = (assignment.role, assignment.from_on, assignment.to_on)
            pairs = self._pairs.get(key)
            if pairs is None:
                pairs = _remember(self._pairs, key, self._required_by(assignment))
            found = found | pairs if found else pairs
        return found

    def _required_by(self, assignment: Assignment) -> frozenset[Pair]:
        return frozenset(
            (row.standard, row.context)
            for row in self.required.get(assignment.role, ())
            if assignment.period.overlaps(row.period)
        )

    def in_units(self, person: PersonFacts) -> AskedOf:
        """When each pair is needed of the person, by unit, within the days.

        Days before a joiner needs it, and days of a long absence, are left out: they are in nobody's figure.
        """
        if person.long_absences:
            return self._in_units(person)
        key = tuple(self._key(one) for one in person.assignments)
        found = self._asked.get(key)
        return _remember(self._asked, key, self._in_units(person)) if found is None else found

    def _key(self, assignment: Assignment) -> tuple[object, ...]:
        """The same for all of whom the same is asked: those whose days of grace were over before the first day have
        been there for ever.
        """
        settled = add_days(assignment.from_on, self.settled_after.get(assignment.role, 0))
        from_on = FIRST_DAY if settled <= self.days[0].from_on else assignment.from_on
        return assignment.unit, assignment.role, from_on, assignment.to_on

    def _in_units(self, person: PersonFacts) -> AskedOf:
        found: defaultdict[Pair, defaultdict[str, list[Period]]] = defaultdict(lambda: defaultdict(list))
        for assignment in person.assignments:
            for requirement in self.required.get(assignment.role, ()):
                period = _needed(assignment, requirement)
                if period is not None:
                    pair = (requirement.standard, requirement.context)
                    for unit in self.places.get(assignment.unit, (assignment.unit,)):
                        found[pair][unit].append(period)
        away = person.long_absences
        return {
            pair: {unit: self._counted(periods, away) for unit, periods in by_unit.items()}
            for pair, by_unit in found.items()
        }

    def _counted(self, periods: Sequence[Period], away: Sequence[Period]) -> tuple[Period, ...]:
        return tuple(shared(without(join_periods(periods), away), self.days))

    def working(self, person: PersonFacts) -> ByUnit:
        """When the person works in each unit, or in one below it."""
        key = tuple((one.unit, one.from_on, one.to_on) for one in person.assignments)
        found = self._working.get(key)
        return _remember(self._working, key, self._works(person)) if found is None else found

    def _works(self, person: PersonFacts) -> ByUnit:
        found: defaultdict[str, list[Period]] = defaultdict(list)
        for assignment in person.assignments:
            for unit in self.places.get(assignment.unit, (assignment.unit,)):
                found[unit].append(assignment.period)
        return {unit: tuple(shared(join_periods(periods), self.days)) for unit, periods in found.items()}


def _remember(known: dict[Key, Value], key: Key, value: Value) -> Value:
    """The value, kept from now on; all is forgotten where it has become too much."""
    if len(known) >= _KEPT:
        known.clear()
    known[key] = value
    return value


def _needed(assignment: Assignment, requirement: Requirement) -> Period | None:
    start = max(
        assignment.from_on,
        requirement.from_on,
        add_days(assignment.from_on, requirement.needed_by_days or 0),
    )
    ends = [end for end in (assignment.to_on, requirement.to_on) if end is not None]
    end = min(ends, default=None)
    return Period(start, end) if end is None or start < end else None


def all_periods(by_unit: ByUnit) -> tuple[Period, ...]:
    """The days on which a pair is asked of somebody anywhere."""
    every = set(by_unit.values())
    return every.pop() if len(every) == 1 else join_periods(_each(by_unit))


def _each(by_unit: ByUnit) -> Iterator[Period]:
    for periods in by_unit.values():
        yield from periods
