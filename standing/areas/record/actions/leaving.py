"""Somebody leaves: what ends with it, all of it or nothing. The record itself is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import about_person, passes_guard
from standing.areas.people.actions.access import check_can_end_access, end_access
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed, check_can
from standing.areas.people.roles import Ability
from standing.areas.record import models
from standing.areas.record.actions.door import retract_facts
from standing.areas.record.actions.workforce import end_fact
from standing.areas.record.loading import known
from standing.areas.record.permissions import check_can_for_person, people_working_in
from standing.areas.refusals import Refused
from standing.core.rules.populations import is_carried_population

LEFT = "Left"


@dataclass(frozen=True)
class Leaving:
    """Somebody and their last day; `why` is for the audit trail."""

    person: Person
    last_day: date
    why: str = ""


@dataclass(frozen=True)
class WhatEnds:
    """What ends when somebody leaves. `never` are posts that would only have begun later: they are taken back."""

    assignments: tuple[models.Assignment, ...]
    never: tuple[models.Assignment, ...]
    claims: tuple[models.Claim, ...]
    memberships: tuple[models.Membership, ...]
    account: Account | None


@writing()
@passes_guard(about_person, why="Reason")
def record_leaving(*, by: Actor, person: Person, last_day: date, why: str = "") -> WhatEnds:
    """The person's last day in the service: from the next day they work nowhere, are asked nothing, and may nothing.

    Posts end, work towards standards closes as left, populations are left, and the account's access ends. Decisions,
    signatures and all else stay. Raises `NotAllowed`, and `Refused` where there is nothing to end.
    """
    ends = what_ends(by=by, person=person, last_day=last_day)
    gone, said = last_day + timedelta(days=1), f"{LEFT}: {why.strip()}" if why.strip() else LEFT
    account = ends.account
    if account is not None:
        end_access(by=by, account=account, on=gone, why=said, in_units=people_working_in)
    for claim in ends.claims:
        end_fact(by, claim, max(gone, claim.opened_on), said)
    for membership in ends.memberships:
        end_fact(by, membership, max(gone, membership.from_on), said)
    for assignment in ends.assignments:
        end_fact(by, assignment, gone, said, post=assignment.post)
    if ends.never:
        retract_facts(by=by, rows=ends.never, why=said)
    return ends


@writing()
def record_leavings(*, by: Actor, leavings: Sequence[Leaving]) -> list[WhatEnds]:
    """Several people leave; all or none. As `record_leaving`."""
    return [
        record_leaving(by=by, person=each.person, last_day=each.last_day, why=each.why) for each in leavings
    ]


def what_ends(*, by: Actor, person: Person, last_day: date) -> WhatEnds:
    """What would end, for whoever may record that somebody leaves. Writes nothing. Raises as `record_leaving` does."""
    check_can_for_person(by, Ability.END_ACCESS, person)
    gone = last_day + timedelta(days=1)
    working = known(models.Assignment.objects.filter(person=person), None).select_related("unit", "post")
    open_ones = list(working.filter(Q(to_on__isnull=True) | Q(to_on__gt=gone)))
    for row in open_ones:
        _check_unit(by, row)
    if not open_ones:
        raise Refused(f"{person.name} has no post after that day. There is nothing to end.", field="last_day")
    account = Account.objects.filter(person=person, is_active=True).first()
    if account is not None:
        check_can_end_access(by=by, account=account, in_units=people_working_in)
    return WhatEnds(
        assignments=tuple(row for row in open_ones if row.from_on < gone),
        never=tuple(row for row in open_ones if row.from_on >= gone),
        claims=tuple(_lasting(models.Claim, person, "closed_on", gone).select_related("standard__suite")),
        memberships=tuple(
            row
            for row in _lasting(models.Membership, person, "to_on", gone)
            # Who was carried over is asked for it still, should they come back.
            if not is_carried_population(row.population)
        ),
        account=account,
    )


def _check_unit(by: Actor, row: models.Assignment) -> None:
    try:
        check_can(by, Ability.END_ACCESS, row.unit)
    except NotAllowed:
        raise Refused(
            f"{row.person.name} also works in a unit that is not yours. "
            "Ask the workforce lead to record that they leave."
        ) from None


def _lasting(model: Any, person: Person, ending: str, gone: date) -> Any:
    rows = known(model._default_manager.filter(person=person), None)
    return rows.filter(Q(**{f"{ending}__isnull": True}) | Q(**{f"{ending}__gt": gone}))
