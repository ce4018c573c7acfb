"""A person's work: posts, absences, suspensions, populations and claims, for those who may change them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Post
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import posts
from standing.areas.people.selectors.people import with_words
from standing.areas.record.loading import known
from standing.areas.record.models import (
    Absence,
    Assignment,
    Change,
    Claim,
    FactRow,
    Membership,
    Restriction,
    Suspension,
)
from standing.areas.record.permissions import people_in_scope
from standing.areas.record.selectors.people import NotFound
from standing.core.rules.populations import CARRIED_OVER

Row = TypeVar("Row", bound=FactRow)

CHANGES_WORK = (Ability.MANAGE_PEOPLE, Ability.SUSPEND, Ability.RESTRICT, Ability.OPEN_CLAIM)
"""The abilities for which somebody needs the page of a person's work."""

ABILITY_OVER: dict[type[FactRow], Ability] = {
    Assignment: Ability.MANAGE_PEOPLE,
    Absence: Ability.MANAGE_PEOPLE,
    Membership: Ability.MANAGE_PEOPLE,
    Suspension: Ability.SUSPEND,
    Restriction: Ability.RESTRICT,
    Claim: Ability.OPEN_CLAIM,
}
"""The ability that each kind of fact about a person's work is written and shown under."""


@dataclass(frozen=True)
class WorkOfPerson:
    """What is known now of a person's work, newest first. A part is empty where the account may not see it.

    `may` are the abilities over this person that the account has; `own` says that it is their own.
    """

    person: Person
    own: bool
    may: frozenset[Ability]
    assignments: tuple[Assignment, ...]
    absences: tuple[Absence, ...]
    suspensions: tuple[Suspension, ...]
    restrictions: tuple[Restriction, ...]
    memberships: tuple[Membership, ...]
    claims: tuple[Claim, ...]


def work_of(*, by: Actor, ref: str) -> WorkOfPerson:
    """A person's work. A fixed number of queries. Raises `NotFound` where the account may change nothing of it."""
    found = Person.everybody.select_related("merged_into").filter(ref=ref).first()
    person = found.kept if found else None
    may = abilities_over(by=by, person=person) if person else frozenset()
    if person is None or not may:
        raise NotFound(f"There is nobody with the reference {ref} whose work you can change.")
    own = isinstance(by, Account) and by.person_id == person.pk
    manages = own or Ability.MANAGE_PEOPLE in may
    return WorkOfPerson(
        person=person,
        own=own,
        may=may,
        assignments=tuple(_of(Assignment, person).select_related("unit", "post")),
        absences=tuple(_of(Absence, person)) if manages else (),
        suspensions=_with_standards(Suspension, person) if own or Ability.SUSPEND in may else (),
        restrictions=_with_standards(Restriction, person) if own or Ability.RESTRICT in may else (),
        memberships=tuple(_memberships(person)) if manages else (),
        claims=_claims(person) if own or Ability.OPEN_CLAIM in may else (),
    )


def abilities_over(*, by: Actor, person: Person) -> frozenset[Ability]:
    """Which of the abilities to change somebody's work the account has over this person."""
    return frozenset(
        ability for ability in CHANGES_WORK if people_in_scope(by, ability).filter(pk=person.pk).exists()
    )


def _of(model: type[Row], person: Person) -> "QuerySet[Row]":
    return _facts_of(model).filter(person=person).order_by("-from_on", "-pk")


def _facts_of(model: type[Row]) -> "QuerySet[Row]":
    """What is known now of a kind of fact, all of which are about a person."""
    facts: Any = model.objects
    rows: QuerySet[Row] = known(facts.all(), None)
    return rows


def _memberships(person: Person) -> "QuerySet[Membership]":
    """Those that somebody put the person into: not those that follow from an adopted revision."""
    return _of(Membership, person).exclude(population__startswith=CARRIED_OVER)


def _with_standards(model: type[Row], person: Person) -> tuple[Row, ...]:
    return tuple(_of(model, person).select_related("standard__suite"))


def _claims(person: Person) -> tuple[Claim, ...]:
    rows = known(Claim.objects.filter(person=person), None).select_related("standard__suite")
    return tuple(rows.order_by("-opened_on", "-pk"))


def fact_of_person(*, by: Actor, person: Person, model: type[Row], number: int) -> Row:
    """One fact about a person's work, known now and the account's to change. Raises `NotFound`."""
    seen = people_in_scope(by, ABILITY_OVER[model]).filter(pk=person.pk)
    row = _facts_of(model).filter(pk=number, person__in=seen).first()
    if row is None:
        raise NotFound(f"This {model.kind} is not among those you can change, or was changed since.")
    return row


def posts_to_fill(*, by: Actor) -> list[Post]:
    """The posts of the units whose people the account manages, in the tree's order."""
    return list(posts(by=by, ability=Ability.MANAGE_PEOPLE))


def populations(*, by: Actor) -> list[str]:
    """The populations that anybody was put into or that a change asks, by name: names only, to choose among. Not those
    of an adopted revision, to which whoever is carried over belongs.
    """
    check_can(by, Ability.SEE_CATALOGUE)
    rows = known(Membership.objects.exclude(population__startswith=CARRIED_OVER), None)
    asked = known(Change.objects.exclude(population__startswith=CARRIED_OVER).exclude(population=""), None)
    return sorted(
        {name for each in (rows, asked) for name in each.values_list("population", flat=True).distinct()}
    )


@dataclass(frozen=True)
class WithinReach:
    """Of some people, by key: whose record the account may see, and whose work it may change."""

    records: frozenset[int]
    work: frozenset[int]


def within_reach(*, by: Actor, people: Collection[Person]) -> WithinReach:
    """What of these people the account can open. A fixed number of queries."""
    keys = [person.pk for person in people]

    def over(*abilities: Ability) -> frozenset[int]:
        return frozenset(
            key
            for ability in abilities
            for key in people_in_scope(by, ability).filter(pk__in=keys).values_list("pk", flat=True)
        )

    return WithinReach(records=over(Ability.SEE_RECORD), work=over(*CHANGES_WORK))


def find_workforce(*, by: Actor, words: str = "") -> "QuerySet[Person]":
    """The people whose record the account may see or whose work it may change, with every one of the words."""
    reached = Q(pk__in=[])
    for ability in (Ability.SEE_RECORD, *CHANGES_WORK):
        reached |= Q(pk__in=people_in_scope(by, ability).values("pk"))
    return with_words(Person.objects.filter(reached), words)
