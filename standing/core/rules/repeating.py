"""RULES part 5: the changes and suspensions of an old standard once more on the new one, and the revision's own change.

What cannot be repeated is told as a `Clash`, for a person to settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from standing.core.rules.facts import BRIDGING, SIGNIFICANT, Change, Suspension
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.links import Link
from standing.core.rules.populations import (
    asks_those_carried,
    carried_population,
    repeated_apart,
    repeated_on,
)


@dataclass(frozen=True)
class CarriedChange:
    """A change to stand on a new standard. `source` is the one on the old standard that it repeats; without one it
    is the revision's own, which asks for a signature or a bridge.
    """

    link: Link
    fact: Change
    source: Change | None = None


@dataclass(frozen=True)
class CarriedSuspension:
    """A suspension to stand on a new standard, and the one naming the old that it repeats."""

    link: Link
    fact: Suspension
    source: Suspension


@dataclass(frozen=True)
class Clash:
    """A change of an old standard that cannot be repeated: the new one has that version, and it asks something else."""

    link: Link
    source: Change
    there: Change


def repeat_changes(
    asked: Asked, links: Iterable[Link]
) -> tuple[tuple[CarriedChange, ...], tuple[Clash, ...]]:
    """The changes of the old standards not withdrawn by the effective day, to stand on the new ones as they are. One
    that asks those carried onto the old asks those of them who are carried on.

    A change that the new standard has already in the same words is not repeated. Where it has that version and it asks
    something else, one of an earlier revision is repeated under a subject of its own, so that both are asked; any other
    is a clash, for a person to settle.
    """
    repeated = [
        CarriedChange(link, repeated_on(change, link.new), change)
        for link in links
        for change in asked.changes_to(link.old)
        if change.withdrawn_on is None or change.withdrawn_on > link.effective_on
    ]
    # Nothing that is signed bears on a bridge, so a bridge is the one to have another subject.
    repeated.sort(key=lambda one: one.fact.change_class == BRIDGING)
    return _not_there_yet(asked, repeated)


def carry_changes(
    asked: Asked, links: Sequence[Link], version: int
) -> tuple[tuple[CarriedChange, ...], tuple[Clash, ...]]:
    """All the changes to stand on the new standards: those repeated, and the revision's own, once a new standard:
    `bridging` if any of its rows is a bridge, else `significant`, and of those alone who are carried. What clashes is
    left out, and told. One that stands in an earlier version, from before a correction that leaves it alone, is not
    asked for again.
    """
    found, clashes = repeat_changes(asked, links)
    own, others = _not_there_yet(
        asked, (one for one in _own_changes(links, version) if not _stands_before(asked, one.fact))
    )
    return (*found, *own), (*clashes, *others)


def _stands_before(asked: Asked, fact: Change) -> bool:
    """Whether an earlier version of a change asks the same already."""
    earlier = (row for row in asked.changes_to(fact.standard) if row.version < fact.version)
    return any(_asks_the_same(replace(row, version=fact.version), fact) for row in earlier)


def _not_there_yet(
    asked: Asked, changes: Iterable[CarriedChange]
) -> tuple[tuple[CarriedChange, ...], tuple[Clash, ...]]:
    found: dict[tuple[str, str, int], CarriedChange] = {}
    clashes = []
    for one in changes:
        ways = [(fact, _already(asked, found, fact)) for fact in _ways_to_say(one)]
        if any(there is not None and _asks_the_same(there, fact) for fact, there in ways):
            continue
        free = next((fact for fact, there in ways if there is None), None)
        if free is not None:
            found[_key(free)] = replace(one, fact=free)
            continue
        _, there = ways[0]
        assert there is not None
        clashes.append(Clash(one.link, one.source or one.fact, there))
    return tuple(found.values()), tuple(clashes)


def _ways_to_say(one: CarriedChange) -> Iterator[Change]:
    """A change to stand on a new standard: as it is, or, of an earlier revision, under a subject of its own."""
    yield one.fact
    if one.source is not None and asks_those_carried(one.source):
        yield repeated_apart(one.source, one.fact.standard)


def _already(
    asked: Asked, found: Mapping[tuple[str, str, int], CarriedChange], fact: Change
) -> Change | None:
    if _key(fact) in found:
        return found[_key(fact)].fact
    return next((row for row in asked.changes_to(fact.standard) if _key(row) == _key(fact)), None)


def _key(change: Change) -> tuple[str, str, int]:
    return change.standard, change.subject, change.version


def _asks_the_same(one: Change, other: Change) -> bool:
    return replace(one, recorded_on=None) == replace(other, recorded_on=None)


def _own_changes(links: Iterable[Link], version: int) -> Iterator[CarriedChange]:
    onto: dict[str, list[Link]] = {}
    for link in links:
        onto.setdefault(link.new, []).append(link)
    for new, those in onto.items():
        first = next((link for link in those if link.bridges), those[0])
        effective_on = max(link.effective_on for link in those)
        asks = BRIDGING if first.bridges else SIGNIFICANT
        asked_of = carried_population(first.subject, new)
        due_on = first.transition_ends_on
        yield CarriedChange(
            first,
            Change(first.subject, version, new, asks, effective_on, due_on, population=asked_of),
        )


def carry_suspensions(person: PersonFacts, links: Iterable[Link]) -> tuple[CarriedSuspension, ...]:
    """Every suspension that names an old standard, on the new one. One for all standards reaches there by itself."""
    return tuple(
        CarriedSuspension(link, replace(row, standard=link.new, recorded_on=None), row)
        for link in links
        for row in person.suspensions
        if row.standard == link.old
    )
