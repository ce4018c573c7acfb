"""How many, month by month: each month a bar, cut by status, with its numbers beside it.

Picture and table are one: a row a month, so that whoever does not see the bars reads the same. Drawn on the server,
in per cent of the longest bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standing.site.components.status import LOOKS, StatusLook
from standing.site.dates import MONTHS


def first_of_month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def following_month(first: date) -> date:
    """The first day of the next month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def month_words(first: date) -> str:
    """A month as people write it: December 2026."""
    return f"{MONTHS[first.month - 1]} {first.year}"


@dataclass(frozen=True)
class Piece:
    """A piece of a bar, in per cent of the longest bar."""

    x: float
    width: float
    look: StatusLook


@dataclass(frozen=True)
class MonthBar:
    """A month: how many of each status, the pieces of its bar, and where it leads. `chosen` marks the one looked at."""

    name: str
    href: str
    chosen: bool
    counts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class MonthsPicture:
    """What the macro `month_bars` draws. Build it with `MonthsPicture.of`."""

    name: str
    title: str
    looks: tuple[StatusLook, ...]
    bars: tuple[MonthBar, ...]

    @classmethod
    def of(
        cls,
        *,
        name: str,
        title: str,
        statuses: Sequence[str],
        counts: Mapping[date, Mapping[str, int]],
        hrefs: Mapping[date, str],
        chosen: date | None = None,
    ) -> MonthsPicture:
        """Draw a bar for each month in `hrefs`, in order. `counts` gives how many of each of the `statuses`.

        Raises `ValueError` for a month that is counted and not drawn: nothing is left out unseen.
        """
        if missing := sorted(counts.keys() - hrefs.keys()):
            raise ValueError(f"{missing[0]} is counted, and is none of the months drawn")
        numbers = {
            month: tuple(counts.get(month, {}).get(status, 0) for status in statuses)
            for month in sorted(hrefs)
        }
        longest = max((sum(found) for found in numbers.values()), default=0)
        looks = tuple(LOOKS[status] for status in statuses)
        return cls(
            name=name,
            title=title,
            looks=looks,
            bars=tuple(
                MonthBar(
                    name=month_words(month),
                    href=hrefs[month],
                    chosen=month == chosen,
                    counts=found,
                    pieces=_pieces(found, looks, longest),
                )
                for month, found in numbers.items()
            ),
        )

    @property
    def totals(self) -> tuple[int, ...]:
        """How many of each status in all the months."""
        return tuple(sum(found) for found in zip(*(bar.counts for bar in self.bars), strict=True))


def _pieces(counts: Sequence[int], looks: Sequence[StatusLook], longest: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    before = 0
    for count, look in zip(counts, looks, strict=True):
        if count:
            pieces.append(Piece(round(before * 100 / longest, 3), round(count * 100 / longest, 3), look))
        before += count
    return tuple(pieces)
