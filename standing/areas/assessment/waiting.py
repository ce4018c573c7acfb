"""What of claims and evidence waits for an account, for its list of what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standing.areas.assessment.presenters.waiting import waiting_for
from standing.areas.assessment.presenters.waiting_verification import verification_waiting
from standing.areas.people.models import Account
from standing.core.inbox import Waiting


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """What this account can do something about in claims and evidence today."""
    yield from waiting_for(account)
    yield from verification_waiting(account, today)
