"""A claim from its opening to a decision on the record, who may take each step, and what a refused attempt leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standing.areas.assessment import actions
from standing.areas.assessment.actions.daily import do_daily_work
from standing.areas.assessment.models import Claim, Step
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.record.actions.leaving import record_leaving
from standing.areas.record.models import Claim as ClaimOnRecord
from standing.areas.record.models import Decision
from standing.areas.refusals import NotAllowed, Refused
from standing.core.assessing.evidence import Kind
from standing.core.assessing.judging import Vacs
from standing.core.assessing.states import State
from standing.core.rules.days import add_months
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import TESTS, make_account
from tests.factories.record import account_of, make_assessor, make_lead

pytestmark = pytest.mark.django_db


def on_record(world: Claiming) -> list[Decision]:
    return list(Decision.objects.filter(person=world.person))


def test_a_claim_goes_from_a_first_plan_to_a_decision_on_the_record(world: Claiming) -> None:
    claim = make.open_claim(world)
    assert claim.at is State.PLANNED
    opened = ClaimOnRecord.objects.get(person=world.person, retracted_on=None)
    assert opened.closed_on is None, "the record says that they work towards it"
    make.add(world, claim)
    actions.submit_claim(by=world.practitioner, claim=claim)
    actions.begin_assessing(by=world.assessor, claim=claim)
    actions.ask_for_more(by=world.assessor, claim=claim, words="An observation of a second round")
    make.add(world, claim)
    actions.submit_claim(by=world.practitioner, claim=claim)
    actions.begin_assessing(by=world.assessor, claim=claim)
    seen = make.pointer("Saw the second round", kind=Kind.OBSERVATION)
    actions.add_evidence(by=world.assessor, person=world.person, pointer=seen, claim=claim)
    actions.judge_evidence(by=world.assessor, claim=claim, judged={None: make.HOLDS})
    made = actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())

    claim.refresh_from_db()
    assert claim.at is State.RELEASED
    (row,) = on_record(world)
    assert made.row == row
    assert row.outcome == "met"
    assert row.evidence == f"Claim {claim.pk}. Assessed on scope only: its criteria are not held"
    assert ClaimOnRecord.objects.get(person=world.person, retracted_on=None).closed_on == clock.today()
    moves = list(Step.objects.filter(claim=claim).values_list("move", flat=True))
    assert moves[0] == ""
    assert moves[-2:] == ["decide met", "release"]
    told = Event.objects.filter(subject=claim.subject).values_list("action", flat=True)
    assert len(told) == len(moves), "each step has its event"
    assert not any(
        "second round" in str(event.words.words) for event in Event.objects.select_related("words")
    )


def test_a_refused_attempt_is_in_the_trail_and_changes_nothing(world: Claiming) -> None:
    claim = make.judged(world)
    outsider = make_assessor(world.unit, "Otto Other")
    with pytest.raises(Refused, match="You cannot decide met: only its assessor can"):
        actions.decide_claim(by=outsider, claim=claim, outcome="met", decided_on=clock.today())
    claim.refresh_from_db()
    assert claim.at is State.IN_ASSESSMENT
    assert not on_record(world)
    event = Event.objects.select_related("words").get(action="refused_decide_claim")
    assert event.subject == claim.subject
    assert event.actor == outsider.audit_name
    assert event.words.words["kind"] == "cannot be done"
    assert "only its assessor" in event.words.words["told"]


def test_nobody_chooses_who_assesses_them_and_nobody_assesses_themself(world: Claiming) -> None:
    claim = make.open_claim(world, allocated=False)
    with pytest.raises(Refused, match="only its manager or its workforce lead can"):
        actions.allocate_claim(by=world.practitioner, claim=claim, assessor=world.assessor)
    own = make_account("Ada’s other", roles=[])
    with pytest.raises(Refused, match="may not record decisions about Ada Example"):
        actions.allocate_claim(by=world.manager, claim=claim, assessor=own)
    with pytest.raises(Refused, match="Nobody assesses themself"):
        actions.allocate_claim(by=world.manager, claim=claim, assessor=world.practitioner)
    assert (
        actions.allocate_claim(by=make_lead(), claim=claim, assessor=world.assessor).assessor
        == world.assessor
    )
    with pytest.raises(Refused, match="assesses this claim already"):
        actions.allocate_claim(by=world.manager, claim=claim, assessor=world.assessor)


def test_who_is_neither_them_nor_their_manager_opens_no_claim(world: Claiming) -> None:
    outsider = account_of(world.colleague)
    with pytest.raises(NotAllowed):
        actions.open_claim(by=outsider, person=world.person, standard=world.standards[0])
    assert not Claim.objects.exists()
    claim = actions.open_claim(
        by=world.manager, person=world.person, standard=world.standards[0], assessor=world.assessor
    )
    assert claim.assessor == world.assessor
    with pytest.raises(Refused, match="works towards ZA1@2013 already"):
        actions.open_claim(by=world.practitioner, person=world.person, standard=world.standards[0])
    with pytest.raises(Refused, match="no standard"):
        actions.open_claim(by=world.practitioner, person=world.person, standard="ZZ9@1999")


def test_not_yet_comes_with_a_plan_and_changes_nothing_that_counts(world: Claiming) -> None:
    claim = make.judged(world)
    with pytest.raises(actions.CannotDecide, match="comes with a plan"):
        actions.decide_claim(by=world.assessor, claim=claim, outcome="not_yet", decided_on=clock.today())
    made = actions.decide_claim(
        by=world.assessor,
        claim=claim,
        outcome="not_yet",
        decided_on=clock.today(),
        plan="Lead two rounds by the end of March",
    )
    claim.refresh_from_db()
    assert claim.at is State.NOT_YET
    assert made.row is not None
    assert made.row.outcome == "not_yet"
    assert ClaimOnRecord.objects.get(person=world.person, retracted_on=None).closed_on is None
    actions.go_on_with_claim(by=world.practitioner, claim=claim)
    claim.refresh_from_db()
    assert claim.at is State.COLLECTING


def test_old_evidence_needs_a_reason_and_a_day_of_practice(world: Claiming) -> None:
    made_on = add_months(clock.today(), -30)
    claim = make.judged(world, made_on=made_on)
    with pytest.raises(actions.CannotDecide) as refusal:
        actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())
    assert {each.field for each in refusal.value.reasons} == {"practice_as_of", "why_old"}
    actions.decide_claim(
        by=world.assessor,
        claim=claim,
        outcome="met",
        decided_on=clock.today(),
        practice_as_of=made_on,
        why_old="Nothing about this work has changed since",
    )
    (row,) = on_record(world)
    assert row.practice_as_of == made_on


def test_evidence_judged_short_cannot_be_met(world: Claiming) -> None:
    claim = make.judged(world)
    short = actions.Judged(Vacs(True, True, True, sufficient=False), "One round is not enough")
    actions.judge_evidence(by=world.assessor, claim=claim, judged={None: short})
    with pytest.raises(actions.CannotDecide, match="found not sufficient"):
        actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())
    assert not on_record(world)


def test_a_claim_can_be_taken_back_and_withdrawn_until_it_is_decided(world: Claiming) -> None:
    claim = make.submitted(world)
    actions.take_back_claim(by=world.practitioner, claim=claim)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_claim(by=world.practitioner, claim=claim, why=" ")
    actions.withdraw_claim(by=world.practitioner, claim=claim, why="I change wards")
    claim.refresh_from_db()
    assert claim.at is State.WITHDRAWN
    assert ClaimOnRecord.objects.get(person=world.person, retracted_on=None).closed_on == clock.today()
    with pytest.raises(Refused, match="You cannot submit now"):
        actions.submit_claim(by=world.practitioner, claim=claim)
    assert make.open_claim(world).pk != claim.pk, "another can be opened"


def test_nothing_to_assess_is_not_submitted(world: Claiming) -> None:
    with pytest.raises(Refused, match="You cannot submit now"):
        actions.submit_claim(by=world.practitioner, claim=make.open_claim(world))


def test_a_new_assessor_judges_anew(world: Claiming) -> None:
    claim = make.judged(world)
    other = make_assessor(world.unit, "Nia New")
    actions.allocate_claim(by=world.manager, claim=claim, assessor=other)
    actions.begin_assessing(by=other, claim=claim)
    with pytest.raises(actions.CannotDecide, match="Judge the evidence against the title and scope first"):
        actions.decide_claim(by=other, claim=claim, outcome="met", decided_on=clock.today())


def test_claims_nobody_goes_on_with_end_once(world: Claiming) -> None:
    with clock.travelling_to(clock.today() - timedelta(days=500)):
        claim = actions.open_claim(by=TESTS, person=world.person, standard=world.standards[0])
    submitted = make.submitted(world, 1)
    assert do_daily_work(by=TESTS, today=clock.today()) == {"expired": 1, "closed": 0}
    assert do_daily_work(by=TESTS, today=clock.today()) == {"expired": 0, "closed": 0}
    claim.refresh_from_db()
    submitted.refresh_from_db()
    assert (claim.at, submitted.at) == (State.EXPIRED, State.SUBMITTED)


def test_work_that_ended_on_the_record_ends_here(world: Claiming) -> None:
    claim = make.submitted(world)
    record_leaving(by=TESTS, person=world.person, last_day=clock.today() - timedelta(days=1))
    assert do_daily_work(by=TESTS, today=clock.today())["closed"] == 1
    claim.refresh_from_db()
    assert claim.at is State.WITHDRAWN


def test_a_decision_from_its_opening_to_the_record_takes_a_known_number_of_statements(
    world: Claiming,
) -> None:
    """What is asked several times of one turn of writing is read once: more than these, and it has crept back."""
    with CaptureQueriesContext(connection) as queries:
        claim = make.open_claim(world)
        make.add(world, claim)
        actions.submit_claim(by=world.practitioner, claim=claim)
        actions.begin_assessing(by=world.assessor, claim=claim)
        actions.judge_evidence(by=world.assessor, claim=claim, judged={None: make.HOLDS})
    with CaptureQueriesContext(connection) as deciding:
        actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())
    # PostgreSQL says as a statement that it is a writer's turn.
    asked = [
        [one for one in each if "pg_advisory_xact_lock" not in one["sql"]] for each in (queries, deciding)
    ]
    assert len(asked[0]) <= 94
    assert len(asked[1]) <= 80
    stored = [one for one in deciding if 'SELECT "record_period"' in one["sql"]]
    assert len(stored) == 1, "its periods are stored once, though two facts are written"
