"""What the catalogue has to say on the home page, to those who keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.standards.permissions import can_import_sources
from standing.areas.standards.selectors import get_holdings


def panels(*, account: Any, today: date) -> list[tuple[int, str, str, dict[str, Any]]]:
    """For a framework steward: how large the catalogue is, and which revisions wait for a day."""
    if not can_import_sources(account):
        return []
    catalogue = get_holdings(by=account).catalogue
    waiting = [revision for revision in catalogue.revisions if not revision.effective_on]
    context = {"standards": len(catalogue.standards), "waiting": waiting}
    return [(60, "The catalogue", "standards/home.html", context)]
