"""What this area says on the home page: what an empty service needs first, to whoever can begin it."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.people import selectors
from standing.areas.people.permissions import can
from standing.areas.people.presenters.places import BEGINS, first_steps


def panels(*, account: Any, today: date) -> list[tuple[int, str, str, dict[str, Any]]]:
    """The first steps, until all are done."""
    if not can(account, BEGINS):
        return []
    first = first_steps(selectors.what_is_begun(by=account))
    return [(10, "What to do first", "people/panel_first.html", {"first": first})] if first else []
