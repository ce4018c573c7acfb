"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import only_contributes
from standing.areas.people.roles import WHO_MAY, Ability, Role, Scope
from standing.areas.people.selectors import roles_of
from standing.areas.record.selectors.assessors import WHO_SEES

SECTIONS: tuple[tuple[Ability, tuple[Any, ...]], ...] = (
    (Ability.SIGN_CHANGE, (10, "My record", "record:own")),
    (Ability.SEE_TEAM, (20, "Teams", "record:teams")),
    (Ability.RECORD_DECISION, (25, "Record a decision", "record:choose_person")),
    (Ability.SEE_CATALOGUE, (40, "Changes", "record:changes")),
    (Ability.SET_REFRESH_RULES, (60, "Refresh rules", "record:refresh_rules")),
)
"""What is offered to whoever has an ability, over whomever."""


def items(account: Any) -> list[tuple[Any, ...]]:
    """The pages that this account's roles of today lead to; none for those who only contribute. One query."""
    if only_contributes(account):
        return []
    roles = roles_of(by=account)
    rows = [row for ability, row in SECTIONS if any(role in WHO_MAY[ability] for role in roles)]
    if any(WHO_MAY[Ability.SEE_LIMITS].get(role, Scope.OWN) is not Scope.OWN for role in roles):
        rows.append((32, "Limits", "record:limits"))
    if any(role in WHO_MAY[ability] for ability in WHO_SEES for role in roles):
        rows.append((57, "Assessors", "record:assessors"))
    if _sees_others(roles):
        rows.append((30, "People", "record:people"))
    return rows


def _sees_others(roles: list[Role]) -> bool:
    """Whether the list of people would hold anybody but the reader."""
    listed = (Ability.SEE_RECORD, Ability.MANAGE_PEOPLE, Ability.SUSPEND, Ability.KEEP_PEOPLE)
    return any(WHO_MAY[ability].get(role, Scope.OWN) is not Scope.OWN for ability in listed for role in roles)
