"""The people an account may look at, and where they work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.merging import following
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Ability
from standing.areas.people.selectors.people import with_words
from standing.areas.record.attribution import Attribution
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.record.permissions import check_can_for_person, people_in_scope


class NotFound(LookupError):
    """There is no such thing, or this account may not know that there is."""


def person_by_ref(
    *, by: Actor, ref: str, ability: Ability = Ability.SEE_RECORD, known_on: date | None = None
) -> Person:
    """The person, if the account has the ability over them. The reference of a record that was merged finds whom it
    was merged into; as known on a day before that, the record as it was.

    Raises `NotFound` in the same words whether there is nobody of that reference or they are out of sight.
    """
    seen = people_in_scope(by, ability).select_related("stale")
    person = seen.filter(ref=ref).first() or _merged(seen, ref, known_on)
    if person is None:
        raise NotFound(f"There is nobody with the reference {ref} among the people you can see.")
    return person


def _merged(seen: "QuerySet[Person]", ref: str, known_on: date | None) -> Person | None:
    """Whom a merged record stands for, among the people seen."""
    old = Person.everybody.select_related("stale", "merged_into").filter(ref=ref).first()
    if old is None or old.merged_into is None:
        return None
    kept = seen.filter(pk=old.kept.pk).first()
    apart = known_on is not None and following(known_on).kept(old.pk) == old.pk
    return old if kept is not None and apart else kept


def anybody(ref: str) -> Person | None:
    """Whoever has a staff number, for those who declare that they are close to them; nothing else is shown of them."""
    found = Person.everybody.filter(ref__iexact=ref.strip()).first()
    return found.kept if found is not None else None


def own_person(*, by: Actor) -> Person | None:
    """The person whose record the account may see as its own."""
    person = getattr(by, "person", None)
    if person is None:
        return None
    try:
        check_can_for_person(by, Ability.SEE_RECORD, person)
    except NotAllowed:
        return None
    return Person.objects.select_related("stale").get(pk=person.pk)


def find_people(*, by: Actor, words: str = "", ability: Ability = Ability.SEE_RECORD) -> list[Person]:
    """The people the account may see whose name or reference has every one of the words."""
    return list(with_words(people_in_scope(by, ability), words))


@dataclass(frozen=True)
class Place:
    """Where a person works, in which role, since when and until when."""

    assignment: Assignment

    @property
    def unit(self) -> Unit:
        return self.assignment.unit

    @property
    def title(self) -> str:
        """What the person does there: the post's title, where posts are kept, else the role."""
        return self.assignment.post.title if self.assignment.post else self.assignment.role


def places_of(people: Collection[Person], day: date, known_on: date | None = None) -> dict[str, list[Place]]:
    """Where each of the people works on a day, by reference. The caller has shown that they may be seen."""
    attribution = Attribution.as_known(known_on)
    about = attribution.about([person.pk for person in people])
    rows = known(Assignment.objects.filter(about), known_on).filter(working_on(day))
    places: dict[str, list[Place]] = {}
    for row in attribution.attribute(rows.select_related("person__stale", "unit", "post")):
        places.setdefault(row.person.ref, []).append(Place(row))
    return places


def working_on(day: date) -> Q:
    """Assignments that hold on a day."""
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gt=day))
