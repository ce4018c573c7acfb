"""Whom an assessor can have at a session: the people of a unit, never themself."""

from __future__ import annotations

from collections.abc import Collection

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import check_can, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.attribution import Attribution
from standing.areas.record.permissions import people_in_scope, people_working_in
from standing.areas.record.selectors.cells import away_for_long

MOST_AT_ONCE = 60


def units_for_sessions(*, by: Actor) -> list[Unit]:
    """The units in which this account assesses somebody. Raises `NotAllowed` for one that assesses nobody."""
    scope = scope_of(by, Ability.RECORD_DECISION, clock.today())
    if not scope.anyone:
        check_can(by, Ability.RECORD_DECISION)
    return [unit for unit in Unit.objects.all() if scope.covers(unit)]


def people_for_session(*, by: Actor, unit: Unit) -> list[Person]:
    """The people of a unit and those below it whom this account may decide about, by name, without itself."""
    working = people_working_in((unit.path,))
    people = people_in_scope(by, Ability.RECORD_DECISION).filter(pk__in=working.values("pk"))
    own = getattr(by, "person_id", None)
    return [person for person in people.order_by("family_name", "given_name", "ref") if person.pk != own]


def away_now(people: Collection[Person]) -> frozenset[int]:
    """Who of these people, whom the caller may see, is on a long absence today, by key."""
    about = Attribution.as_known(None)
    return away_for_long(about.about([person.pk for person in people]), clock.today(), None, about)
