"""One person's record: every pair, why it stands as it does, and what would put it right."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Change, Decision
from standing.areas.record.permissions import check_can_for_person
from standing.areas.record.selectors.people import NotFound, Place, places_of
from standing.areas.standards.models import Standard
from standing.core.engine.explain import Explanation, explain
from standing.core.engine.timeline import Stretch, timeline
from standing.core.rules.facts import Assignment
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import STATUSES, Standing

_MOST_URGENT_FIRST = {
    status: place
    for place, status in enumerate(("not_current", "grace", "due", "in_progress", "not_held", "current"))
}
assert set(_MOST_URGENT_FIRST) == set(STATUSES)


@dataclass(frozen=True)
class PairOfRecord:
    """One standard and context of a person's record on a day.

    `required_by` are the roles they have that day that ask for it. `decisions` is the evidence index: every
    decision known that bears on it, newest first.
    """

    standard: Standard
    context: str
    required_by: tuple[str, ...]
    explanation: Explanation
    decisions: tuple[Decision, ...]

    @property
    def standing(self) -> Standing:
        return self.explanation.standing

    @property
    def is_required(self) -> bool:
        return bool(self.required_by)


@dataclass(frozen=True)
class RecordOfPerson:
    """A person's record on a day, as known now or on another day."""

    person: Person
    at: date
    known_on: date | None
    places: tuple[Place, ...]
    pairs: tuple[PairOfRecord, ...]

    @property
    def owed(self) -> tuple[PairOfRecord, ...]:
        """What a role they have asks for and is not simply current, most urgent first."""
        return tuple(pair for pair in self.pairs if pair.is_required and pair.standing.status != "current")


def record_of(*, by: Actor, person: Person, at: date, known_on: date | None = None) -> RecordOfPerson:
    """The record of a person on a day. A fixed number of queries. Raises `NotAllowed`."""
    check_can_for_person(by, Ability.SEE_RECORD, person)
    asked, facts = load_asked(known_on), load_people([person], known_on)[person.ref]
    pairs = _pairs(person, facts, asked, sorted(facts.pairs(asked)), at, known_on)
    pairs.sort(key=lambda pair: (_MOST_URGENT_FIRST[pair.standing.status], pair.standard.order, pair.context))
    places = places_of([person], at, known_on).get(person.ref, [])
    return RecordOfPerson(person, at, known_on, tuple(places), tuple(pairs))


def _pairs(
    person: Person,
    facts: PersonFacts,
    asked: Asked,
    named: Collection[tuple[str, str]],
    at: date,
    known_on: date | None,
) -> list[PairOfRecord]:
    standards = Standard.objects.in_bulk([standard for standard, _ in named])
    decisions = _decisions(person, known_on)
    return [
        PairOfRecord(
            standard=standards[standard],
            context=context,
            required_by=required_by(facts.assignments, asked, standard, context, at),
            explanation=explain(facts, asked, standard, context, at),
            decisions=tuple(
                row for row in decisions if row.standard_id == standard and _bears_on(row, context)
            ),
        )
        for standard, context in named
    ]


def required_by(
    assignments: tuple[Assignment, ...], asked: Asked, standard: str, context: str, day: date
) -> tuple[str, ...]:
    """The roles, of those held on a day, that require the standard in the context that day."""
    roles = {assignment.role for assignment in assignments if assignment.period.covers(day)}
    return tuple(
        sorted(
            role
            for role in roles
            for requirement in asked.requirements.get(role, ())
            if (requirement.standard, requirement.context) == (standard, context)
            and requirement.period.covers(day)
        )
    )


def _decisions(person: Person, known_on: date | None) -> list[Decision]:
    rows = known(Decision.objects.filter(person=person), known_on)
    return list(rows.select_related("recorded_by", "person").order_by("-decided_on", "-pk"))


def _bears_on(decision: Decision, context: str) -> bool:
    return decision.context in ("", context) or (context == "" and decision.outcome == "revoked")


@dataclass(frozen=True)
class PairInFull:
    """One pair of a person's record, with its whole timeline and every row behind it, retracted ones too."""

    person: Person
    at: date
    known_on: date | None
    pair: PairOfRecord
    stretches: tuple[Stretch, ...]
    retracted: tuple[Decision, ...]
    changes: dict[tuple[str, int], Change]


def pair_in_full(
    *, by: Actor, person: Person, standard: str, context: str, at: date, known_on: date | None = None
) -> PairInFull:
    """One pair of a person's record on a day. Raises `NotAllowed`, or `NotFound` if it is not in the
    record.
    """
    check_can_for_person(by, Ability.SEE_RECORD, person)
    asked, facts = load_asked(known_on), load_people([person], known_on)[person.ref]
    if (standard, context) not in facts.pairs(asked):
        raise NotFound(f"{standard} is not in the record of {person.name}.")
    (pair,) = _pairs(person, facts, asked, [(standard, context)], at, known_on)
    return PairInFull(
        person=person,
        at=at,
        known_on=known_on,
        pair=pair,
        stretches=tuple(timeline(facts, asked, standard, context)),
        retracted=_retracted(person, standard, known_on),
        changes={
            (row.subject, row.version): row
            for row in known(Change.objects.filter(standard=standard), known_on)
        },
    )


def _retracted(person: Person, standard: str, known_on: date | None) -> tuple[Decision, ...]:
    rows = Decision.objects.filter(person=person, standard=standard, retracted_on__isnull=False)
    if known_on is not None:
        rows = rows.filter(retracted_on__lte=known_on)
    return tuple(rows.select_related("retracted_by", "recorded_by").order_by("-retracted_on", "-pk"))
