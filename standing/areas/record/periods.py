"""The stored periods: computed by the engine from the facts known now, and never by anything else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import writing
from standing.areas.people.models import Person
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Assignment, Decision, Period, StalePerson
from standing.areas.record.storing import PEOPLE_AT_ONCE, make_ready, store_periods_of
from standing.core.engine.evaluate import Answer, answers_of
from standing.core.rules.known import Asked, PersonFacts

Key = tuple[str, str, date | None, date | None, str, str, date | None]
"""A period without its person: what two computations of it must agree on."""

_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)


@contextmanager
def in_bulk() -> Iterator[None]:
    """Within the block people are marked stale after each fact rather than computed anew; at its end
    they are computed.

    For a command that appends thousands of facts. What is read meanwhile is right: nothing stale is ever
    shown.
    """
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)
    store_all_stale()


def is_in_bulk() -> bool:
    """Whether so much is being written that nobody is computed until all of it is."""
    return _in_bulk.get()


_once: ContextVar[set[int] | None] = ContextVar("whose periods are stored at the end", default=None)


@contextmanager
def stored_once() -> Iterator[None]:
    """Within the block people are marked stale after their first fact, and their periods stored once, at its end.

    For an action that comes to the door several times about the same people, inside its transaction.
    """
    if _once.get() is not None or is_in_bulk():
        yield
        return
    keys: set[int] = set()
    token = _once.set(keys)
    try:
        yield
    finally:
        _once.reset(token)
    store_periods_of(keys)


def store_periods(people: Collection[Person]) -> None:
    """Compute the periods of these people and store them in place of what was stored; they are stale no
    more. Within `stored_once`, at its end.
    """
    keys, put_off = {person.pk for person in people}, _once.get()
    if put_off is None:
        store_periods_of(keys)
        return
    mark_stale(sorted(keys - put_off))
    put_off |= keys


def _rows(person: Person, facts: PersonFacts, asked: Asked) -> Iterator[Period]:
    return (period_of(person, answer) for answer in answers_of(facts, asked))


def period_of(person: Person, answer: Answer) -> Period:
    """An answer as a row of the cache, not saved."""
    return Period(
        person=person,
        standard_id=answer.standard,
        context=answer.context,
        from_on=answer.from_on,
        to_on=answer.to_on,
        status=answer.standing.status,
        reasons="|".join(answer.standing.reasons),
        expires_on=answer.standing.expires_on,
    )


def mark_stale(people: Iterable[int]) -> None:
    """The periods of these people (by key) are not to be shown until they are computed anew."""
    moment = clock.now()
    StalePerson.objects.bulk_create(
        (StalePerson(person_id=person, since=moment) for person in people),
        ignore_conflicts=True,
        batch_size=500,
    )


def people_touched_by_standards(standards: Collection[str]) -> set[int]:
    """The people, by key, with a decision on one of the standards: only they can be changed by a rule or
    a change to it.
    """
    return set(Decision.objects.filter(standard__in=standards).values_list("person", flat=True))


def people_touched_by_roles(roles: Collection[str]) -> set[int]:
    """The people, by key, who ever had one of the roles: their pairs are those the roles require."""
    return set(Assignment.objects.filter(role__in=roles).values_list("person", flat=True))


def store_stale_periods(at_once: int = PEOPLE_AT_ONCE) -> int:
    """Store the periods of the next stale people, oldest first. Returns how many people that were."""
    stale = Person.objects.filter(stale__isnull=False).order_by("stale__since", "pk")
    keys = list(stale.values_list("pk", flat=True)[:at_once])
    store_periods_of(keys)
    return len(keys)


def store_all_stale() -> None:
    """Store the periods of everyone stale, some people at a time, each some in a transaction of its own.

    Each takes its turn among the writers before it reads, so that nobody marked stale meanwhile is forgotten.
    """
    make_ready(list(StalePerson.objects.values_list("person", flat=True)[:PEOPLE_AT_ONCE]))
    stored = 1
    while stored:
        with writing():
            stored = store_stale_periods()


def differences(people: Collection[Person]) -> dict[str, list[tuple[str, str]]]:
    """The pairs (standard, context) of each person, by reference, whose stored periods are not the
    definition's.

    People marked stale are left out: theirs are not shown.
    """
    fresh = [person for person in people if not hasattr(person, "stale")]
    asked, facts = load_asked(), load_people(fresh)
    stored = _by_person(Period.objects.filter(person__in=fresh))
    found: dict[str, list[tuple[str, str]]] = {}
    for person in fresh:
        defined = {_key(row) for row in _rows(person, facts[person.ref], asked)}
        found[person.ref] = sorted({key[:2] for key in stored[person.pk] ^ defined})
    return found


def _by_person(rows: Iterable[Period]) -> dict[int, set[Key]]:
    found: dict[int, set[Key]] = defaultdict(set)
    for row in rows:
        found[row.person_id].add(_key(row))
    return found


def _key(row: Period) -> Key:
    return (row.standard_id, row.context, row.from_on, row.to_on, row.status, row.reasons, row.expires_on)
