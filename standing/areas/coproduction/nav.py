"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Deciding together, for everyone who has a role."""
    return [(46, "Decide together", "coproduction:home")] if can(account, Ability.SEE_PROPOSALS) else []
