"""Who may see cover, keep rotas, set rules and record registrations: the table of roles, over units and people."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import ScopeGranted, refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors.units import within
from standing.areas.record.permissions import check_can_for_person, people_in_scope
from standing.areas.refusals import NotAllowed


def check_can_in_unit(by: Actor, ability: Ability, unit: Unit) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account has the ability over this unit."""
    if not scope_of(by, ability, clock.today()).covers(unit):
        raise NotAllowed(refusal(by, ability, unit))


def scope_to(by: Actor, ability: Ability) -> ScopeGranted:
    """Over which units the account has an ability today."""
    return scope_of(by, ability, clock.today())


def in_units(by: Actor, ability: Ability, path: str = "unit__path") -> Q:
    """The condition that a row's unit is one over which the account has an ability."""
    return within(scope_to(by, ability), path)


def check_can_register(by: Actor, person: Person) -> None:
    """Raises `NotAllowed` unless the account may record this person’s registration: never their own."""
    if isinstance(by, Account) and by.person_id == person.kept.pk:
        raise NotAllowed(
            "You cannot record your own registration: somebody else looks it up in the register. Ask your manager."
        )
    check_can_for_person(by, Ability.KEEP_REGISTRATIONS, person)


def people_to_register(by: Actor) -> QuerySet[Person]:
    """The people whose registration the account may record."""
    people = people_in_scope(by, Ability.KEEP_REGISTRATIONS)
    if isinstance(by, Account) and by.person_id is not None:
        people = people.exclude(pk=by.person_id)
    return people


def people_explained(by: Actor) -> QuerySet[Person]:
    """The people of whom the account may read why they do not count: those whose record it sees. Of others it is told
    that they do not, and their limits, and no reason.
    """
    return people_in_scope(by, Ability.SEE_RECORD)
