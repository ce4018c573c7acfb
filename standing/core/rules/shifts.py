"""Shifts on a rota: of which kind, on which days, and whether two of them overlap.

Where a rota does not say when a shift begins and ends, nothing is taken for granted: two shifts that touch one day may
overlap, and nobody on the one is offered for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from standing.core.rules.days import add_days

EARLY, LATE, DAY, LONG_DAY, TWILIGHT, NIGHT, OTHER = (
    "early",
    "late",
    "day",
    "long_day",
    "twilight",
    "night",
    "other",
)
KINDS = (EARLY, LATE, DAY, LONG_DAY, TWILIGHT, NIGHT, OTHER)

_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("e", "early", "earlies", "morning"), EARLY),
    **dict.fromkeys(("l", "late", "lates", "afternoon"), LATE),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("ld", "long day", "long days", "longday"), LONG_DAY),
    **dict.fromkeys(("tw", "twilight", "evening"), TWILIGHT),
    **dict.fromkeys(("n", "ln", "night", "nights", "long night", "waking night"), NIGHT),
}
_MIDNIGHT = time(0)


@dataclass(frozen=True)
class When:
    """When a shift is: the day it begins, and when it begins and ends, if that is known."""

    kind: str
    starts_on: date
    starts_at: time | None = None
    ends_at: time | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind} is no kind of shift")
        if (self.starts_at is None) != (self.ends_at is None):
            raise ValueError("a shift has both a beginning and an end, or neither")

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days it touches. A night always touches two, whatever its times; midnight itself touches no new day."""
        crosses = self.kind == NIGHT or (
            self._hours is not None
            and self._hours[1] > datetime.combine(add_days(self.starts_on, 1), _MIDNIGHT)
        )
        return (self.starts_on, add_days(self.starts_on, 1)) if crosses else (self.starts_on,)

    @cached_property
    def _hours(self) -> tuple[datetime, datetime] | None:
        if self.starts_at is None or self.ends_at is None:
            return None
        begins = datetime.combine(self.starts_on, self.starts_at)
        ends = datetime.combine(self.starts_on, self.ends_at)
        return begins, ends if ends > begins else ends + timedelta(days=1)

    def overlaps(self, other: When) -> bool:
        """Whether nobody can be on both: by their times or, without, two nights or two of one kind on one day."""
        if self._hours is not None and other._hours is not None:
            return _cross(self._hours, other._hours)
        return self.starts_on == other.starts_on and self.kind == other.kind != OTHER

    def may_overlap(self, other: When) -> bool:
        """Whether somebody on the one cannot be offered for the other: they overlap, or touch one day at times that are
        not known.
        """
        if self._hours is not None and other._hours is not None:
            return _cross(self._hours, other._hours)
        return not set(self.days).isdisjoint(other.days)


def _cross(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def kind_of(name: str) -> str | None:
    """The kind of shift that a rota calls so (Early, LD, Nights), or None where the name does not say."""
    return _NAMES.get(" ".join(name.casefold().replace("-", " ").split()))
