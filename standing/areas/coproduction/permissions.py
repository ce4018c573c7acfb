"""Who may keep groups, run a proposal and say something of one."""

from __future__ import annotations

from standing.areas.audit.actions import Actor
from standing.areas.coproduction.members import invitations_of
from standing.areas.coproduction.models import Invitation, PlanItem, Proposal
from standing.areas.people.models import Account
from standing.areas.people.permissions import NotAllowed, can, check_can
from standing.areas.people.roles import Ability
from standing.core.coproduction.proposing import About

_ALSO_NEEDS = {
    About.PROFILE: Ability.EDIT_PROFILES,
    About.LOCAL_STANDARD: Ability.KEEP_LOCAL_COMPETENCES,
    About.POLICY_CHANGE: Ability.KEEP_POLICIES,
}
"""Whoever runs a proposal must be able to do what it would decide."""


def check_can_run(by: Actor, about: About) -> None:
    """Raise `NotAllowed` unless the account runs proposals, and may do what one about this would decide."""
    check_can(by, Ability.RUN_PROPOSALS)
    if about in _ALSO_NEEDS:
        check_can(by, _ALSO_NEEDS[about])


def can_run(by: Actor, about: About) -> bool:
    """Whether `check_can_run` would let it pass."""
    also = _ALSO_NEEDS.get(about)
    return can(by, Ability.RUN_PROPOSALS) and (also is None or can(by, also))


def check_can_take_part(by: Actor, proposal: Proposal) -> tuple[Account, list[Invitation]]:
    """The account, and the invitations by which it may speak. Raise `NotAllowed` for whoever was not asked."""
    check_can(by, Ability.SEE_PROPOSALS)
    found = invitations_of(by, proposal) if isinstance(by, Account) else []
    if not isinstance(by, Account) or not found:
        raise NotAllowed(
            "You cannot say something of this: it was put to groups that you are not in. Ask whoever runs it."
        )
    return by, found


def check_can_mark_done(by: Actor, item: PlanItem) -> None:
    """Raise `NotAllowed` unless it is theirs to do, or they run plans."""
    check_can(by, Ability.SEE_PROPOSALS)
    if not (isinstance(by, Account) and item.owner_id == by.pk) and not can_run(by, About.ACTION_PLAN):
        raise NotAllowed("You cannot mark this as done. Whoever owns it can, or whoever runs the plan.")
