"""Spreadsheets that wait for whoever sent them, and the workbook in each, read once."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from standing.areas.audit import clock
from standing.areas.exchange.models import StagedWorkbook
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.core.formats.workbook import Unreadable, Workbook, read_workbook

KEPT_FOR = 14
"""Days that a file is kept after somebody last went on with it."""

GONE = (
    "This file is no longer here: it was written, let go, or not touched for two weeks. Send it again: "
    "what you answered about an imported file is remembered."
)


def staged_for(account: Account, staged: UUID) -> StagedWorkbook:
    """The file of this account. Raises `Refused`, in the same words, for one that is gone or is somebody else's."""
    since = clock.now() - timedelta(days=KEPT_FOR)
    row = StagedWorkbook.objects.filter(id=staged, account=account, changed_at__gte=since).first()
    if row is None:
        raise Refused(GONE)
    return row


def workbook_of(file: str, content: bytes) -> Workbook:
    """The workbook in a file. Raises `Refused` where it cannot be read, with what to do."""
    try:
        return _read(file, content)
    except Unreadable as unreadable:
        raise Refused(str(unreadable), field="file") from unreadable


@lru_cache(maxsize=2)
def _read(file: str, content: bytes) -> Workbook:
    """Kept for the next step of the same journey. Bytes compare by content, so nothing old is ever given."""
    return read_workbook(file, content)
