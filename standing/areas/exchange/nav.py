"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.exchange.permissions import can_import


def items(account: Any) -> list[tuple[Any, ...]]:
    """Bringing in a spreadsheet, for those who may."""
    return [(35, "Move in", "exchange:start")] if can_import(account) else []
