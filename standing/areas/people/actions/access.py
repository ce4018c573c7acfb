"""The access of somebody who leaves: ended on the day, by whoever may record that they leave."""

from datetime import date

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.actions.accounts import close
from standing.areas.people.actions.grants import words_of
from standing.areas.people.checks import checked_text
from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.permissions import NotAllowed, can, refusal, scope_of
from standing.areas.people.roles import Ability, Role
from standing.areas.people.selectors.people import PeopleInUnits
from standing.areas.refusals import Refused


@writing()
def end_access(
    *, by: Actor, account: Account, on: date, why: str, in_units: PeopleInUnits | None = None
) -> Account:
    """From a day on, an account may nothing: closed at once if the day has come, else its roles end on that day.

    For whoever may record that its person leaves; `in_units` says who works where. Raises `NotAllowed`, and `Refused`
    for an account with powers that are not theirs to take: an administrator's, or beyond their own units.
    """
    account = Account.objects.select_related("person").get(pk=account.pk)
    check_can_end_access(by=by, account=account, in_units=in_units)
    why = checked_text(why, field="why", what="why their access ends", longest=500)
    if on <= clock.today():
        return close(by, account, why) if account.is_active else account
    ended = list(_lasting(account, on))
    for grant in ended:
        grant.to_on = max(on, grant.from_on)
        grant.save(update_fields=["to_on"])
    words = {"on": on, "why": why, "roles_ended": [words_of(grant) for grant in ended]}
    record_event(by=by, action="end_access", subject=account.audit_name, words=words)
    return account


def check_can_end_access(*, by: Actor, account: Account, in_units: PeopleInUnits | None = None) -> None:
    """Raises `NotAllowed` or `Refused` unless the account may end the access of another."""
    scope = scope_of(by, Ability.END_ACCESS, clock.today())
    own = isinstance(by, Account) and by.pk == account.pk
    reached = in_units is not None and in_units(scope.unit_paths).filter(account=account).exists()
    if own or not (scope.service or reached):
        raise NotAllowed(refusal(by, Ability.END_ACCESS))
    grants = list(_lasting(account, clock.today()))
    if any(grant.role == Role.ADMINISTRATOR for grant in grants) and not can(by, Ability.MANAGE_SERVICE):
        raise Refused(
            f"{account.name} is an administrator. Ask another administrator to close that account first; "
            "then record that they leave."
        )
    beyond = [
        grant
        for grant in grants
        if grant.role != Role.PRACTITIONER and not (grant.unit and scope.covers(grant.unit))
    ]
    if beyond and not scope.service:
        raise Refused(
            f"{account.name} also has roles beyond your units. Ask the workforce lead to record that they leave."
        )


def _lasting(account: Account, on: date) -> "list[RoleGrant]":
    """The grants in force on a day or later."""
    found = account.grants.filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    return list(found.select_related("unit"))
