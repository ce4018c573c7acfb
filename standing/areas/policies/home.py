"""What policies show on the home page: to whoever keeps or owns them, and to whoever moves changes on."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.policies.presenters.home import tasks_of
from standing.areas.policies.waiting import waiting
from standing.core.inbox import in_order

SHOWN = 5

Panel = tuple[int, str, str, dict[str, Any]]


def panels(*, account: Account, today: date) -> list[Panel]:
    """The first few things of this area that wait for the account, and how many there are."""
    today = clock.today()
    found = in_order(waiting(account, today))
    if not found:
        return []
    tasks = tasks_of(found[:SHOWN], today)
    context = {"tasks": tasks, "shown": len(tasks), "of": len(found)}
    return [(35, "Policies and changes", "policies/home.html", context)]
