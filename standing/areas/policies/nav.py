"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import only_contributes
from standing.areas.people.roles import WHO_MAY, Ability
from standing.areas.people.selectors import roles_of

SECTIONS: tuple[tuple[Ability, tuple[Any, ...]], ...] = (
    (Ability.SEE_POLICIES, (42, "Policies", "policies:register")),
    (Ability.SET_FEEDS, (75, "Feeds", "policies:feeds")),
)


def items(account: Any) -> list[tuple[Any, ...]]:
    """The pages that this account's roles of today lead to; none for those who only contribute."""
    if only_contributes(account):
        return []
    roles = roles_of(by=account)
    return [row for ability, row in SECTIONS if any(role in WHO_MAY[ability] for role in roles)]
