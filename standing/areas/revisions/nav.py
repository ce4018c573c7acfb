"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.audit import clock
from standing.areas.people.permissions import abilities_of
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Revisions, for those who edit or approve crosswalks. Others reach them from the catalogue."""
    wanted = {Ability.EDIT_CROSSWALKS, Ability.APPROVE_CROSSWALKS}
    found = abilities_of(account, clock.today()) & wanted
    return [(52, "Revisions", "revisions:revisions")] if found else []
