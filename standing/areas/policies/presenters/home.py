"""What waits of this area, as the home page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from standing.core.inbox import Waiting
from standing.site.components.lists import Task
from standing.site.dates import short_day


def tasks_of(waiting: Iterable[Waiting], today: date) -> list[Task]:
    """Each as a line of a task list."""
    return [
        Task(
            title=f"{one.what}: {one.about}",
            href=one.href,
            hint=f"By {short_day(one.due)}" if one.due else f"Since {short_day(one.since)}",
            state="Overdue" if one.is_overdue(today) else "",
            colour="red" if one.is_overdue(today) else "",
        )
        for one in waiting
    ]
