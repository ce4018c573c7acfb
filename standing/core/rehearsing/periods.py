"""Sums of periods: the days two lists of periods share, and those of one that are not in another.

Lists are in order, and their periods neither touch nor overlap, as `join_periods` makes them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from standing.core.engine.timeline import Stretch
from standing.core.rules.days import LAST_DAY, Period
from standing.core.rules.status import COUNTING

Periods = Sequence[Period]


def shared(one: Periods, other: Periods) -> list[Period]:
    """The days that are in both."""
    if one == other:
        return list(one)
    found: list[Period] = []
    for left in one:
        for right in other:
            start = max(left.from_on, right.from_on)
            end = _earlier(left.to_on, right.to_on)
            if end is None or start < end:
                found.append(Period(start, end))
    return found


def without(periods: Periods, others: Periods) -> list[Period]:
    """The days of the first that are not in the second."""
    if periods == others:
        return []
    left = list(periods)
    for other in others:
        left = [piece for period in left for piece in _cut(period, other)]
    return left


def _cut(period: Period, other: Period) -> Iterable[Period]:
    end = _earlier(period.to_on, other.from_on)
    if end is not None and period.from_on < end:
        yield Period(period.from_on, end)
    if other.to_on is not None:
        start = max(period.from_on, other.to_on)
        if period.to_on is None or start < period.to_on:
            yield Period(start, period.to_on)


def _earlier(one: date | None, other: date | None) -> date | None:
    ends = [end for end in (one, other) if end is not None]
    return min(ends, default=None)


def counting(stretches: Iterable[Stretch]) -> tuple[Period, ...]:
    """The days on which a pair counts; stretches that follow each other are put together as they come."""
    found: list[Period] = []
    for each in stretches:
        if each.standing.status in COUNTING:
            if found and found[-1].to_on == each.from_on:
                found[-1] = Period(found[-1].from_on, each.to_on)
            else:
                found.append(Period(each.from_on, each.to_on))
    return tuple(found)


def ordered_end(end: date | None) -> date:
    """An end that can be compared: none is after every day."""
    return LAST_DAY if end is None else end
