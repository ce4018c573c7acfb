"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import can, only_contributes
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Deciding together, for everyone who has a role; its plain pages, for those who are here for nothing else."""
    if not can(account, Ability.SEE_PROPOSALS):
        return []
    if not only_contributes(account):
        return [(46, "Decide together", "coproduction:home")]
    return [
        (46, "Decide together", "coproduction:home", "/together/proposals/"),
        (47, "What changed because of us", "coproduction:what_changed"),
        (48, "Role profiles", "coproduction:profiles"),
        (49, "What the words mean", "coproduction:words"),
    ]
