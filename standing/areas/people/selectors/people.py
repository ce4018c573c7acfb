"""People and posts somebody may see.

Who works in which unit is a fact of the record, which lies above this area. So the record passes in a
function from the units reached to the people in them; without it only oneself and the whole service are
reached.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.merging import kept_refs
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.permissions import NotAllowed, ScopeGranted, refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors.units import within

LONGEST_WORDS = 500
"""How much may be looked for: more than any name and reference together, and less than a database refuses."""

PeopleInUnits = Callable[[tuple[str, ...]], "QuerySet[Person]"]
"""From the paths of units to the people who work in them or below."""


def people_seen(*, by: Actor, ability: Ability, in_units: PeopleInUnits | None = None) -> "QuerySet[Person]":
    """The people about whom somebody has an ability."""
    scope = scope_of(by, ability, clock.today())
    if scope.service:
        return Person.objects.all()
    reached = Q(pk=_own_person(by, scope))
    if in_units is not None and scope.unit_paths:
        reached |= Q(pk__in=in_units(scope.unit_paths).values("pk"))
    return Person.objects.filter(reached)


def person_by_ref(*, by: Actor, ref: str, ability: Ability, in_units: PeopleInUnits | None = None) -> Person:
    """The person of that reference, or of a record merged into theirs. Raises `NotAllowed` for one out of scope and
    for nobody's, in the same words.
    """
    ref = kept_refs().get(ref.lower(), ref)
    found = people_seen(by=by, ability=ability, in_units=in_units).filter(ref__iexact=ref).first()
    if found is None:
        raise NotAllowed(refusal(by, ability))
    return found


def search_people(
    *, by: Actor, words: str, ability: Ability, in_units: PeopleInUnits | None = None
) -> "QuerySet[Person]":
    """The people, among those about whom somebody has an ability, in whose name or reference every word
    occurs.
    """
    found = people_seen(by=by, ability=ability, in_units=in_units)
    return with_words(found, words)


def with_words(people: "QuerySet[Person]", words: str) -> "QuerySet[Person]":
    """Those of the people in whose name or reference every word occurs; nobody for more than a name can hold."""
    if len(words) > LONGEST_WORDS:
        return people.none()
    for word in words.split():
        people = people.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(ref__icontains=word)
        )
    return people


def posts(*, by: Actor, ability: Ability = Ability.KEEP_PEOPLE, unit: Unit | None = None) -> "QuerySet[Post]":
    """The posts of the units over which somebody has an ability, or of one of these units."""
    found = Post.objects.filter(within(scope_of(by, ability, clock.today()), "unit__path")).select_related(
        "unit"
    )
    return found if unit is None else found.filter(unit=unit)


def post_by_code(*, by: Actor, code: str, ability: Ability = Ability.KEEP_PEOPLE) -> Post:
    """The post of that code. Raises `NotAllowed` for one out of scope and for one that is not there, in the
    same words.
    """
    found = posts(by=by, ability=ability).filter(code__iexact=code).first()
    if found is None:
        raise NotAllowed(refusal(by, ability))
    return found


def _own_person(by: Actor, scope: ScopeGranted) -> int | None:
    return by.person_id if scope.own and isinstance(by, Account) else None
