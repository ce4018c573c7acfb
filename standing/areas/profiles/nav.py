"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import can, only_contributes
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Role profiles, for everyone who has a role; those who only contribute have plain pages of them."""
    may = can(account, Ability.SEE_PROFILES) and not only_contributes(account)
    return [(45, "Role profiles", "profiles:profiles")] if may else []
