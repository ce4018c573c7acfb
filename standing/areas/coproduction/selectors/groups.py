"""The groups and who is in them, for those who keep them; and how somebody likes to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.coproduction.actions.groups import FIRST_QUORUM
from standing.areas.coproduction.models import Constituency, Membership, ReadingChoice
from standing.areas.people.models import Account
from standing.areas.people.permissions import active_grants, check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import RoleProfile
from standing.areas.record.selectors.people import NotFound, places_of
from standing.core.coproduction.deciding import Way
from standing.core.coproduction.record import Standpoint

RolesOfWork = Mapping[int, Mapping[str, str]]
"""By the number of an account, the names of the roles in which its person works today, by their codes."""


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
    rows = Membership.objects.filter(to_at__isnull=True).select_related("account__person", "constituency")
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
    return list(Account.objects.select_related("person").filter(pk__in=held).order_by("name", "email"))


def roles_of_work(*, by: Actor, accounts: Iterable[Account]) -> RolesOfWork:
    """In which roles people work today, by the account: whether a practitioner is one in the role that is asked about.
    A fixed number of queries.
    """
    check_can(by, Ability.RUN_PROPOSALS)
    people = {one.person: one.pk for one in accounts if one.person is not None}
    places = places_of(people, clock.today())
    roles = {one.ref: [place.assignment.role for place in places.get(one.ref, ())] for one in people}
    codes = {role for found in roles.values() for role in found}
    names = dict(RoleProfile.objects.filter(code__in=codes).values_list("code", "name"))
    return {
        account: {role: names.get(role, role) for role in roles[person.ref]}
        for person, account in people.items()
    }


def own_groups(*, by: Actor) -> list[Standpoint]:
    """The groups that this account is in."""
    if not isinstance(by, Account):
        return []
    rows = Membership.objects.filter(account=by, to_at__isnull=True).select_related("constituency")
    return [one.constituency.speaks_for for one in rows]


def reads_large(*, by: Actor) -> bool:
    """Whether this account chose large print."""
    return isinstance(by, Account) and ReadingChoice.objects.filter(account=by, large_print=True).exists()
