"""Who is in which group now, and where what they said leaves a proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from standing.areas.coproduction.models import Invitation, Membership, Position, Proposal
from standing.areas.people.models import Account
from standing.core.coproduction import deciding
from standing.core.coproduction.deciding import Stance, Tally, Way, tally
from standing.core.coproduction.record import Standpoint


def members_of(constituencies: Collection[int]) -> dict[int, frozenset[int]]:
    """The accounts that are in these groups now, by group. A closed account is in none."""
    rows = Membership.objects.filter(
        constituency__in=constituencies, to_at__isnull=True, account__is_active=True
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for constituency, account in rows.values_list("constituency", "account"):
        found[constituency].add(account)
    return {one: frozenset(found[one]) for one in constituencies}


def invitations_of(account: Account, proposal: Proposal) -> list[Invitation]:
    """The invitations of a proposal by which this account may speak now: those of the groups that it is in."""
    rows = proposal.invitations.select_related("constituency").filter(
        constituency__memberships__account=account,
        constituency__memberships__to_at__isnull=True,
        constituency__memberships__account__is_active=True,
    )
    return list(rows)


def invited_to(proposal: Proposal) -> list[Invitation]:
    """Every group that was asked, in the order in which groups are named everywhere."""
    rows = proposal.invitations.select_related("constituency")
    return sorted(rows, key=lambda one: list(Standpoint).index(one.speaks_for))


def tallies_of(proposal: Proposal, content: str) -> list[tuple[Invitation, Tally]]:
    """Where what was said leaves each group. `content` is the digest of what it is about now.

    What somebody said of another content is not counted until they say it again; but an objection that nobody answered
    stands until it is answered. Whoever said something as a member is counted though they were taken off the list
    since: nobody's objection goes away with their name.
    """
    invitations = invited_to(proposal)
    members = members_of([one.constituency_id for one in invitations])
    said: defaultdict[int, list[Position]] = defaultdict(list)
    for position in proposal.positions.filter(is_latest=True):
        said[position.invitation_id].append(position)
    return [(one, _tally(one, members[one.constituency_id], said[one.pk], content)) for one in invitations]


def _tally(
    invitation: Invitation, members: frozenset[int], said: Collection[Position], content: str
) -> Tally:
    everybody = members | {position.account_id for position in said}
    group = deciding.Constituency(
        invitation.speaks_for.words,
        frozenset(str(one) for one in everybody),
        invitation.quorum,
        Way(invitation.way),
    )
    counted = [one for one in said if one.content == content or one.waits_for_an_answer]
    return tally(group, [_as_counted(one) for one in counted])


def _as_counted(position: Position) -> deciding.Position:
    return deciding.Position(
        str(position.account_id),
        Stance(position.stance),
        position.reason,
        is_answered=bool(position.answer),
        still_stands=position.still_stands,
    )
