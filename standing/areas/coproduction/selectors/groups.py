"""The groups and who is in them, for those who keep them; and how somebody likes to read."""

from __future__ import annotations

from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.coproduction.actions.groups import FIRST_QUORUM
from standing.areas.coproduction.models import Constituency, Membership, ReadingChoice
from standing.areas.people.models import Account
from standing.areas.people.permissions import active_grants, check_can
from standing.areas.people.roles import Ability
from standing.areas.record.selectors.people import NotFound
from standing.core.coproduction.deciding import Way
from standing.core.coproduction.record import Standpoint


@dataclass(frozen=True)
class Group:
    """A group as it is now, and who is in it."""

    standpoint: Standpoint
    quorum: int
    way: Way
    members: tuple[Membership, ...]


def groups(*, by: Actor) -> list[Group]:
    """Every group, whether or not anybody is in it yet. Two queries."""
    check_can(by, Ability.KEEP_CONSTITUENCIES)
    held = {one.standpoint: one for one in Constituency.objects.all()}
    rows = Membership.objects.filter(to_at__isnull=True).select_related("account", "constituency")
    return [_group(one, held.get(one.value), list(rows)) for one in Standpoint]


def group_of(*, by: Actor, standpoint: str) -> Group:
    """One group. Raises `NotFound`."""
    for one in groups(by=by):
        if one.standpoint.value == standpoint:
            return one
    raise NotFound("There is no such group.")


def _group(standpoint: Standpoint, held: Constituency | None, rows: list[Membership]) -> Group:
    quorum = held.quorum if held else FIRST_QUORUM.get(standpoint, 1)
    way = Way(held.way) if held else Way.CONSENT
    members = tuple(one for one in rows if one.constituency.standpoint == standpoint.value)
    return Group(standpoint, quorum, way, members)


def membership_by_key(*, by: Actor, key: int) -> Membership:
    """Somebody's place in a group. Raises `NotFound`."""
    check_can(by, Ability.KEEP_CONSTITUENCIES)
    found = Membership.objects.filter(pk=key, to_at__isnull=True).select_related("account", "constituency")
    one = found.first()
    if one is None:
        raise NotFound("Nobody has this place in a group now.")
    return one


def accounts_to_choose(*, by: Actor) -> list[Account]:
    """The accounts that have a role today, by name: whom a group or a plan can name."""
    check_can(by, Ability.RUN_PROPOSALS)
    held = active_grants(clock.today()).values("account")
    return list(Account.objects.filter(pk__in=held).order_by("name", "email"))


def own_groups(*, by: Actor) -> list[Standpoint]:
    """The groups that this account is in."""
    if not isinstance(by, Account):
        return []
    rows = Membership.objects.filter(account=by, to_at__isnull=True).select_related("constituency")
    return [one.constituency.speaks_for for one in rows]


def reads_large(*, by: Actor) -> bool:
    """Whether this account chose large print."""
    return isinstance(by, Account) and ReadingChoice.objects.filter(account=by, large_print=True).exists()
