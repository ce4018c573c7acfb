"""What an assessor granted follows the old standards that it rests on, whenever something happens to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions as record
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Change, Decision, Membership, Suspension
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.revisions.actions.transitions import Judged, grant_equivalence
from standing.areas.revisions.models import TransitionTask
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.adopting import ALSO_REPLACED, EXISTING, REPLACED, TESTS, decide
from tests.factories.transitions import (
    IN_TRANSITION,
    TODAY,
    RevisedWard,
    adopted,
    equivalence_of,
    revised_ward,
)

pytestmark = pytest.mark.django_db

LATER = IN_TRANSITION + timedelta(days=30)
POLICY = date(2026, 5, 20)


@pytest.fixture
def ben() -> Iterator[Person]:
    """Ben was granted a standard for two old ones; on one of them he owes a signature. Cat holds it herself."""
    with clock.travelling_to(TODAY):
        ward = revised_ward()
        decide(ward.cat, TODAY, EXISTING)
        adopted(ward)
    with clock.travelling_to(IN_TRANSITION):
        issue(REPLACED)
        grant(ward)
        yield ward.ben


def issue(standard: str) -> None:
    record.append_facts(
        by=TESTS,
        entries=[
            record.Entry(
                facts.Change("POL", 1, standard, facts.SIGNIFICANT, POLICY), beside={"title": "Policy"}
            )
        ],
    )


def grant(ward: RevisedWard) -> None:
    judged = {REPLACED: Judged(used=True), ALSO_REPLACED: Judged(used=True)}
    grant_equivalence(by=TESTS, task=equivalence_of(ward.ben), judged=judged, why="The same work")


def standing(ref: str, on: date = LATER) -> Standing | None:
    fresh = Person.objects.select_related("stale").get(ref=ref)
    return standings_on([fresh], on).get(Pair(ref, EXISTING, ""))


def reasons(ref: str, on: date = LATER) -> tuple[str, ...] | None:
    found = standing(ref, on)
    return found and found.reasons


def source(standard: str = REPLACED) -> Decision:
    return Decision.objects.get(person__ref="ben", standard=standard, outcome=facts.MET, retracted_on=None)


def task() -> TransitionTask:
    return TransitionTask.objects.get(person__ref="ben", standard=EXISTING)


def in_order() -> bool:
    return list(facts_at_odds_with_the_trail()) == []


def test_what_is_owed_on_an_old_standard_is_owed_on_the_new_by_whom_it_was_granted_to(ben: Person) -> None:
    assert reasons("ben", IN_TRANSITION) == ("signature_owed",)
    assert reasons("ben") == ("signature_overdue",)
    assert reasons("cat") == ()
    with clock.travelling_to(LATER):
        record.withdraw_change(by=TESTS, subject="POL", version=1, withdrawn_on=LATER, why="Replaced")
        assert reasons("ben", LATER + timedelta(days=1)) == ()
        assert reasons("ben", LATER - timedelta(days=1)) == ("signature_overdue",)
        record.retract_facts(
            by=TESTS, rows=list(Change.objects.filter(standard=REPLACED, retracted_on=None)), why="No"
        )
    assert not Change.objects.filter(standard=EXISTING, retracted_on=None).exists()
    assert in_order()


def test_a_suspension_or_revocation_of_a_source_is_one_of_what_was_granted(ben: Person) -> None:
    record.append_facts(by=TESTS, entries=[record.Entry(facts.Signature("ben", "POL", 1, IN_TRANSITION))])
    with clock.travelling_to(LATER):
        suspended = record.append_facts(
            by=TESTS,
            entries=[record.Entry(facts.Suspension("ben", LATER, None, REPLACED), beside={"reason": "x"})],
        )
        assert reasons("ben") == ("suspended",)
        record.retract_facts(by=TESTS, rows=suspended, why="Another person")
        assert reasons("ben") == ()
        revoked = decide(ben, LATER, ALSO_REPLACED, outcome=facts.REVOKED)
        assert reasons("ben") == ("revoked",)
        record.retract_facts(by=TESTS, rows=revoked, why="Another person")
        assert reasons("ben") == ()
    assert not Suspension.objects.filter(standard=EXISTING, retracted_on=None).exists()
    assert task().state == "granted"
    assert in_order()


def test_a_source_that_is_retracted_takes_the_grant_along_and_it_is_judged_again(ben: Person) -> None:
    with clock.travelling_to(LATER):
        record.retract_facts(by=TESTS, rows=[source()], why="Another person")
    assert standing("ben") is None
    assert (task().state, task().decision) == ("open", None)
    assert not Membership.objects.filter(person=ben, population__contains="POL", retracted_on=None).exists()
    assert in_order()


def test_a_source_that_comes_to_less_makes_the_grant_less_and_never_more(ben: Person) -> None:
    was = standing("ben", IN_TRANSITION)
    assert was is not None
    for months, expected in ((12, date(2026, 9, 1)), (60, date(2026, 9, 1))):
        with clock.travelling_to(LATER):
            old = source()
            fact = facts.Decision(
                "new", "ben", REPLACED, facts.MET, old.decided_on, expires_on=expiry(months)
            )
            record.correct_facts(by=TESTS, rows=[old], entries=[record.Entry(fact)], why="The wrong day")
        now = standing("ben", IN_TRANSITION)
        assert now is not None
        assert now.expires_on == expected
    assert task().decision is not None
    assert in_order()


def expiry(months: int) -> date:
    return date(2026, 9, 1) if months == 12 else date(2030, 5, 1)


def test_a_grant_taken_back_by_hand_is_judged_again(ben: Person) -> None:
    with clock.travelling_to(LATER):
        record.retract_facts(by=TESTS, rows=[source(EXISTING)], why="A mistake")
    assert task().state == "open"
    assert in_order()
