"""Job descriptions that rest on an older version, for whoever issues them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standing.areas.documents.permissions import can_issue
from standing.areas.documents.presenters.issued import href_of, reasons
from standing.areas.documents.selectors.issued import issued_documents
from standing.areas.people.models import Account
from standing.core.inbox import Waiting


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """Each job description in use whose profile says something else by now, or whose standards gave way."""
    if not can_issue(account):
        return
    for one in issued_documents(by=account):
        if one.is_older:
            begun = one.newer.from_on if one.newer is not None and one.newer.from_on is not None else today
            yield Waiting(
                key=f"documents:older:{one.row.code}:{one.newer.number if one.newer else 0}",
                what="Look at the wording suggested for the job description of",
                about=f"{one.row.version.profile}. {' '.join(reasons(one))}",
                since=max(one.row.issued_on, min(begun, today)),
                href=href_of(one),
                kind="Job descriptions that rest on an older version",
            )
