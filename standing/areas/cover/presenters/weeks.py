"""The shifts of a rota by week, so that a month of them can be folded: each week says first how its shifts stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
    weeks = groupby(covers, key=lambda cover: (cover.days[0] - first).days // 7)
    return [
        _week(first + timedelta(weeks=number), list(found), is_open=not number, with_unit=with_unit)
        for number, found in weeks
    ]


def _week(begins: date, found: Sequence[ShiftCover], *, is_open: bool, with_unit: bool) -> Week:
    table = rota_table(found, name=f"rota-{begins:%Y%m%d}", with_unit=with_unit)
    return Week(f"Week from {long_day(begins)}: {figures(found)}", table, is_open)
