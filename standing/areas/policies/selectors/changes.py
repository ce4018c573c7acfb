"""Changes on their way into force, and what of them waits for whom."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import PolicyVersion, ProposedChange
from standing.areas.record.selectors.people import NotFound
from standing.core.policies.proposals import State

ON_THEIR_WAY = (State.DRAFT, State.TO_AGREE, State.RETURNED, State.AGREED)


def changes_on_their_way(*, by: Actor) -> list[ProposedChange]:
    """Every change that is neither in force nor discarded, the oldest first. Two queries."""
    check_can(by, Ability.SEE_POLICIES)
    return list(
        _changes().filter(state__in=[state.value for state in ON_THEIR_WAY]).order_by("proposed_at", "pk")
    )


def change_by_number(*, by: Actor, number: int) -> ProposedChange:
    """One change, however far it has come. Raises `NotFound`."""
    check_can(by, Ability.SEE_POLICIES)
    found = _changes().filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such change.")
    return found


def touched_before(version: PolicyVersion) -> list[str]:
    """The standards that changes of this policy in force have touched, the latest first: what the next may touch."""
    found = ProposedChange.objects.filter(version__policy=version.policy, state=State.IN_FORCE.value)
    rows = found.order_by("-version__number", "-number", "standards__order").values_list(
        "standards__pk", flat=True
    )
    return list(dict.fromkeys(key for key in rows if key))


def waiting_in(state: State) -> QuerySet[ProposedChange]:
    """The changes that have come so far, the oldest first. The caller has asked who may."""
    return _changes().filter(state=state.value).order_by("proposed_at", "pk")


def returned_to(account: Account) -> QuerySet[ProposedChange]:
    """The changes that were returned to their author."""
    return waiting_in(State.RETURNED).filter(proposed_by=account)


def began_to_wait(change: ProposedChange) -> date:
    """The day since when a change has been as it is."""
    moments = {
        State.TO_AGREE: change.sent_at,
        State.RETURNED: change.returned_at,
        State.AGREED: change.agreed_at,
    }
    moment = moments.get(State(change.state)) or change.proposed_at
    return moment.date()


def _changes() -> QuerySet[ProposedChange]:
    related = ("version__policy", "proposed_by", "agreed_by", "returned_by", "put_into_force_by")
    return ProposedChange.objects.select_related(*related).prefetch_related("standards__suite")
