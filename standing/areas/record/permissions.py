"""Who may do or see something about a person: the table of `people.roles`, joined to where people work.

Somebody works in a unit from the day their assignment is recorded until it ends, so that a manager can
prepare for a joiner, and no longer sees a leaver.
"""

from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed, ScopeGranted, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment

NEVER_OVER_ONESELF = frozenset(
    {
        Ability.SUSPEND,
        Ability.RESTRICT,
        Ability.OBSERVE,
        Ability.MANAGE_PEOPLE,
        Ability.END_ACCESS,
        Ability.ALLOCATE_CLAIM,
    }
)
"""Abilities that nobody has over themself, though they work in a unit of theirs: whoever is suspended does not lift
it, nobody observes their own practice or chooses who assesses them, and nobody puts off or sheds what they owe by an
absence or a population of their own. (That nobody decides about themself is asked at the door of the record.)
"""


def people_in_scope(by: Actor, ability: Ability) -> "QuerySet[Person]":
    """The people about whom this account has the ability."""
    scope = scope_of(by, ability, clock.today())
    people = Person.objects.all()
    if ability in NEVER_OVER_ONESELF and isinstance(by, Account) and by.person_id is not None:
        people = people.exclude(pk=by.person_id)
    if scope.service:
        return people
    return people.filter(_own(by, scope) | _working_in(scope))


def _own(by: Actor, scope: ScopeGranted) -> Q:
    own = scope.own and isinstance(by, Account) and by.person_id is not None
    return Q(pk=by.person_id) if own and isinstance(by, Account) else Q(pk__in=[])


def people_working_in(unit_paths: tuple[str, ...]) -> "QuerySet[Person]":
    """The people who work in the units of these paths or below them, for areas that do not know who works where."""
    return Person.objects.filter(_working_in(ScopeGranted(unit_paths=unit_paths)))


def _working_in(scope: ScopeGranted) -> Q:
    return Q(pk__in=_work_in(scope).values("person"))


def _work_in(scope: ScopeGranted) -> "QuerySet[Assignment]":
    """The work, not over yet, in the units of these paths or below them."""
    within = Q(pk__in=[])
    for path in scope.unit_paths:
        within |= Q(unit__path__startswith=path)
    return known(Assignment.objects.all(), None).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=clock.today()), within
    )


def _reaches(by: Actor, ability: Ability, person: Person) -> bool:
    """Whether this person, whose record was not merged, is among `people_in_scope`: asked about them alone, for every
    action asks it several times.
    """
    scope, oneself = scope_of(by, ability, clock.today()), _is_oneself(by, person)
    if oneself and ability in NEVER_OVER_ONESELF:
        return False
    if scope.service or (oneself and scope.own):
        return True
    return bool(scope.unit_paths) and _work_in(scope).filter(person=person).exists()


def _is_oneself(by: Actor, person: Person) -> bool:
    return isinstance(by, Account) and by.person_id == person.pk


def check_can_for_person(by: Actor, ability: Ability, person: Person) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account has the ability over this person. Over a record
    that was merged it has what it has over whom it was merged into.
    """
    person = person.kept
    if not _reaches(by, ability, person):
        if ability in NEVER_OVER_ONESELF and _is_oneself(by, person):
            raise NotAllowed(
                f"You cannot {ability.value} where it is about yourself. Ask somebody else who may."
            )
        raise NotAllowed(
            f"You cannot {ability.value}. Your roles do not cover {person.name}: "
            "ask an administrator if they should."
        )


def can_for_person(by: Actor, ability: Ability, person: Person) -> bool:
    """Whether `check_can_for_person` would let the account do it."""
    try:
        check_can_for_person(by, ability, person)
    except NotAllowed:
        return False
    return True
