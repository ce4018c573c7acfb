"""Who may: the table of `roles`, read for one account and one day.

`check_can` raises `NotAllowed` with words for whoever asked; `can` wraps it. Whether a person is in
somebody's units is for the record to say, which knows where people work: it asks `scope_of` and joins the
answer to its assignments.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor, System
from standing.areas.people.models import Account, RoleGrant, Unit
from standing.areas.people.reading import forget, one_reading, remembered
from standing.areas.people.roles import UNIT_ROLES, WHO_MAY, Ability, Role, Scope
from standing.areas.refusals import NotAllowed

__all__ = [
    "NotAllowed",
    "ScopeGranted",
    "abilities_of",
    "active_grants",
    "can",
    "check_can",
    "check_can_any",
    "one_reading",
    "only_contributes",
    "refusal",
    "scope_of",
]


@dataclass(frozen=True)
class ScopeGranted:
    """Over whom an ability reaches: oneself, the units whose paths begin with one of these, or everyone."""

    own: bool = False
    unit_paths: tuple[str, ...] = ()
    service: bool = False

    @property
    def anyone(self) -> bool:
        """Whether it reaches anybody at all: enough to offer a page, never to show a person on it."""
        return self.own or self.service or bool(self.unit_paths)

    def covers(self, unit: Unit) -> bool:
        """Whether it reaches a unit: the service, the unit itself, or one above it."""
        return self.service or unit.path.startswith(self.unit_paths)


NOBODY = ScopeGranted()
EVERYONE = ScopeGranted(service=True)


def active_grants(day: date) -> QuerySet[RoleGrant]:
    """The grants in force on a day, of accounts that are open. The last day of a grant is the one before
    `to_on`.
    """
    return RoleGrant.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day, account__is_active=True
    )


Held = Sequence[tuple[str, str | None]]
"""The roles an account holds on a day, each with the path of its unit or None for the whole service."""

_ROLES = "roles held"


def _held_by(account: Account, today: date) -> Held:
    held = remembered(_ROLES)
    if held is not None and (account.pk, today) in held:
        return held[account.pk, today]  # type: ignore[no-any-return]
    found = list(active_grants(today).filter(account=account).values_list("role", "unit__path"))
    if held is not None:
        held[account.pk, today] = found
    return found


def forget_roles() -> None:
    """Ask the store anew which roles an account holds: for whoever has just given or ended some, in their own turn."""
    forget(_ROLES)


def scope_of(by: Actor | AnonymousUser, ability: Ability, today: date) -> ScopeGranted:
    """Over whom this account has the ability today, in at most one query. A closed account and an anonymous
    visitor: nobody.

    A command run on the server may do everything. This is the one place that says so.
    """
    if isinstance(by, System):
        return EVERYONE
    if not isinstance(by, Account) or not by.is_active:
        return NOBODY
    reach = WHO_MAY[ability]
    own, service, paths = False, False, set()
    for role, path in _held_by(by, today):
        scope = reach.get(Role(role))
        own |= scope is Scope.OWN
        service |= scope is Scope.SERVICE or (scope is Scope.UNIT and path is None)
        if scope is Scope.UNIT and path is not None:
            paths.add(path)
    return ScopeGranted(own=own, unit_paths=tuple(sorted(paths)), service=service)


def abilities_of(by: Actor | AnonymousUser, today: date) -> frozenset[Ability]:
    """Every ability the account has today over anybody at all: which pages to offer, not what to show."""
    if isinstance(by, System):
        return frozenset(Ability)
    if not isinstance(by, Account) or not by.is_active:
        return frozenset()
    roles = {Role(role) for role, _ in _held_by(by, today)}
    return frozenset(ability for ability in Ability if roles & WHO_MAY[ability].keys())


def only_contributes(by: Actor | AnonymousUser) -> bool:
    """Whether an account is here today to take part in decisions and for nothing else: its menu has plain pages."""
    if not isinstance(by, Account) or not by.is_active:
        return False
    return {role for role, _ in _held_by(by, clock.today())} == {Role.CONTRIBUTOR.value}


def check_can(by: Actor | AnonymousUser, ability: Ability, unit: Unit | None = None) -> None:
    """Raise `NotAllowed` unless the account has the ability over this unit or, without one, over the whole
    service.
    """
    scope = scope_of(by, ability, clock.today())
    if scope.service or (unit is not None and scope.covers(unit)):
        return
    raise NotAllowed(refusal(by, ability, unit))


def check_can_any(by: Actor | AnonymousUser, abilities: Collection[Ability]) -> None:
    """Raise `NotAllowed` unless the account has one of these abilities over anybody at all."""
    if not abilities_of(by, clock.today()) & frozenset(abilities):
        raise NotAllowed(refusal(by, next(ability for ability in Ability if ability in abilities)))


def can(by: Actor | AnonymousUser, ability: Ability, unit: Unit | None = None) -> bool:
    """Whether `check_can` would let it pass."""
    try:
        check_can(by, ability, unit)
    except NotAllowed:
        return False
    return True


def refusal(by: Actor | AnonymousUser, ability: Ability, unit: Unit | None = None) -> str:
    """What the reader is told: what they cannot do, and whom to ask. Never who or what they would have
    reached.
    """
    if not isinstance(by, Account):
        return "Sign in first."
    if not by.is_active:
        return "This account is closed. Ask an administrator to open it again."
    where = f" in {unit.name}" if unit is not None else ""
    return f"You cannot {ability.value}{where}. {whom_to_ask(ability)}"


def whom_to_ask(ability: Ability) -> str:
    """A sentence naming the roles that have the ability over somebody else, or saying that only the person
    has.
    """
    reach = WHO_MAY[ability]
    for_unit = [role.words for role in reach if reach[role] is Scope.UNIT]
    for_all = [role.words for role in reach if reach[role] is Scope.SERVICE]
    if not for_unit and not for_all:
        return "Only the person themself can."
    if set(reach) == set(Role):
        return "Ask an administrator to give you a role."
    asked = [f"{_any_of(for_unit)} for their unit"] if for_unit else []
    return f"Ask {', or '.join([*asked, *([_any_of(for_all)] if for_all else [])])}."


def _any_of(roles: list[str]) -> str:
    return " or ".join(f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in roles)


def takes_unit(role: Role) -> bool:
    """Whether a role may be granted for a unit, rather than for oneself or the whole service alone."""
    return role in UNIT_ROLES
