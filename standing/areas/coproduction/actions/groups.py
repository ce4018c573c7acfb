"""The groups: how each decides, and who is in it. And how somebody likes to read."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.coproduction.models import Constituency, Membership, ReadingChoice
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import NotAllowed, Refused
from standing.core.coproduction.deciding import Way
from standing.core.coproduction.record import LEAST_CARERS, LEAST_WITH_LIVED_EXPERIENCE, Standpoint

MOST_IN_QUORUM = 100
FIRST_QUORUM = {Standpoint.LIVED_EXPERIENCE: LEAST_WITH_LIVED_EXPERIENCE, Standpoint.CARER: LEAST_CARERS}
"""The quorum of a group until another is set: 1 where nothing is said."""


def constituency_of(standpoint: Standpoint) -> Constituency:
    """The group of a standpoint; made with its first terms the first time that somebody writes of it."""
    found, _ = Constituency.objects.get_or_create(
        standpoint=standpoint.value,
        defaults={"quorum": FIRST_QUORUM.get(standpoint, 1), "way": Way.CONSENT.value},
    )
    return found


@writing()
def set_constituency(*, by: Actor, standpoint: Standpoint, quorum: int, way: Way) -> Constituency:
    """Set how many of a group must say something, and how it comes to agree. Proposals open already keep what they had.

    Raises `Refused` for a quorum that is no whole number from 1, fewer than two people with lived experience, and when
    nothing is different.
    """
    check_can(by, Ability.KEEP_CONSTITUENCIES)
    found = constituency_of(standpoint)
    before = {"quorum": found.quorum, "way": found.way}
    after = {"quorum": quorum, "way": Way(way).value}
    least = FIRST_QUORUM.get(standpoint, 1)
    if not least <= quorum <= MOST_IN_QUORUM:
        raise Refused(
            f"How many must say something is a whole number from {least} to {MOST_IN_QUORUM}.", field="quorum"
        )
    if before == after:
        raise Refused("Nothing is different. Change something, or leave the group as it is.", field="quorum")
    found.quorum, found.way = quorum, Way(way).value
    found.save(update_fields=["quorum", "way"])
    record_event(
        by=by,
        action="set_constituency",
        subject=found.subject,
        words={"before": before, "after": after},
    )
    return found


@writing()
def add_member(*, by: Actor, standpoint: Standpoint, account: Account) -> Membership:
    """Put somebody into a group. Raises `Refused` for a member, and for an account that could not open the pages."""
    check_can(by, Ability.KEEP_CONSTITUENCIES)
    found = constituency_of(standpoint)
    account = Account.objects.get(pk=account.pk)
    if not can(account, Ability.SEE_PROPOSALS):
        raise Refused(
            f"{account.name} has no role today, and could not open these pages. Ask an administrator to give them "
            "the role contributor first.",
            field="account",
        )
    if found.memberships.filter(account=account, to_at__isnull=True).exists():
        raise Refused(f"{account.name} is in this group already.", field="account")
    made = Membership.objects.create(
        constituency=found, account=account, from_at=clock.now(), added_by=_account(by)
    )
    record_event(by=by, action="add_member", subject=found.subject, words={"account": account.audit_name})
    return made


@writing()
@passes_guard(lambda **given: given["membership"].constituency.subject, why="Reason")
def remove_member(*, by: Actor, membership: Membership, why: str) -> Membership:
    """Take somebody out of a group. Nothing waits for them any more; what they said stays, and counts."""
    check_can(by, Ability.KEEP_CONSTITUENCIES)
    membership = Membership.objects.select_related("constituency", "account").get(pk=membership.pk)
    if membership.to_at is not None:
        raise Refused(f"{membership.account.name} is no longer in this group.")
    if not why.strip():
        raise Refused("Say why they leave the group: it stays in the audit trail.", field="why")
    membership.to_at, membership.removed_by = clock.now(), _account(by)
    membership.save(update_fields=["to_at", "removed_by"])
    words = {"account": membership.account.audit_name, "why": why.strip()}
    record_event(by=by, action="remove_member", subject=membership.constituency.subject, words=words)
    return membership


@writing()
def choose_print(*, by: Actor, large: bool) -> ReadingChoice:
    """Somebody chooses to read these pages in large print, or not to. It stays until they choose otherwise."""
    check_can(by, Ability.SEE_PROPOSALS)
    if not isinstance(by, Account):
        raise NotAllowed("Only somebody who reads these pages can choose how they look.")
    made, _ = ReadingChoice.objects.update_or_create(account=by, defaults={"large_print": large})
    record_event(by=by, action="choose_print", subject=by.audit_name, words={"large": large})
    return made


def _account(by: Actor) -> Account | None:
    return by if isinstance(by, Account) else None
