"""The stored periods: computed by the engine from the facts known now, and never by anything else."""

from collections.abc import Collection, Iterable, Iterator

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Assignment, Decision, Period, StalePerson
from standing.core.engine.evaluate import Answer, answers_of
from standing.core.rules.known import Asked, PersonFacts

PEOPLE_AT_ONCE = 200
"""How many people's facts are read together."""


def store_periods(people: Collection[Person]) -> None:
    """Compute the periods of these people and store them in place of what was stored; they are stale no
    more.
    """
    asked = load_asked()
    facts = load_people(people)
    Period.objects.filter(person__in=people).delete()
    Period.objects.bulk_create(
        (row for person in people for row in _rows(person, facts[person.ref], asked)), batch_size=500
    )
    StalePerson.objects.filter(person__in=people).delete()


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
    people = list(Person.objects.filter(stale__isnull=False).order_by("stale__since", "pk")[:at_once])
    if people:
        store_periods(people)
    return len(people)
