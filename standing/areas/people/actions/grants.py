"""Roles given to accounts, and ended. A grant never becomes another: it ends, and another is given."""

from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Account, RoleGrant, Unit
from standing.areas.people.permissions import active_grants, check_can, forget_roles, takes_unit
from standing.areas.people.roles import Ability, Role
from standing.areas.refusals import Refused


@writing()
def grant_role(
    *,
    by: Actor,
    account: Account,
    role: Role,
    unit: Unit | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> RoleGrant:
    """Give an account a role for a unit and those below it or, without one, for the whole service.

    From a day (today without one) until the day before `to_on` (until further notice without one). Raises
    `Refused` for a role the account has for the same unit in those days, and for a unit with a role that is
    not given for units.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    account = Account.objects.get(pk=account.pk)
    from_on = from_on or clock.today()
    _check_grant(account, role, unit, from_on, to_on)
    grant = RoleGrant.objects.create(
        account=account, role=role.value, unit=unit, from_on=from_on, to_on=to_on
    )
    forget_roles()
    record_event(by=by, action="grant_role", subject=account.audit_name, words=words_of(grant))
    return grant


@writing()
def end_grant(*, by: Actor, grant: RoleGrant, on: date | None = None) -> RoleGrant:
    """End a role: its last day is the one before `on` (today without one, so that it ends at once).

    Raises `Refused` for a day before the role begins or before today, for a role that has ended, and when no
    administrator would remain.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    grant = RoleGrant.objects.select_related("account", "unit").get(pk=grant.pk)
    today = clock.today()
    on = on or max(today, grant.from_on)
    if grant.to_on is not None and grant.to_on <= today:
        raise Refused(f"This role ended already, on {_day(grant.to_on)}.")
    if on < grant.from_on:
        raise Refused(f"This role begins on {_day(grant.from_on)}. End it on that day or later.", field="on")
    if on < today:
        raise Refused("A role ends today or later: what was done with it before stands.", field="on")
    check_an_administrator_remains(without=RoleGrant.objects.filter(pk=grant.pk))
    before, grant.to_on = grant.to_on, on
    grant.save(update_fields=["to_on"])
    forget_roles()
    words = words_of(grant) | {"to_on_before": before}
    record_event(by=by, action="end_grant", subject=grant.account.audit_name, words=words)
    return grant


def end_open_grants(account: Account, today: date) -> list[RoleGrant]:
    """End, today, every role the account has or was to have; the caller records it. Returns them."""
    open_ones = account.grants.filter(Q(to_on__isnull=True) | Q(to_on__gt=today)).select_related("unit")
    ended = list(open_ones)
    for grant in ended:
        grant.to_on = max(today, grant.from_on)
        grant.save(update_fields=["to_on"])
    forget_roles()
    return ended


def check_an_administrator_remains(*, without: QuerySet[RoleGrant]) -> None:
    """Raises `Refused` when nobody but by these grants is an administrator today and until further notice.

    Nothing is asked when none of these grants is an administrator's.
    """
    ends = without.filter(role=Role.ADMINISTRATOR.value)
    lasting = active_grants(clock.today()).filter(role=Role.ADMINISTRATOR.value, to_on__isnull=True)
    if ends.exists() and not lasting.exclude(pk__in=ends.values("pk")).exists():
        raise Refused(
            "This is the last administrator: without one nobody could give roles or open accounts. "
            "Make somebody else an administrator first."
        )


def _check_grant(account: Account, role: Role, unit: Unit | None, from_on: date, to_on: date | None) -> None:
    if not account.is_active:
        raise Refused(f"The account of {account.name} is closed. Open it again first.")
    if role is Role.PRACTITIONER and account.person_id is None:
        raise Refused(
            "A practitioner sees their own record, and this account belongs to nobody whose record is kept. "
            "Give it another role.",
            field="role",
        )
    if unit is not None and not takes_unit(role):
        raise Refused(f"The role {role.words} is never for one unit. Leave the unit empty.", field="unit")
    if to_on is not None and to_on <= from_on:
        raise Refused(
            f"The role would end before it begins on {_day(from_on)}. Choose a later day.", field="to_on"
        )
    same = RoleGrant.objects.filter(account=account, role=role.value, unit=unit)
    overlapping = same.filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on))
    if to_on is not None:
        overlapping = overlapping.filter(from_on__lt=to_on)
    if overlapping.exists():
        where = unit.name if unit else "the whole service"
        raise Refused(f"{account.name} is {_article(role)} for {where} in those days already.", field="role")


def _article(role: Role) -> str:
    return f"{'an' if role.words[0] in 'aeiou' else 'a'} {role.words}"


def words_of(grant: RoleGrant) -> dict[str, object]:
    """What the audit trail says of a grant."""
    unit = grant.unit.code if grant.unit else None
    return {"role": grant.role, "unit": unit, "from_on": grant.from_on, "to_on": grant.to_on}


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
