"""What this area says on the home page: to whoever may, while nothing is in the record, how to begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.exchange import selectors
from standing.areas.exchange.permissions import can_import
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability


def panels(*, account: Any, today: date) -> list[tuple[int, str, str, dict[str, Any]]]:
    """A service without a decision can be begun with a spreadsheet; so can one on the way be gone on with."""
    if can_import(account):
        staged = selectors.staged_files(by=account)
        if staged or selectors.is_empty(by=account):
            return [(4, "Begin with your spreadsheet", "exchange/home.html", {"staged": staged, "may": True})]
        return []
    if can(account, Ability.MANAGE_SERVICE) and selectors.waits_for_a_lead(by=account):
        return [(4, "Begin with a spreadsheet", "exchange/home.html", {"staged": [], "may": False})]
    return []
