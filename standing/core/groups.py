"""At least so many of several standards, whichever they are: on which days enough of them count.

No rule of its own: it adds up days on which each counts, as the definition answered.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from standing.core.rehearsing.periods import Periods, shared
from standing.core.rules.days import LAST_DAY, Period, join_periods


@dataclass(frozen=True)
class GroupOverTime:
    """A group as it is asked for over some days: how many, and the days on which each of its lines counts, by code.

    Two lines of one code are one: whoever holds a standard in general holds it in every context.
    """

    asked: Period
    at_least: int
    lines: tuple[tuple[str, Periods], ...]

    @property
    def met(self) -> tuple[Period, ...]:
        """The days on which it is asked for and enough of it counts."""
        return tuple(shared(days_with_enough(self.lines, self.at_least), [self.asked]))


def days_with_enough(lines: Iterable[tuple[str, Periods]], at_least: int) -> tuple[Period, ...]:
    """The days on which at least so many codes have a line that counts."""
    by_code: dict[str, list[Period]] = {}
    for code, periods in lines:
        by_code.setdefault(code, []).extend(periods)
    changes: Counter[date] = Counter()
    for periods in map(join_periods, by_code.values()):
        for period in periods:
            changes[period.from_on] += 1
            changes[period.to_on or LAST_DAY] -= 1
    found, number, begun = [], 0, None
    for day in sorted(changes):
        number += changes[day]
        if begun is None and number >= at_least:
            begun = day
        elif begun is not None and number < at_least:
            found.append(Period(begun, None if day == LAST_DAY else day))
            begun = None
    return tuple(found)


def days_it_stops(versions: Sequence[GroupOverTime]) -> tuple[date, ...]:
    """The days on which a group that was met the day before is asked for and not met, in order: a standard stops
    counting, or a version of it begins that asks for more. `versions` are of one group, and follow one another.
    """
    met = join_periods(period for version in versions for period in version.met)
    return tuple(
        period.to_on
        for period in met
        if period.to_on is not None and any(version.asked.covers(period.to_on) for version in versions)
    )
