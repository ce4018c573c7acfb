"""What of the crosswalks waits for somebody: rows to settle, versions to send or approve, rules, deferred rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standing.areas.people.models import Account
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.revisions.adopted import adopted_version
from standing.areas.revisions.loading import draft_rows, standards_with_a_rule
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.permissions import can_approve_crosswalks, can_edit_crosswalks
from standing.core.crosswalks.states import State
from standing.core.crosswalks.versions import waits


@dataclass(frozen=True)
class CrosswalkWaits:
    """A version that waits for this account: `number` rows of it to settle, or none of them and then all of it."""

    version: CrosswalkVersion
    number: int = 0


def drafts_to_settle(account: Account) -> list[CrosswalkWaits]:
    """The drafts that a steward goes on with: how many of their rows wait; none when they can be sent."""
    if not can_edit_crosswalks(account):
        return []
    ruled = standards_with_a_rule()
    return [
        CrosswalkWaits(version, sum(bool(waits(row, ruled)) for row in draft_rows(version)))
        for version in _in(State.DRAFT)
    ]


def versions_to_approve(account: Account) -> list[CrosswalkVersion]:
    """The versions that await approval, and that this account may approve and has not."""
    if not can_approve_crosswalks(account):
        return []
    return [one for one in _in(State.AWAITING) if not one.approvals.filter(account=account).exists()]


def deferred_in_force(account: Account) -> list[CrosswalkWaits]:
    """The adopted crosswalks with deferred rows: those old editions do not end until a steward settles them."""
    if not can_edit_crosswalks(account):
        return []
    return list(_deferred())


def _deferred() -> Iterator[CrosswalkWaits]:
    for version in _in(State.APPROVED):
        adopted = adopted_version(version.revision.code)
        number = adopted.rows.filter(deferred=True).count() if adopted is not None else 0
        if adopted is not None and number:
            yield CrosswalkWaits(adopted, number)


def corrections_to_adopt(account: Account) -> list[CrosswalkVersion]:
    """The approved corrections of revisions that are adopted by an earlier version, for whoever may adopt them."""
    if not can(account, Ability.ADOPT_REVISION):
        return []
    return [
        version
        for version in _in(State.APPROVED)
        if (adopted := adopted_version(version.revision.code)) is not None and adopted != version
    ]


def _in(state: State) -> list[CrosswalkVersion]:
    rows = CrosswalkVersion.objects.filter(state=state.value).select_related("revision")
    return list(rows.order_by("made_at", "pk"))
