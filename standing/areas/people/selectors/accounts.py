"""Accounts and what they have been given, for administrators; and an account's own roles, for itself."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Post, RoleGrant, Unit
from standing.areas.people.permissions import active_grants, check_can
from standing.areas.people.roles import Ability, Role
from standing.areas.refusals import Refused


def accounts(*, by: Actor, words: str = "") -> "QuerySet[Account]":
    """All accounts in whose name or address every word occurs, each with its roles of today as
    `grants_today`.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    today = active_grants(clock.today()).select_related("unit").order_by("role", "unit__name")
    found = Account.objects.select_related("person").prefetch_related(
        Prefetch("grants", queryset=today, to_attr="grants_today")
    )
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found


def account_by_id(*, by: Actor, number: int) -> Account:
    """One account. Raises `Refused` when there is none of that number."""
    found = accounts(by=by).filter(pk=number).first()
    if found is None:
        raise Refused("There is no such account. Look it up in the list of accounts.")
    return found


def grants_of(*, by: Actor, account: Account) -> "QuerySet[RoleGrant]":
    """Every role an account has, had or is to have, the latest first."""
    check_can(by, Ability.MANAGE_SERVICE)
    return account.grants.select_related("unit").order_by("-from_on", "role", "pk")


def grant_by_id(*, by: Actor, number: int) -> RoleGrant:
    """One grant, with its account and unit. Raises `Refused` when there is none of that number."""
    check_can(by, Ability.MANAGE_SERVICE)
    found = RoleGrant.objects.select_related("account", "unit").filter(pk=number).first()
    if found is None:
        raise Refused("There is no such role. Look it up in the list of accounts.")
    return found


def roles_of(*, by: Account) -> list[Role]:
    """The roles an account has today, for whatever unit, in the order of the table."""
    held = set(active_grants(clock.today()).filter(account=by).values_list("role", flat=True))
    return [role for role in Role if role.value in held]


@dataclass(frozen=True)
class Begun:
    """Which parts of a service there are any of; `others` are accounts beside the first."""

    units: bool
    people: bool
    posts: bool
    others: bool


def what_is_begun(*, by: Actor) -> Begun:
    """What there is of what every service needs."""
    check_can(by, Ability.MANAGE_SERVICE)
    return Begun(
        units=Unit.objects.exists(),
        people=Person.objects.exists(),
        posts=Post.objects.exists(),
        others=Account.objects.count() > 1,
    )


def has_administrator() -> bool:
    """Whether anybody can administer this service today: an empty store has nobody."""
    return active_grants(clock.today()).filter(role=Role.ADMINISTRATOR.value).exists()
