"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.audit import clock
from standing.areas.people.permissions import abilities_of
from standing.areas.people.roles import Ability

WITH_CLAIMS = {Ability.ADD_EVIDENCE, Ability.RECORD_DECISION, Ability.ALLOCATE_CLAIM}


def items(account: Any) -> list[tuple[Any, ...]]:
    """Claims, for those who have one, assess or allocate; what may identify somebody, for who settles it."""
    abilities = abilities_of(account, clock.today())
    rows: list[tuple[Any, ...]] = []
    if abilities & WITH_CLAIMS:
        rows.append((15, "Claims", "assessment:claims"))
    if abilities & {Ability.SEE_VERIFICATION, Ability.RECORD_DECISION}:
        rows.append((26, "Verification", "assessment:verification"))
    if abilities & {Ability.APPEAL, Ability.SIT_ON_PANEL}:
        rows.append((27, "Appeals", "assessment:appeals"))
    if Ability.KEEP_CRITERIA in abilities:
        rows.append((58, "Criteria", "assessment:criteria_lists"))
    if Ability.SETTLE_IDENTIFIABLE in abilities:
        rows.append((70, "Identifiable data", "assessment:sealed"))
    return rows
