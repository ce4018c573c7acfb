"""Files that wait for the person who sent them to look and decide."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.standards.models import StagedSource

KEPT_FOR = 24
"""Hours that a staged file is kept."""

GONE = "This file is no longer here: it was imported, discarded, or sent more than a day ago. Send it again."


def staged_for(account: Account, staged: UUID) -> StagedSource:
    """The staged file of this account. Raises `Refused` for one that is gone or was sent by somebody else."""
    since = clock.now() - timedelta(hours=KEPT_FOR)
    row = StagedSource.objects.filter(id=staged, account=account, staged_at__gte=since).first()
    if row is None:
        raise Refused(GONE)
    return row
