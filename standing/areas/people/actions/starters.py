"""Many people added at once: whole or not at all, with a fixed number of queries for every five hundred."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Lower

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.people.checks import checked_code, checked_ref, checked_text
from standing.areas.people.models import Person, Post, Unit
from standing.areas.people.permissions import NotAllowed, can, refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused

AT_ONCE = 500


@dataclass(frozen=True)
class Work:
    """Where somebody new works: a unit, a role by its code, from a day until the day before another."""

    unit: Unit
    role: str
    from_on: date
    to_on: date | None = None
    post: Post | None = None


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be added, and where they work, if that is known. `ref` is their staff number."""

    ref: str
    given_name: str
    family_name: str
    works: tuple[Work, ...] = ()


@writing()
def add_persons(*, by: Actor, people: Sequence[NewPerson]) -> list[Person]:
    """Add people, each with its event, in the order given. Where they work is for the record to write.

    For whoever may add people to the service, and for whoever may add starters to every unit that these work in.
    Raises `Refused` for a staff number that is taken or given twice, in any case of letters; then nobody is added.
    """
    check_can_add(by, people)
    rows = [_checked(person) for person in people]
    _check_once(row.ref for row in rows)
    _check_free([row.ref for row in rows])
    # The keys are wanted back, which every database gives for a few hundred rows at a time.
    made = Person.objects.bulk_create(rows, batch_size=AT_ONCE)
    said = [Said("add_person", f"person:{row.ref}", {"name": row.name}) for row in made]
    record_events(by=by, said=said)
    return made


def check_can_add(by: Actor, people: Sequence[NewPerson]) -> None:
    """Raises `NotAllowed` unless the account may add these people and, where they work, starters to those units."""
    scope = scope_of(by, Ability.ADD_STARTERS, clock.today())
    keeps = can(by, Ability.KEEP_PEOPLE)
    for person in people:
        outside = next((work.unit for work in person.works if not scope.covers(work.unit)), None)
        if outside is not None:
            raise NotAllowed(refusal(by, Ability.ADD_STARTERS, outside))
        if not keeps and not person.works:
            raise NotAllowed(refusal(by, Ability.KEEP_PEOPLE))


def _checked(person: NewPerson) -> Person:
    for work in person.works:
        checked_code(work.role, field="role", what="the role profile’s code", example="ward-nurse")
    return Person(
        ref=checked_ref(person.ref),
        given_name=checked_text(person.given_name, field="given_name", what="the given name", longest=100),
        family_name=checked_text(
            person.family_name, field="family_name", what="the family name", longest=100
        ),
    )


def _check_once(refs: Iterable[str]) -> None:
    twice = sorted(ref for ref, count in Counter(ref.casefold() for ref in refs).items() if count > 1)
    if twice:
        raise Refused(
            f"The staff number {twice[0]} is given twice. Two people are never one: check the number."
        )


def _check_free(refs: Sequence[str]) -> None:
    taken = taken_refs(refs)
    if taken:
        raise Refused(
            f"{'The staff number' if len(taken) == 1 else 'The staff numbers'} {', '.join(sorted(taken))} "
            f"{'is' if len(taken) == 1 else 'are'} taken already. Two people are never one: check the number."
        )


def taken_refs(refs: Sequence[str]) -> set[str]:
    """Those of the staff numbers, as they are held, that somebody has already, in any case of letters."""
    wanted = sorted({ref.lower() for ref in refs})
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = Person.everybody.annotate(folded=Lower("ref")).filter(folded__in=some)
        found.update(rows.values_list("ref", flat=True))
    return found
