"""Whom a change asks: for one in force, in the asking account's scope; before it is in force, in the service."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.counting import places
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known, load_asked, load_people, to_fact
from standing.areas.record.models import Decision, Signature
from standing.areas.record.permissions import people_in_scope
from standing.areas.record.selectors.changes import ChangeInForce
from standing.core.engine.bulk import StretchMaker
from standing.core.engine.evaluate import Window
from standing.core.rehearsing.changes import question_of
from standing.core.rehearsing.comparing import Worlds
from standing.core.rehearsing.effects import LOSES, PairEffect
from standing.core.rehearsing.one_day import asked_by
from standing.core.rehearsing.rehearsal import evaluate_together, rehearse
from standing.core.rehearsing.teams import Fall
from standing.core.rules import facts
from standing.core.rules.days import LAST_DAY, add_days, add_months
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import BLOCKING_REASONS

SIGNATURES = frozenset({"alert_unsigned", "signature_owed", "signature_overdue"})
"""The reasons that a signature puts right."""

MONTHS_AHEAD = 12
"""How far a change is rehearsed before it is put into force."""


@dataclass(frozen=True)
class Owes:
    """Somebody of whom a change asks something on a day, and the reasons it gives, in alphabetical order."""

    person: Person
    reasons: tuple[str, ...]

    @property
    def blocks(self) -> bool:
        """Whether it stops them counting."""
        return any(reason in BLOCKING_REASONS for reason in self.reasons)


@dataclass(frozen=True)
class Reach:
    """Of the people in the account's scope: who signed the change or a later version, and who owes something today."""

    signed: int
    owing: tuple[Owes, ...]


@dataclass(frozen=True)
class ChangePreview:
    """What putting a change into force would do on the day `at`: whom it asks, and who stops counting at once; and, in
    the year from then if nobody does what it asks, which teams would have fewer who count, by the name of the team.
    """

    at: date
    holders: int
    asked: tuple[Owes, ...]
    stopping: tuple[Person, ...]
    falls: tuple[tuple[str, Fall], ...] = ()


def reach_of(*, by: Actor, change: ChangeInForce) -> Reach:
    """Who has signed a change and who still owes something for it today, of the people the account may see.

    A fixed number of queries. Whoever sees nobody's record is told of nobody.
    """
    check_can(by, Ability.SEE_CATALOGUE)
    today = clock.today()
    scope = people_in_scope(by, Ability.SEE_RECORD)
    signed = known(
        Signature.objects.filter(
            subject=change.first.subject, version__gte=change.first.version, person__in=scope
        ),
        None,
    )
    standards = {row.standard_id for row in change.rows}
    held = scope.filter(decisions__in=known(Decision.objects.filter(standard__in=standards), None))
    people = list(scope.filter(pk__in=held.values("pk")))
    changes = [to_fact(row) for row in change.rows]
    return Reach(
        signed=signed.values("person").distinct().count(),
        owing=tuple(_owing(people, load_people(people), load_asked(), changes, today)),
    )


def unsigned_of(*, by: Actor, change: ChangeInForce) -> list[Owes]:
    """Of the people the account may see, who owes a signature for a change today. A fixed number of queries."""
    owing = reach_of(by=by, change=change).owing
    return [owes for owes in owing if SIGNATURES.intersection(owes.reasons)]


def preview_change(*, by: Actor, changes: Collection[facts.Change]) -> ChangePreview:
    """Whom a change would ask on the day it takes effect, or today if that is later, and what would follow. Nothing is
    written.

    The rehearsal that revisions use, for a year and every team. A fixed number of queries. Raises `NotAllowed`.
    """
    check_can(by, Ability.ISSUE_CHANGE)
    at = max(clock.today(), *(change.effective_on for change in changes))
    standards = {change.standard for change in changes}
    held = Person.objects.filter(decisions__in=known(Decision.objects.filter(standard__in=standards), None))
    people = list(Person.objects.filter(pk__in=held.values("pk")))
    facts_of, before = load_people(people), load_asked()
    asked = tuple(_owing(people, facts_of, before, changes, at))
    stopping: set[str] = set()

    def told(person: PersonFacts, effects: Iterable[PairEffect]) -> None:
        if any(finding.kind == LOSES and finding.on == at for one in effects for finding in one.findings):
            stopping.add(person.person)

    first = min(at, add_days(LAST_DAY, -1))  # the calendar's last day has none after it
    window = Window(first, add_months(first, MONTHS_AHEAD))
    outcome = rehearse(
        question_of(before, changes, window, places()),
        [[Worlds(one, one) for one in facts_of.values()]],
        each=told,
        evaluate=partial(evaluate_together, maker=StretchMaker(compiled=False)),
    )
    names = dict(Unit.objects.values_list("code", "name"))
    assert window.to_on is not None
    return ChangePreview(
        at=at,
        holders=len(people),
        asked=asked,
        stopping=tuple(owes.person for owes in asked if owes.person.ref in stopping),
        falls=tuple((names[fall.unit], fall) for fall in outcome.teams.falls(first, window.to_on)),
    )


def _owing(
    people: Collection[Person],
    facts_of: Mapping[str, PersonFacts],
    asked: Asked,
    changes: Collection[facts.Change],
    day: date,
) -> Iterator[Owes]:
    found = asked_by(changes, day, facts_of.values(), asked)
    for person in people:
        if person.ref in found:
            yield Owes(person, found[person.ref])
