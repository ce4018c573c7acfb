"""What of the record waits for an account, for its list of what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standing.areas.people.models import Account
from standing.areas.record.presenters.assessors import appointments_waiting
from standing.areas.record.presenters.inbox import decisions_waiting, own_waiting
from standing.core.inbox import Waiting


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """What this account can do something about in its own record, and in those it decides about, today."""
    yield from own_waiting(account, today)
    yield from decisions_waiting(account, today)
    yield from appointments_waiting(account)
