"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Role profiles, for everyone who has a role."""
    return [(45, "Role profiles", "profiles:profiles")] if can(account, Ability.SEE_PROFILES) else []
