"""One person's record: every pair, why it stands as it does, and what would put it right."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.attribution import Attribution
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Change, Decision, Signature
from standing.areas.record.permissions import can_for_person, check_can_for_person
from standing.areas.record.selectors.people import NotFound, Place, places_of
from standing.areas.standards.models import Standard
from standing.core.engine.explain import Explanation, explain
from standing.core.engine.timeline import Stretch, timeline
from standing.core.rules.facts import NOT_YET, Assignment
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
        """How the person stands in it, on the day asked about."""
        return self.explanation.standing

    @property
    def is_required(self) -> bool:
        """Whether a role of the person asks for it."""
        return bool(self.required_by)

    @property
    def owed_by(self) -> date | None:
        """The first last day on which something may still be put right in time, if there is one."""
        days = [item.last_day for item in self.explanation.because if item.last_day and item.since is None]
        return min(days, default=None)


_BESIDE = ("person", "recorded_by", "replaces", "carried_from", "batch")
"""What is read with a decision, to tell where it comes from."""

Titles = dict[tuple[str, int], str]
"""The title of each change, by subject and version."""


@dataclass(frozen=True)
class RecordOfPerson:
    """A person's record on a day, as known now or on another day."""

    person: Person
    at: date
    known_on: date | None
    places: tuple[Place, ...]
    pairs: tuple[PairOfRecord, ...]
    titles: Titles

    @property
    def owed(self) -> tuple[PairOfRecord, ...]:
        """What a role they have asks for and is not simply current: what does not count first, and then by
        the day it is owed.
        """
        owed = [pair for pair in self.pairs if pair.is_required and pair.standing.status != "current"]
        return tuple(sorted(owed, key=_urgency))


def _urgency(pair: PairOfRecord) -> tuple[bool, int, date, int]:
    place = _MOST_URGENT_FIRST[pair.standing.status]
    return pair.standing.counts, place, pair.owed_by or date.max, pair.standard.order


_AS_THE_ROWS_SAY = Attribution(None)


def decisions_shown_to(
    by: Actor, person: Person, attribution: Attribution = _AS_THE_ROWS_SAY
) -> "QuerySet[Decision]":
    """The decisions about a person that this account may see.

    `not_yet` is neutral, and only the person, their assessors, verifiers and managers see it.
    """
    rows = Decision.objects.filter(attribution.about([person.pk]))
    return rows if can_for_person(by, Ability.SEE_NOT_YET, person) else rows.exclude(outcome=NOT_YET)


@dataclass(frozen=True)
class _Read:
    """What was read about a person, to be asked on a day."""

    person: Person
    at: date
    known_on: date | None
    asked: Asked
    facts: PersonFacts
    decisions: "QuerySet[Decision]"

    @classmethod
    def of(cls, by: Actor, person: Person, at: date, known_on: date | None) -> "_Read":
        facts = load_people([person], known_on)[person.ref]
        decisions = decisions_shown_to(by, person, Attribution.as_known(known_on))
        return cls(person, at, known_on, load_asked(known_on), facts, decisions)

    def pairs(self, named: Collection[tuple[str, str]]) -> list[PairOfRecord]:
        """These pairs as they stand, with their evidence."""
        standards = Standard.objects.select_related("suite").in_bulk([standard for standard, _ in named])
        decisions = self._decisions()
        return [
            PairOfRecord(
                standard=standards[standard],
                context=context,
                required_by=required_by(self.facts.assignments, self.asked, standard, context, self.at),
                explanation=explain(self.facts, self.asked, standard, context, self.at),
                decisions=tuple(
                    row for row in decisions if row.standard_id == standard and _bears_on(row, context)
                ),
            )
            for standard, context in named
        ]

    def _decisions(self) -> list[Decision]:
        rows = known(self.decisions, self.known_on)
        return list(rows.select_related(*_BESIDE).order_by("-decided_on", "-pk"))


def record_of(*, by: Actor, person: Person, at: date, known_on: date | None = None) -> RecordOfPerson:
    """The record of a person on a day. A fixed number of queries. Raises `NotAllowed`."""
    check_can_for_person(by, Ability.SEE_RECORD, person)
    read = _Read.of(by, person, at, known_on)
    pairs = read.pairs(sorted(read.facts.pairs(read.asked)))
    pairs.sort(key=lambda pair: (_MOST_URGENT_FIRST[pair.standing.status], pair.standard.order, pair.context))
    places = places_of([person], at, known_on).get(person.ref, [])
    return RecordOfPerson(person, at, known_on, tuple(places), tuple(pairs), _titles(pairs, known_on))


