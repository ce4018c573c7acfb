"""The page of limits on practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from standing.areas.record.selectors.restrictions import Limit
from standing.site.components.lists import Cell, Table
from standing.site.dates import short_day


def limits_table(limits: Sequence[Limit]) -> Table:
    """Who does what only within limits: what, and until when. Never why."""
    return Table(
        name="limits",
        caption=f"Limits in force today ({len(limits)})",
        head=("Person", "Staff number", "Standard", "Limits", "From", "Last day"),
        rows=[
            (
                limit.person.name,
                Cell(limit.person.ref, narrow=True),
                limit.standard or "Every standard",
                limit.limits,
                Cell(short_day(limit.from_on), narrow=True),
                short_day(limit.to_on - timedelta(days=1)) if limit.to_on else "Until further notice",
            )
            for limit in limits
        ],
        stack=True,
        empty="Nobody whose limits you can see is restricted today.",
    )
