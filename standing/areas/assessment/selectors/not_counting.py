"""Decisions whose assessor turned out not to have counted on the day: listed for review, never cancelled.

As known now: an assessor's own decision may have been taken back, corrected or revoked since, or their suspension been
recorded late. Decisions from before there was a gate are here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from standing.areas.assessment.models import Review
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Appointment, Decision, Period, StalePerson
from standing.areas.record.permissions import people_in_scope
from standing.core.rules.facts import BRIDGED, GENERAL, MET, REVOKED
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import COUNTING, standing_on


@dataclass(frozen=True)
class NotCounting:
    """A decision whose assessor did not count, and what was found when it was looked at again, if it was."""

    decision: Decision
    reasons: tuple[str, ...]
    reviews: tuple[Review, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has looked at it yet."""
        return not self.reviews


def not_counting(*, by: Actor) -> list[NotCounting]:
    """The standing decisions about people this account verifies for whose assessor, as is known now, neither counted on
    the day nor was appointed. Those nobody has looked at come first, then the newest.

    A fixed number of queries. The rules are asked only where the stored periods do not show that the assessor counted.
    """
    rows = list(
        _may_not_have_counted()
        .filter(
            person__in=people_in_scope(by, Ability.VERIFY),
            retracted_on__isnull=True,
            outcome__in=(MET, BRIDGED, REVOKED),
            assessor_unknown=False,
            carried_from__isnull=True,
            batch__isnull=True,
            recorded_by__isnull=False,
        )
        .select_related("person", "standard__suite", "recorded_by__person", "decided_by__person")
        .prefetch_related("reviews")
    )
    found = list(_not_counting(rows))
    return sorted(
        found, key=lambda one: (not one.is_open, -one.decision.decided_on.toordinal(), one.decision.pk)
    )


def _may_not_have_counted() -> QuerySet[Decision]:
    """All decisions but those on whose day a stored period of the assessor counts: in the context, or in general where
    nothing is stored of the context. A stale assessor's periods show nothing.
    """
    same = {"person": OuterRef("assessors_person"), "standard": OuterRef("standard")}
    on_the_day = Q(from_on__lte=OuterRef("decided_on")) & (
        Q(to_on__isnull=True) | Q(to_on__gt=OuterRef("decided_on"))
    )
    in_context = Period.objects.filter(**same, context=OuterRef("context"))
    in_general = Period.objects.filter(**same, context=GENERAL)
    counted = Exists(in_context.filter(on_the_day, status__in=COUNTING)) | (
        ~Exists(in_context) & Exists(in_general.filter(on_the_day, status__in=COUNTING))
    )
    stale = Exists(StalePerson.objects.filter(person=OuterRef("assessors_person")))
    person = Case(When(decided_by__isnull=False, then="decided_by__person"), default="recorded_by__person")
    return Decision.objects.annotate(assessors_person=person).filter(~counted | stale)


def _not_counting(rows: Iterable[Decision]) -> Iterator[NotCounting]:
    those = list(rows)
    assessors: dict[int, Account] = {row.assessor.pk: row.assessor for row in those}
    people = {key: account.person.kept for key, account in assessors.items() if account.person is not None}
    facts = load_people(_distinct(people.values()))
    asked = load_asked()
    appointments: dict[int, list[Appointment]] = {}
    for appointment in Appointment.objects.filter(account__in=assessors, agreed_on__isnull=False):
        appointments.setdefault(appointment.account_id, []).append(appointment)
    answers: dict[tuple[int, str, str, date], tuple[str, ...] | None] = {}
    for row in those:
        key = (row.assessor.pk, row.standard_id, row.context, row.decided_on)
        if key not in answers:
            person = people.get(row.assessor.pk)
            own = facts[person.ref] if person is not None else None
            answers[key] = _why_not(row, own, asked, appointments.get(row.assessor.pk, []))
        reasons = answers[key]
        if reasons is not None:
            of_kind = tuple(one for one in row.reviews.all() if one.kind == Review.ASSESSOR)
            yield NotCounting(row, reasons, of_kind)


def _why_not(
    row: Decision, own: PersonFacts | None, asked: Asked, appointed: list[Appointment]
) -> tuple[str, ...] | None:
    """Why an assessor did not count; None where they did, or were appointed."""
    if any(
        one.standard_id == row.standard_id and one.context in {"", row.context} and one.covers(row.decided_on)
        for one in appointed
    ):
        return None
    if own is None or row.standard_id not in asked.standards:
        return ()
    standing = standing_on(own, asked, row.standard_id, row.context, row.decided_on)
    return None if standing.counts else (standing.status, *standing.reasons)


def _distinct(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