def _titles(pairs: Collection[PairOfRecord], known_on: date | None) -> Titles:
    asked = {
        (because.change.subject, because.change.version)
        for pair in pairs
        for because in pair.explanation.because
        if because.change
    }
    rows = known(Change.objects.filter(subject__in={subject for subject, _ in asked}), known_on)
    return {(row.subject, row.version): row.title for row in rows if (row.subject, row.version) in asked}


def required_by(
    assignments: tuple[Assignment, ...], asked: Asked, standard: str, context: str, day: date
) -> tuple[str, ...]:
    """The roles, of those held on a day, that require the standard in the context that day."""
    roles = {assignment.role for assignment in assignments if assignment.period.covers(day)}
    return tuple(
        sorted(
            {
                role
                for role in roles
                for requirement in asked.requirements.get(role, ())
                if (requirement.standard, requirement.context) == (standard, context)
                and requirement.period.covers(day)
            }
        )
    )


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
    changes: tuple[Change, ...]
    signatures: tuple[Signature, ...]

    def signature_of(self, change: Change) -> Signature | None:
        """The first signature of this version of the change, or of a later one."""
        signed = [
            row for row in self.signatures if row.subject == change.subject and row.version >= change.version
        ]
        return min(signed, key=lambda row: row.signed_on, default=None)

    @property
    def titles(self) -> Titles:
        """The titles of the changes to the standard."""
        return {(row.subject, row.version): row.title for row in self.changes}


def pair_in_full(
    *, by: Actor, person: Person, standard: str, context: str, at: date, known_on: date | None = None
) -> PairInFull:
    """One pair of a person's record on a day. Raises `NotAllowed`, or `NotFound` if it is not in the
    record.
    """
    check_can_for_person(by, Ability.SEE_RECORD, person)
    read = _Read.of(by, person, at, known_on)
    if (standard, context) not in read.facts.pairs(read.asked):
        raise NotFound(f"{standard} is not in the record of {person.name}.")
    (pair,) = read.pairs([(standard, context)])
    changes = known(Change.objects.filter(standard=standard), known_on).order_by("-effective_on", "subject")
    subjects = {row.subject for row in changes}
    about = Attribution.as_known(known_on).about([person.pk])
    signatures = known(Signature.objects.filter(about, subject__in=subjects), known_on)
    return PairInFull(
        person=person,
        at=at,
        known_on=known_on,
        pair=pair,
        stretches=tuple(timeline(read.facts, read.asked, standard, context)),
        retracted=_retracted(read.decisions, standard, known_on),
        changes=tuple(changes),
        signatures=tuple(signatures.order_by("signed_on")),
    )


def _retracted(decisions: "QuerySet[Decision]", standard: str, known_on: date | None) -> tuple[Decision, ...]:
    rows = decisions.filter(standard=standard, retracted_on__isnull=False)
    if known_on is not None:
        rows = rows.filter(retracted_on__lte=known_on)
    rows = rows.select_related("person", "retracted_by", "recorded_by", "replaced_by")
    return tuple(rows.order_by("-retracted_on", "-pk"))


def decision_by_number(*, by: Actor, person: Person, number: int) -> Decision:
    """A decision about a person, retracted or not. Raises `NotAllowed`, or `NotFound` if there is none."""
    check_can_for_person(by, Ability.SEE_RECORD, person)
    row = decisions_shown_to(by, person).filter(pk=number).select_related("standard", *_BESIDE)
    found = row.first()
    if found is None:
        raise NotFound(f"There is no such decision in the record of {person.name}.")
    return found


def standard_by_id(*, by: Actor, standard: str) -> Standard:
    """A standard of the catalogue, to record something on. Raises `NotFound`."""
    check_can(by, Ability.SEE_CATALOGUE)
    found = Standard.objects.select_related("suite").filter(pk=standard).first()
    if found is None:
        raise NotFound(f"There is no standard {standard} in the catalogue.")
    return found
