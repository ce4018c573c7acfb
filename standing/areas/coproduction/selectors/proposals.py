"""Proposals as each reader may see them: all of them, one with what was said of it, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.coproduction.actions.checking import RELATED
from standing.areas.coproduction.actions.deciding import what_is_missing
from standing.areas.coproduction.content import KEPT_WITH, Lines, began_of, content_of, digest_of, used_first
from standing.areas.coproduction.keeping import record_of
from standing.areas.coproduction.members import invitations_of, invited_to, tallies_of
from standing.areas.coproduction.models import (
    Invitation,
    Participant,
    PlanItem,
    Point,
    Position,
    Proposal,
)
from standing.areas.coproduction.permissions import can_run, check_can_run
from standing.areas.coproduction.selectors.groups import RolesOfWork, roles_of_work
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import ProposedChange
from standing.areas.profiles.models import ProfileVersion
from standing.areas.record.selectors.people import NotFound
from standing.areas.standards.models import Standard
from standing.core.catalogue import LOCAL
from standing.core.coproduction.deciding import Position as PlainPosition
from standing.core.coproduction.deciding import Stance, Tally, may_see_positions
from standing.core.coproduction.proposing import State
from standing.core.coproduction.record import Began, missing_from
from standing.core.policies.proposals import State as ChangeState

Row = TypeVar("Row", Position, Participant)


@dataclass(frozen=True)
class Mine:
    """A proposal as its reader stands to it: what they said last, what is kept of them, whether they may speak now.
    `digest` stands for what it is about, as it is now.
    """

    proposal: Proposal
    digest: str
    my_position: Position | None
    me: Participant | None
    may_speak: bool

    @property
    def is_changed(self) -> bool:
        """Whether it was changed since the reader said what they think."""
        return self.my_position is not None and self.my_position.content != self.digest

    @property
    def asks_me(self) -> bool:
        """Whether the reader is asked what they think of it now, and has not said it of what it is now."""
        put = self.proposal.put_at is not None
        return self.may_speak and put and (self.my_position is None or self.is_changed)


@dataclass(frozen=True)
class ProposalSeen(Mine):
    """A proposal, and what of it this reader may see.

    `positions` and the points that came of them are empty while the reader has to say something first (`is_hidden`).
    `content` is what it is about, line by line.
    """

    content: Lines
    invitations: tuple[Invitation, ...]
    mine: tuple[Invitation, ...]
    positions: tuple[Position, ...]
    points: tuple[Point, ...]
    participants: tuple[Participant, ...]
    items: tuple[PlanItem, ...]
    began: Began
    used_first: date | None
    is_hidden: bool
    may_run: bool

    def shown_as(self, position: Position) -> str:
        """Who said it, as they choose to be known."""
        found = next((one for one in self.participants if one.account_id == position.account_id), None)
        return found.shown_as if found else position.invitation.speaks_for.one


@dataclass(frozen=True)
class Running:
    """What whoever runs a proposal needs: where each group is, and what is missing before it is decided."""

    seen: ProposalSeen
    tallies: tuple[tuple[Invitation, Tally], ...]
    not_agreed: tuple[str, ...]
    record_missing: tuple[str, ...]
    to_answer: tuple[Position, ...]
    roles_of_work: RolesOfWork


def proposals(*, by: Actor) -> list[Proposal]:
    """Every proposal, the newest first."""
    check_can(by, Ability.SEE_PROPOSALS)
    return list(_proposals())


def agreed(*, by: Actor) -> list[Proposal]:
    """The proposals that were agreed, the newest first, with their points: what changed because of people."""
    check_can(by, Ability.SEE_PROPOSALS)
    found = _proposals().filter(state=State.AGREED.value).order_by("-closed_at", "-pk")
    return list(found.prefetch_related("points__participant__account"))


def open_for(*, by: Actor) -> list[Mine]:
    """The open proposals of the groups that this account is in, the oldest first. A fixed number of queries."""
    if not isinstance(by, Account):
        return []
    check_can(by, Ability.SEE_PROPOSALS)
    rows = _proposals().filter(
        state=State.OPEN.value,
        invitations__constituency__memberships__account=by,
        invitations__constituency__memberships__to_at__isnull=True,
    )
    found = list(rows.distinct().order_by("opened_at", "pk").prefetch_related(*KEPT_WITH))
    said = _own(Position.objects.filter(is_latest=True), by, found)
    kept = _own(Participant.objects.all(), by, found)
    return [Mine(one, digest_of(one), said.get(one.pk), kept.get(one.pk), may_speak=True) for one in found]


def _own(rows: QuerySet[Row], account: Account, about: Sequence[Proposal]) -> dict[int, Row]:
    """Somebody's own row of each proposal, by its number."""
    return {row.proposal_id: row for row in rows.filter(account=account, proposal__in=about)}


def proposal_by_number(*, by: Actor, number: int) -> ProposalSeen:
    """One proposal, as this reader may see it. Raises `NotFound`."""
    check_can(by, Ability.SEE_PROPOSALS)
    found = _proposals().filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such proposal.")
    return seen(by, found)


