"""RULES part 5: whom the change of an adopted revision asks. It is written for each holder who is carried over, so it
names a population, and whoever is carried is a member of it: who was assessed on the new edition itself is not asked to
read, or to show the new parts of, what they were assessed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

from standing.core.rules.copying import Carried
from standing.core.rules.facts import BRIDGING, Change, Membership
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.links import Link

CARRIED_OVER = "carried over: "
"""How the names of these populations begin; no other population is named so."""
LONGEST_NAME = 50
_DIGITS = 8


@dataclass(frozen=True)
class CarriedMembership:
    """A membership to stand for somebody carried over by a link."""

    link: Link
    fact: Membership


@lru_cache(maxsize=10_000)
def carried_population(subject: str, standard: str) -> str:
    """The population of those whom the change of a subject asks on a standard because they were carried onto it.

    A name too long for a population is cut, and told from others by its digest.
    """
    return _fitting(f"{CARRIED_OVER}{subject}, {standard}")


def _fitting(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - _DIGITS - 1]}~{sha256(name.encode()).hexdigest()[:_DIGITS]}"


def subject_apart(subject: str, old: str) -> str:
    """The subject under which a revision's change to an old standard is repeated, where the new standard has that
    version of its own subject already and it asks something else. Cut and told apart like a population.
    """
    return _fitting(f"{subject}, {old}")


def is_carried_population(population: str) -> bool:
    """Whether a population is of those carried over: kept by adopted revisions, and by nobody's hand."""
    return population.startswith(CARRIED_OVER)


def asks_those_carried(change: Change) -> bool:
    """Whether a change asks only those who were carried onto its standard."""
    return change.population == carried_population(change.subject, change.standard)


def repeated_on(change: Change, new: str) -> Change:
    """A change as it is repeated on a new standard. One that asks those carried onto the old asks, of those carried
    on, the same people: the population is that of the new standard.
    """
    population = carried_population(change.subject, new) if asks_those_carried(change) else change.population
    return replace(change, standard=new, population=population, recorded_on=None)


def repeated_apart(change: Change, new: str) -> Change:
    """A revision's change to an old standard, repeated beside another of the same subject and version: in all else as
    it was, and of those alone who are carried on from that old standard.
    """
    subject = subject_apart(change.subject, change.standard)
    return replace(
        change,
        subject=subject,
        standard=new,
        population=carried_population(subject, new),
        recorded_on=None,
    )


def carry_memberships(
    person: PersonFacts, asked: Asked, decisions: Iterable[Carried]
) -> tuple[CarriedMembership, ...]:
    """The memberships of somebody of whom these decisions are carried onto one new standard: for the change of the
    revision, from its effective day; and for those that the revision repeats, as they were on the old standard.
    `asked` has the changes that are repeated.
    """
    links = dict.fromkeys(one.link for one in decisions)
    found: dict[Membership, CarriedMembership] = {}
    for link in links:
        for fact in _memberships(person, asked, link):
            found.setdefault(fact, CarriedMembership(link, fact))
    return tuple(found.values())


def _memberships(person: PersonFacts, asked: Asked, link: Link) -> Iterator[Membership]:
    yield Membership(person.person, carried_population(link.subject, link.new), link.effective_on)
    if not person.memberships:
        return
    for change in asked.changes_to(link.old):
        if asks_those_carried(change):
            yield from _carried_on(person, asked, change, link.new)


def _carried_on(person: PersonFacts, asked: Asked, change: Change, new: str) -> Iterator[Membership]:
    """The memberships of those whom a change asks on the old standard, for its repetition on the new one.

    Where that has a subject of its own, a signature of the old subject would not be found there: so who has signed is
    asked up to that day and no longer.
    """
    apart = repeated_apart(change, new)
    is_apart = any(
        (row.subject, row.version) == (apart.subject, apart.version) for row in asked.changes_to(new)
    )
    population = apart.population if is_apart else carried_population(change.subject, new)
    signed_on = person.signed_on(change) if is_apart and change.change_class != BRIDGING else None
    for row in person.memberships:
        if row.population != change.population or (signed_on is not None and signed_on <= row.from_on):
            continue
        to_on = row.to_on if signed_on is None else min(signed_on, row.to_on or signed_on)
        yield replace(row, population=population, to_on=to_on, recorded_on=None, retracted_on=None)
