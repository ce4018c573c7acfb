"""Claims follow the record: what is revoked there is revoked here; the claims of two records made one are its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from standing.areas.assessment import actions
from standing.areas.assessment.actions.daily import do_daily_work
from standing.areas.assessment.actions.sampling import plan_sampling
from standing.areas.assessment.actions.verifying import release_decision
from standing.areas.assessment.models import Claim, HeldDecision
from standing.areas.assessment.permissions import claims_read
from standing.areas.assessment.selectors.claims import claims_to_assess, own_claims
from standing.areas.assessment.selectors.verification import held_by_key, held_to_verify
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.models import Claim as ClaimOnRecord
from standing.areas.record.models import Decision, Suspension
from standing.areas.refusals import Refused
from standing.core.assessing.evidence import Kind
from standing.core.assessing.judging import Vacs
from standing.core.assessing.states import State
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import TESTS, make_account, make_person

pytestmark = pytest.mark.django_db


def met(world: Claiming, context: str = "") -> Claim:
    """A claim with a decision on the record."""
    claim = actions.open_claim(
        by=world.practitioner, person=world.person, standard=world.standards[0], context=context
    )
    claim = actions.allocate_claim(by=world.manager, claim=claim, assessor=world.assessor)
    make.add(world, claim)
    return decided(world, claim)


def decided(world: Claiming, claim: Claim) -> Claim:
    actions.submit_claim(by=world.practitioner, claim=claim)
    actions.begin_assessing(by=world.assessor, claim=claim)
    actions.judge_evidence(by=world.assessor, claim=claim, judged={None: make.HOLDS})
    actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())
    claim.refresh_from_db()
    return claim


def revoke(world: Claiming, context: str = "", **given: Any) -> Decision:
    row = record.record_decision(
        by=world.assessor,
        person=world.person,
        standard=world.standards[0],
        outcome="revoked",
        context=context,
        **({"decided_on": clock.today()} | given),
    )
    assert isinstance(row, Decision)
    return row


# -- revoked ----------------------------------------------------------------------------------------------------------


def test_a_revocation_on_the_record_revokes_the_claim_and_taken_back_it_stands_again(world: Claiming) -> None:
    claim = met(world)
    assert claim.at is State.RELEASED
    row = revoke(world)
    claim.refresh_from_db()
    assert claim.at is State.REVOKED
    assert claim.steps.last().move == "revoke"  # type: ignore[union-attr]
    assert Event.objects.filter(action="revoke_claim", subject=claim.subject).exists()
    record.correct_decision(by=TESTS, decision=row, why="It was about somebody else")
    claim.refresh_from_db()
    assert claim.at is State.RELEASED
    assert Event.objects.filter(action="restore_claim", subject=claim.subject).exists()


@pytest.mark.parametrize(
    ("claimed", "revoked", "gone"),
    [
        ("", "", True),
        ("", "older people", True),
        ("older people", "", True),
        ("older people", "nights", False),
    ],
)
def test_it_is_revoked_where_the_rules_take_its_decision_away(
    world: Claiming, claimed: str, revoked: str, gone: bool
) -> None:
    claim = met(world, claimed)
    revoke(world, revoked)
    claim.refresh_from_db()
    assert (claim.at is State.REVOKED) is gone


def test_what_was_found_met_after_a_revocation_is_not_revoked(world: Claiming) -> None:
    before, today = met(world), clock.today()
    with clock.travelling_to(today + timedelta(days=10)):
        revoke(world, decided_on=today + timedelta(days=5))
        again = met(world)
    before.refresh_from_db()
    assert (before.at, again.at) == (State.REVOKED, State.RELEASED)
    record.suspend_person(by=TESTS, person=world.person, from_on=today, reason="Under review")
    again.refresh_from_db()
    assert again.at is State.RELEASED
    assert Suspension.objects.exists(), "a suspension is no revocation"


# -- two records made one --------------------------------------------------------------------------------------------


def merged(world: Claiming) -> Person:
    """Another record of the same person, which takes in theirs."""
    other = make_person("elm-9", given_name="Ada", family_name="Example")
    record.merge_people(by=TESTS, kept=other, merged=world.person, why="The same person")
    world.practitioner.refresh_from_db()
    return other


def test_a_claim_under_way_goes_on_in_the_record_it_was_merged_into(world: Claiming) -> None:
    claim = make.open_claim(world)
    make.add(world, claim)
    kept = merged(world)
    assert [one.pk for one in own_claims(by=world.practitioner)] == [claim.pk]
    with pytest.raises(Refused, match="Go on with that claim"):
        actions.open_claim(by=world.manager, person=kept, standard=world.standards[0])
    assert claim.pk in [one.pk for one in claims_to_assess(by=world.assessor)]
    decided(world, claim)
    assert claim.at is State.RELEASED
    (row,) = Decision.objects.filter(person=kept)
    assert (row.standard_id, row.outcome) == (world.standards[0], "met")
    assert not ClaimOnRecord.objects.filter(person=kept, retracted_on=None, closed_on=None).exists()
    again = record.record_decision(
        by=world.assessor,
        person=kept,
        standard=world.standards[0],
        outcome="revoked",
        decided_on=clock.today(),
    )
    claim.refresh_from_db()
    assert (claim.at, isinstance(again, Decision)) == (State.REVOKED, True)


def test_a_session_decides_the_claim_of_the_merged_record(world: Claiming) -> None:
    claim = make.open_claim(world)
    kept = merged(world)
    seen = make.pointer("Took blood pressure twice", kind=Kind.OBSERVATION)
    session = actions.Session(claim.standard, seen, {None: Vacs(True, True, True, True)})
    actions.decide_at_session(by=world.assessor, session=session, attendees=[actions.Attendee(kept, "met")])
    (only,) = Claim.objects.all()
    assert (only.pk, only.at) == (claim.pk, State.RELEASED)


def test_what_is_held_is_still_verified_after_a_merge(world: Claiming) -> None:
    verifier = make_account("Vi", roles=[(Role.INTERNAL_VERIFIER, world.unit)])
    today = clock.today()
    plan_sampling(
        by=verifier, unit=world.unit, from_on=today, to_on=today + timedelta(days=30), new_share=100
    )
    claim = met(world)
    assert claim.at is State.AWAITING_VERIFICATION
    kept = merged(world)
    held = HeldDecision.objects.get()
    assert [one.row.pk for one in held_to_verify(by=verifier)] == [held.pk]
    assert held_by_key(by=verifier, key=held.pk).may
    assert claims_read(verifier).filter(pk=claim.pk).exists()
    with pytest.raises(Refused, match="waits to be looked at already"):
        record.record_decision(
            by=world.assessor, person=kept, standard=world.standards[0], outcome="met", decided_on=today
        )
    release_decision(by=verifier, held=held)
    assert Decision.objects.filter(person=kept, standard=world.standards[0], outcome="met").exists()


def test_work_that_ends_on_the_merged_record_ends_the_claim(world: Claiming) -> None:
    claim = make.open_claim(world)
    kept = merged(world)
    assert do_daily_work(by=TESTS, today=clock.today())["closed"] == 0
    (fact,) = ClaimOnRecord.objects.filter(person=kept, retracted_on=None)
    record.close_claim(by=TESTS, claim=fact, closed_on=clock.today(), why="Moved on")
    assert do_daily_work(by=TESTS, today=clock.today())["closed"] == 1
    claim.refresh_from_db()
    assert claim.at is State.WITHDRAWN
