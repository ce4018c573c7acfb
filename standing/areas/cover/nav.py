"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.audit import clock
from standing.areas.people.permissions import abilities_of
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Cover, for whoever may see it; registrations, for whoever records them."""
    abilities = abilities_of(account, clock.today())
    rows: list[tuple[Any, ...]] = []
    if Ability.SEE_COVER in abilities:
        rows.append((22, "Cover", "cover:units"))
    if Ability.KEEP_REGISTRATIONS in abilities:
        rows.append((33, "Registrations", "cover:registrations"))
    return rows
