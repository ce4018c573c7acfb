"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.audit import clock
from standing.areas.people.permissions import abilities_of
from standing.areas.people.roles import Ability


def items(account: Any) -> list[tuple[Any, ...]]:
    """Administration, and the audit trail, for those who may open them."""
    abilities = abilities_of(account, clock.today())
    found: list[tuple[Any, ...]] = []
    if abilities & {Ability.MANAGE_SERVICE, Ability.KEEP_PEOPLE}:
        found.append((80, "Administration", "people:administration"))
    if Ability.SEE_AUDIT in abilities:
        found.append((90, "Audit trail", "people:trail"))
    return found


def account_items(account: Any) -> list[tuple[Any, ...]]:
    """Who looked at one's own record, for whoever has one."""
    return [(20, "Who looked at my record", "people:my_looks")] if account.person_id else []
