"""What of revisions waits for an account, for its list of what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standing.areas.people.models import Account
from standing.areas.revisions.presenters.waiting import crosswalks_waiting
from standing.areas.revisions.presenters.waiting_tasks import tasks_waiting
from standing.core.inbox import Waiting


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """What this account can do something about in revisions today."""
    yield from crosswalks_waiting(account)
    yield from tasks_waiting(account)
