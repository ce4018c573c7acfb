"""What this area has to say on the home page: to those who take part, where they are at home."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.coproduction.presenters.plain import waiting_tasks
from standing.areas.coproduction.selectors.groups import own_groups, reads_large
from standing.areas.coproduction.selectors.proposals import open_for
from standing.areas.people.models import Account
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability, Role
from standing.areas.people.selectors import roles_of

Panel = tuple[int, str, str, dict[str, Any]]


def panels(*, account: Account, today: date) -> list[Panel]:
    """What is open for the groups that this account is in; for somebody who only contributes, where they may look."""
    if not can(account, Ability.SEE_PROPOSALS):
        return []
    contributes = Role.CONTRIBUTOR in roles_of(by=account)
    if not contributes and not own_groups(by=account):
        return []
    context = {
        "waiting": waiting_tasks(open_for(by=account)),
        "contributes": contributes,
        "large": reads_large(by=account),
    }
    return [(7, "Decide together", "coproduction/home_panel.html", context)]
