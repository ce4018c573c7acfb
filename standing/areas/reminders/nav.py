"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.reminders.permissions import can_see_messages


def items(account: Any) -> list[tuple[Any, ...]]:
    """What waits, for everybody; and the messages, for those who see what is sent."""
    rows: list[tuple[Any, ...]] = [(2, "What waits for you", "inbox")]
    if can_see_messages(account):
        rows.append((85, "Messages", "reminders:messages"))
    return rows


def account_items(account: Any) -> list[tuple[Any, ...]]:
    """What one is told by email."""
    return [(30, "What I am told", "reminders:mine")]
