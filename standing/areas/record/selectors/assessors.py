"""Assessors as those see them who appoint them, keep them or verify what they decide; and what is one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.permissions import active_grants, scope_of
from standing.areas.people.roles import Ability, Role
from standing.areas.record.models import Appointment, AssessorLevel, Relationship
from standing.areas.record.selectors.people import NotFound

WHO_DECLARE = (
    Ability.RECORD_DECISION,
    Ability.VERIFY,
    Ability.SIT_ON_PANEL,
    Ability.APPEAL,
)
"""Who could come to judge somebody, or be judged."""

WHO_SEES = (Ability.APPOINT_ASSESSORS, Ability.KEEP_ASSESSORS, Ability.SEE_VERIFICATION)


@dataclass(frozen=True)
class AssessorSeen:
    """An account that assesses, where, and how far it has come."""

    account: Account
    grants: tuple[RoleGrant, ...]
    level: str


def sees_assessors(by: Actor) -> bool:
    """Whether this account sees any list of assessors at all."""
    return any(scope_of(by, ability, clock.today()).anyone for ability in WHO_SEES)


def assessor_grants_seen(by: Actor, ability: Ability) -> QuerySet[RoleGrant]:
    """The grants of assessors over whom an account has an ability: of its units, or all."""
    scope = scope_of(by, ability, clock.today())
    grants = active_grants(clock.today()).filter(role=Role.ASSESSOR).select_related("account__person", "unit")
    if scope.service:
        return grants
    within = Q(pk__in=[])
    for path in scope.unit_paths:
        within |= Q(unit__path__startswith=path)
    return grants.filter(within)


def assessors_seen(*, by: Actor) -> list[AssessorSeen]:
    """The assessors this account appoints, keeps or verifies, by name."""
    grants = {grant.pk: grant for ability in WHO_SEES for grant in assessor_grants_seen(by, ability)}
    of_account: dict[int, list[RoleGrant]] = {}
    for grant in grants.values():
        of_account.setdefault(grant.account_id, []).append(grant)
    levels = levels_on(list(of_account), clock.today())
    found = [
        AssessorSeen(those[0].account, tuple(those), levels.get(key, AssessorLevel.NEW))
        for key, those in of_account.items()
    ]
    return sorted(found, key=lambda one: (one.account.name.casefold(), one.account.pk))


def own_assessing(*, by: Actor) -> AssessorSeen | None:
    """The account itself, if it assesses."""
    if not isinstance(by, Account):
        return None
    grants = active_grants(clock.today()).filter(role=Role.ASSESSOR, account=by).select_related("unit")
    level = levels_on([by.pk], clock.today()).get(by.pk, AssessorLevel.NEW)
    return AssessorSeen(by, tuple(grants), level) if grants else None


def assessor_seen(*, by: Actor, key: int) -> AssessorSeen:
    """One of them, or the account itself. Raises `NotFound` for nobody and for another's."""
    own = own_assessing(by=by)
    for one in [*assessors_seen(by=by), *([own] if own is not None else [])]:
        if one.account.pk == key:
            return one
    raise NotFound("There is no such assessor among those you may see.")


def keeps(*, by: Actor, account: Account) -> bool:
    """Whether this account says how far an assessor has come: never of itself."""
    return _reaches(by, Ability.KEEP_ASSESSORS, account)


def appoints(*, by: Actor, account: Account) -> bool:
    """Whether this account may appoint an assessor: never itself."""
    return _reaches(by, Ability.APPOINT_ASSESSORS, account)


def _reaches(by: Actor, ability: Ability, account: Account) -> bool:
    own = isinstance(by, Account) and by.pk == account.pk
    return not own and assessor_grants_seen(by, ability).filter(account=account).exists()


def level_history(*, by: Actor, one: AssessorSeen) -> list[AssessorLevel]:
    """What was said of how far an assessor has come, in order."""
    seen = assessor_seen(by=by, key=one.account.pk)
    rows = AssessorLevel.objects.filter(account=seen.account, from_on__lte=clock.today())
    return list(rows.select_related("set_by").order_by("from_on", "pk"))


def levels_on(accounts: list[int], day: date) -> Mapping[int, str]:
    """How far each of these assessors had come on a day; those of whom nothing is said are left out: they are new."""
    rows = AssessorLevel.objects.filter(account__in=accounts, from_on__lte=day).order_by("from_on", "pk")
    return dict(rows.values_list("account", "level"))


def appointments_seen(*, by: Actor) -> QuerySet[Appointment]:
    """The appointments of the assessors this account sees, the newest first; its own too."""
    keys = [one.account.pk for one in assessors_seen(by=by)]
    own = [by.pk] if isinstance(by, Account) else []
    rows = Appointment.objects.filter(account__in=[*keys, *own])
    return rows.select_related("account", "standard__suite", "proposed_by", "agreed_by", "ended_by")


def appointment_by_key(*, by: Actor, key: int) -> Appointment:
    """One of them. Raises `NotFound`."""
    found = appointments_seen(by=by).filter(pk=key).first()
    if found is None:
        raise NotFound("There is no such appointment among those you may see.")
    return found


def awaiting_agreement(*, by: Actor) -> list[Appointment]:
    """The appointments that this account could agree to: put forward by somebody else, of somebody else, not over."""
    if not isinstance(by, Account):
        return []
    keys = {grant.account_id for grant in assessor_grants_seen(by, Ability.APPOINT_ASSESSORS)}
    rows = Appointment.objects.filter(
        account__in=keys, agreed_on__isnull=True, ended_on__isnull=True, to_on__gt=clock.today()
    )
    rows = rows.exclude(proposed_by=by).exclude(account=by)
    return list(rows.select_related("account", "standard", "proposed_by"))


def relationships_of(*, by: Actor, account: Account) -> list[Relationship]:
    """What is declared of an account: to itself, and to whoever keeps assessors. That of others is nobody else's."""
    own = isinstance(by, Account) and by.pk == account.pk
    keeps = {grant.account_id for grant in assessor_grants_seen(by, Ability.KEEP_ASSESSORS)}
    if not own and account.pk not in keeps:
        return []
    rows = Relationship.objects.filter(account=account).select_related("person", "declared_by", "ended_by")
    return list(rows)


def relationship_by_key(*, by: Actor, key: int) -> Relationship:
    """One of those this account may see. Raises `NotFound`."""
    row = Relationship.objects.select_related("account", "person").filter(pk=key).first()
    if row is None or row not in relationships_of(by=by, account=row.account):
        raise NotFound("There is no such declaration among those you may see.")
    return row
