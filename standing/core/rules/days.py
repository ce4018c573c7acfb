"""Days and periods (rules, part 1).

A day is a calendar date in Europe/London. A period is half-open, `[from_on, to_on)`; no `to_on` means until
further notice. The calendar has an end: a sum beyond 31 December 9999 is that day, and one before 1 January
0001 is that one.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

FIRST_DAY = date.min
LAST_DAY = date.max


class Period(NamedTuple):
    """The days from `from_on` up to but not including `to_on`; no `to_on`: until further notice."""

    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is one of the days: the first is, the day it ends is not."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both."""
        latest_start = max(self.from_on, other.from_on)
        return self.covers(latest_start) and other.covers(latest_start)

    def lasts_at_least(self, days: int) -> bool:
        """Whether it is open, or `days` days long or more."""
        return self.to_on is None or (self.to_on - self.from_on).days >= days


def add_days(day: date, days: int) -> date:
    """The day `days` days later (earlier if negative), no further than the calendar goes."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return LAST_DAY if days > 0 else FIRST_DAY


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` months later, or that month's last day (rules, part 3)."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > LAST_DAY.year:
        return LAST_DAY
    month = month_index + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year, month, monthrange(year, month)[1])


def day_after(day: date) -> date | None:
    """The next day, or None after the calendar's last."""
    return None if day == LAST_DAY else day + timedelta(days=1)


def join_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as the given periods, in order, with touching or overlapping periods made one; empty ones
    left out.
    """
    joined: list[Period] = []
    for period in sorted((p for p in periods if p.to_on != p.from_on), key=lambda p: p.from_on):
        last = joined[-1] if joined else None
        if last is None or (last.to_on is not None and last.to_on < period.from_on):
            joined.append(period)
        else:
            joined[-1] = Period(last.from_on, _later_end(last.to_on, period.to_on))
    return tuple(joined)


def _later_end(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
