"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.audit import clock
from standing.areas.people.permissions import abilities_of
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Revisions, for those who edit or approve crosswalks (others reach them from the catalogue), and rehearsals."""
    abilities = abilities_of(account, clock.today())
    rows: list[tuple[Any, ...]] = []
    if abilities & {Ability.EDIT_CROSSWALKS, Ability.APPROVE_CROSSWALKS}:
        rows.append((52, "Revisions", "revisions:revisions"))
    if Ability.REHEARSE in abilities:
        rows.append((53, "Rehearsals", "revisions:rehearsals"))
    return rows
