"""What becomes of each team's counts: how many count, of how many that are asked, day by day in both worlds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from standing.core.rehearsing.asking import ByUnit, Pair
from standing.core.rehearsing.periods import Periods, ordered_end, shared, without
from standing.core.rules.days import Period

Column = tuple[str, str, str]
"""A unit, a standard and a context."""

_Changes = tuple[tuple[date, tuple[int, ...]], ...]
"""From each day on: how many more count, and are asked, before and after."""
_KEPT = 20_000
"""How many of them are remembered at most."""


@dataclass(frozen=True)
class Figure:
    """How many count of how many that are asked: what compliance gives."""

    counting: int
    of: int


@dataclass(frozen=True)
class Fall:
    """A team of which fewer count than without the change, from `first_day` on; `until` is the first day on which as
    many count again (none: not within the rehearsed days). `worst_day` is the first of the days with the fewest.
    """

    unit: str
    standard: str
    context: str
    first_day: date
    before: Figure
    after: Figure
    worst_day: date
    worst_before: Figure
    worst: Figure
    until: date | None


class TeamCounts:
    """Adds people up, a unit, standard and context at a time, as changes from one day to the next: it grows with the
    teams, the standards and the days, and not with the people.
    """

    def __init__(self) -> None:
        self._changes: defaultdict[Column, defaultdict[date, list[int]]] = defaultdict(_by_day)
        self._known: dict[tuple[Periods, ...], _Changes] = {}

    def add(
        self,
        pair: Pair,
        *,
        before: ByUnit,
        after: ByUnit,
        working_after: ByUnit,
        counts_before: tuple[Period, ...],
        counts_after: tuple[Period, ...],
    ) -> None:
        """Add one person's pair: when it is asked, by unit, and when it counts.

        Where a role stops asking it of somebody who is still there, they are left out of the figure before, too:
        nobody falls short of what is not asked. Somebody who left is not.
        """
        for unit in before if before is after else before.keys() | after.keys():
            asked_before, asked_after = before.get(unit, ()), after.get(unit, ())
            if asked_before != asked_after:
                asked_before = tuple(without(asked_before, without(working_after.get(unit, ()), asked_after)))
            days = self._changes[unit, *pair]
            for day, changes in self._changed(asked_before, counts_before, asked_after, counts_after):
                totals = days[day]
                totals[0] += changes[0]
                totals[1] += changes[1]
                totals[2] += changes[2]
                totals[3] += changes[3]

    def merge(self, other: "TeamCounts") -> None:
        """Add what was counted of other people."""
        for column, by_day in other._changes.items():
            days = self._changes[column]
            for day, changes in by_day.items():
                days[day] = [one + more for one, more in zip(days[day], changes, strict=True)]

    def __getstate__(self) -> dict[str, object]:
        """The counts, without what is remembered only for speed."""
        return {**self.__dict__, "_known": {}}

    def _changed(self, *periods: Periods) -> _Changes:
        """What one person adds from each day on, given when a pair is asked and counts in both worlds: the same days
        come again and again.
        """
        found = self._known.get(periods)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            asked_before, counts_before, asked_after, counts_after = periods
            days = _by_day()
            _count(days, 0, shared(asked_before, counts_before))
            _count(days, 1, asked_before)
            _count(days, 2, shared(asked_after, counts_after))
            _count(days, 3, asked_after)
            found = self._known[periods] = tuple((day, tuple(changes)) for day, changes in days.items())
        return found

    def falls(self, first: date, last: date, below: int | None = None) -> list[Fall]:
        """The falls within a window, `last` excluded, by unit, standard, context and day.

        With `below`, a whole percentage, only those that bring a team below that share of those asked, or leave it
        nobody to count.
        """
        return [
            fall
            for column in sorted(self._changes)
            for fall in _falls(column, self._figures(column, first, last))
            if below is None or _is_below(fall.worst, below)
        ]

    def figures_on(self, day: date) -> dict[Column, tuple[Figure, Figure]]:
        """The figures of every column on a day, in both worlds."""
        found: dict[Column, tuple[Figure, Figure]] = {}
        for column in sorted(self._changes):
            _, before, after = next(self._figures(column, day, None))
            found[column] = before, after
        return found

    def _figures(
        self, column: Column, first: date, last: date | None
    ) -> Iterator[tuple[date, Figure, Figure]]:
        """The figures from each day on which they change, beginning with those of the first day."""
        totals = [0, 0, 0, 0]
        changes = self._changes[column]
        days = sorted(day for day in changes if last is None or day < last)
        for day in (day for day in days if day <= first):
            totals = [total + change for total, change in zip(totals, changes[day], strict=True)]
        yield first, Figure(*totals[:2]), Figure(*totals[2:])
        for day in (day for day in days if day > first):
            totals = [total + change for total, change in zip(totals, changes[day], strict=True)]
            yield day, Figure(*totals[:2]), Figure(*totals[2:])


def _by_day() -> defaultdict[date, list[int]]:
    return defaultdict(_nobody)


def _nobody() -> list[int]:
    return [0, 0, 0, 0]


def _count(days: defaultdict[date, list[int]], place: int, periods: Periods) -> None:
    for period in periods:
        days[period.from_on][place] += 1
        days[ordered_end(period.to_on)][place] -= 1


def _falls(column: Column, figures: Iterator[tuple[date, Figure, Figure]]) -> Iterator[Fall]:
    open_fall: Fall | None = None
    for day, before, after in figures:
        if after.counting >= before.counting:
            if open_fall is not None:
                yield replace(open_fall, until=day)
            open_fall = None
        elif open_fall is None:
            open_fall = Fall(*column, day, before, after, day, before, after, None)
        elif after.counting < open_fall.worst.counting:
            open_fall = replace(open_fall, worst_day=day, worst_before=before, worst=after)
    if open_fall is not None:
        yield open_fall


def _is_below(figure: Figure, percentage: int) -> bool:
    return figure.counting == 0 or figure.counting * 100 < percentage * figure.of