def seen(by: Actor, proposal: Proposal) -> ProposalSeen:
    """A proposal as this reader may see it. The caller has asked whether they may at all."""
    account = by if isinstance(by, Account) else None
    mine = invitations_of(account, proposal) if account else []
    latest = list(
        proposal.positions.filter(is_latest=True).select_related("account", "invitation__constituency")
    )
    my_position = next((one for one in latest if account and one.account_id == account.pk), None)
    may_run = can_run(by, proposal.kind)
    hidden = _is_hidden(proposal, latest, account, bool(mine), may_run)
    participants = list(proposal.participants.select_related("account__person"))
    points = list(proposal.points.select_related("participant__account"))
    return ProposalSeen(
        proposal=proposal,
        content=content_of(proposal),
        digest=digest_of(proposal),
        invitations=tuple(invited_to(proposal)),
        mine=tuple(mine),
        my_position=my_position,
        me=next((one for one in participants if account and one.account_id == account.pk), None),
        may_speak=bool(mine) and proposal.is_open,
        positions=() if hidden else tuple(latest),
        points=tuple(one for one in points if not hidden or one.position_id is None),
        participants=tuple(participants),
        items=tuple(proposal.items.select_related("owner")),
        began=began_of(proposal),
        used_first=used_first(proposal),
        is_hidden=hidden,
        may_run=may_run,
    )


def _is_hidden(
    proposal: Proposal, latest: Sequence[Position], account: Account | None, asked: bool, may_run: bool
) -> bool:
    """While it is open, and set so: from its members until they said something, and from everybody else but whoever
    runs it and is not asked themself.
    """
    if not proposal.is_open or not proposal.own_first:
        return False
    if account is None or (may_run and not asked):
        return False
    own = [one for one in latest if one.account_id == account.pk]
    return not may_see_positions(str(account.pk), [_plain(one) for one in own], own_first=True)


def is_hidden_from(account: Account, proposal: Proposal) -> bool:
    """Whether what others said is hidden from somebody who runs a proposal: they are asked themself, and have not said
    anything yet.
    """
    if not proposal.own_first or not invitations_of(account, proposal):
        return False
    return not proposal.positions.filter(account=account, is_latest=True).exists()


def _plain(position: Position) -> PlainPosition:
    return PlainPosition(str(position.account_id), Stance(position.stance), position.reason)


def running(*, by: Actor, number: int) -> Running:
    """What whoever runs a proposal needs. Raises `NotFound`, and `NotAllowed` for anybody else."""
    found = proposal_by_number(by=by, number=number)
    check_can_run(by, found.proposal.kind)
    record = record_of(found.proposal, found.began)
    return Running(
        seen=found,
        tallies=() if found.is_hidden else tuple(tallies_of(found.proposal, found.digest)),
        not_agreed=_not_agreed(found),
        record_missing=missing_from(record),
        to_answer=tuple(one for one in found.positions if one.waits_for_an_answer),
        roles_of_work=roles_of_work(
            by=by, accounts=[one.account for one in found.participants if one.account]
        ),
    )


def _not_agreed(found: ProposalSeen) -> tuple[str, ...]:
    if not found.proposal.is_open:
        return ()
    if found.is_hidden:
        return ("You are in a group that is asked. Say what you think first; then you see where it is.",)
    return tuple(what_is_missing(found.proposal))


def position_by_key(*, by: Actor, number: int, key: int) -> tuple[ProposalSeen, Position]:
    """A position that the reader may see, with its proposal. Raises `NotFound`."""
    found = proposal_by_number(by=by, number=number)
    for one in found.positions:
        if one.pk == key:
            return found, one
    raise NotFound("There is no such answer of somebody, or you cannot see it yet.")


def point_by_key(*, by: Actor, number: int, key: int) -> tuple[ProposalSeen, Point]:
    """A point of the record, for whoever runs the proposal. Raises `NotFound`."""
    found = running(by=by, number=number).seen
    for one in found.points:
        if one.pk == key:
            return found, one
    raise NotFound("There is no such point.")


def participant_by_key(*, by: Actor, number: int, key: int) -> tuple[ProposalSeen, Participant]:
    """Somebody in the record, for whoever runs the proposal. Raises `NotFound`."""
    found = running(by=by, number=number).seen
    for one in found.participants:
        if one.pk == key:
            return found, one
    raise NotFound("There is nobody of this number in the record.")


def item_by_key(*, by: Actor, key: int) -> PlanItem:
    """Something to do of a plan. Raises `NotFound`."""
    check_can(by, Ability.SEE_PROPOSALS)
    found = PlanItem.objects.select_related("proposal", "owner").filter(pk=key).first()
    if found is None:
        raise NotFound("There is no such thing to do.")
    return found


@dataclass(frozen=True)
class Choices:
    """What a proposal can be about now: drafts of profiles, standards of our own, changes that are not in force."""

    versions: tuple[ProfileVersion, ...]
    standards: tuple[Standard, ...]
    changes: tuple[ProposedChange, ...]


def choices(*, by: Actor) -> Choices:
    """What this account could put to people; of each kind only what no open proposal is about."""
    check_can(by, Ability.RUN_PROPOSALS)
    taken = Q(proposals__state=State.OPEN.value)
    on_their_way = [
        one.value
        for one in (ChangeState.DRAFT, ChangeState.TO_AGREE, ChangeState.RETURNED, ChangeState.AGREED)
    ]
    drafts = ProfileVersion.objects.filter(from_on__isnull=True).exclude(taken).select_related("profile")
    own = Standard.objects.filter(suite__code=LOCAL).exclude(taken)
    changes = ProposedChange.objects.filter(state__in=on_their_way).exclude(taken)
    return Choices(tuple(drafts), tuple(own), tuple(changes.select_related("version__policy")))


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related(*RELATED)
