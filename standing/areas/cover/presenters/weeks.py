"""The shifts of a rota by week, so that a month of them can be folded: each week says first how its shifts stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from standing.areas.cover.presenters.shifts import figures, rota_table
from standing.areas.cover.selectors import ShiftCover
from standing.site.components.lists import Table
from standing.site.dates import long_day


@dataclass(frozen=True)
class Week:
    """The shifts that begin in one week, what is said of them all, and whether they are unfolded at first."""

    words: str
    table: Table
    is_open: bool


def rota_weeks(covers: Sequence[ShiftCover], *, first: date, with_unit: bool) -> list[Week]:
    """The shifts by the week in which they begin, counted from a day, the first of them unfolded."""
    weeks = groupby(covers, key=lambda cover: first + 7 * ((cover.days[0] - first) // 7))
    return [
        Week(
            f"Week from {long_day(begins)}: {figures(found)}",
            rota_table(found, name=f"rota-{begins:%Y%m%d}", with_unit=with_unit),
            is_open=place == 0,
        )
        for place, (begins, found) in enumerate((begins, list(found)) for begins, found in weeks)
    ]
