"""Who was drawn to be observed in practice after signing a change, for those who may observe them."""

from __future__ import annotations

from django.db.models import QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.policies.models import Observation
from standing.areas.record.permissions import people_in_scope
from standing.areas.record.selectors.people import NotFound


def observations(*, by: Actor) -> QuerySet[Observation]:
    """Those of the people whom the account may observe: the ones still to be made first, the soonest due first."""
    check_can_any(by, (Ability.OBSERVE,))
    people = people_in_scope(by, Ability.OBSERVE)
    found = Observation.objects.filter(person__in=people)
    return found.select_related("person", "change__version__policy", "observed_by").order_by(
        "-observed_on", "due_on", "pk"
    )


def to_observe(*, by: Actor) -> list[Observation]:
    """Those still to be made, the soonest due first."""
    return list(observations(by=by).filter(observed_on__isnull=True).order_by("due_on", "pk"))


def observation_by_number(*, by: Actor, number: int) -> Observation:
    """One of them. Raises `NotFound`."""
    found = observations(by=by).filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such observation among those you can make.")
    return found
