"""Decisions drawn and held, countersigned, released and returned; plans, and what makes them draw more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from standing.areas.assessment import actions as claims
from standing.areas.assessment.actions import keeping_alike, verifying
from standing.areas.assessment.actions.sampling import change_plan, end_plan, plan_sampling
from standing.areas.assessment.bank_holidays import bank_holidays
from standing.areas.assessment.models import (
    Claim,
    ClaimDecision,
    Draw,
    HeldDecision,
    Review,
    SamplingPlan,
    Sealed,
)
from standing.areas.assessment.permissions import claims_read, claims_seen
from standing.areas.assessment.selectors import not_counting as listing
from standing.areas.assessment.selectors.not_counting import not_counting
from standing.areas.assessment.selectors.verification import held_to_verify, own_held, plan_in_full
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions import DayMet
from standing.areas.record.actions.assessors import declare_relationship
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.gate import Held, NotIndependent
from standing.areas.record.models import Decision
from standing.areas.record.periods import mark_stale
from standing.areas.refusals import NotAllowed, Refused
from standing.core.assessing.appeals import working_days_after
from standing.core.assessing.states import State
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import Standing, standing_on
from tests.factories import assessment as make
from tests.factories.people import give, make_account, make_unit
from tests.factories.verification import (
    ZA1,
    ZB2,
    VerifiedWard,
    decide,
    experienced,
    held,
    on_record,
    plan,
    unqualified,
    verified_ward,
)
from tests.factories.workforce import TESTS, make_worker

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
LATER = TODAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def world(_day: None) -> VerifiedWard:
    return verified_ward(TODAY, people=6)


class TestHeld:
    """What is drawn is not on the record before it is released; what is returned never is."""

    def test_released_it_counts_from_that_day_with_its_clock_from_the_decision(
        self, world: VerifiedWard
    ) -> None:
        plan(world)
        row = held(decide(world))
        assert (row.state, row.draw.number, row.draw.why) == ("verifying", 1, "the first by this assessor")
        assert not Decision.objects.filter(recorded_by=world.assessor).exists()
        with clock.travelling_to(LATER):
            decision = verifying.release_decision(by=world.verifier, held=row)
        assert (decision.decided_on, decision.held_from) == (TODAY, LATER)
        assert decision.assessor == world.assessor
        assert decision.recorded_by == world.verifier
        row.refresh_from_db()
        assert (row.state, row.decision) == ("released", decision)
        actions_told = set(Event.objects.filter(subject=row.subject).values_list("action", flat=True))
        assert actions_told == {"hold_decision", "release_decision"}

    def test_nobody_counts_by_it_before(self, world: VerifiedWard) -> None:
        newcomer = make_worker(world.ward.unit, ref="new")
        plan(world)
        row = held(decide(world, newcomer))
        pair = Pair("new", ZA1, "")
        assert not standings_on([newcomer], TODAY)[pair].counts
        with clock.travelling_to(LATER):
            verifying.release_decision(by=world.verifier, held=row)
            assert not standings_on([newcomer], LATER - timedelta(days=1))[pair].counts
            assert standings_on([newcomer], LATER)[pair].counts

    def test_returned_it_never_counts_and_the_assessor_is_told_why(self, world: VerifiedWard) -> None:
        plan(world)
        row = held(decide(world))
        verifying.return_decision(by=world.verifier, held=row, why="No evidence of the second round")
        with pytest.raises(Refused, match="does not wait for this any more"):
            verifying.release_decision(by=world.verifier, held=row)
        (told,) = own_held(by=world.assessor)
        assert told.ended_why == "No evidence of the second round"
        assert not Decision.objects.filter(decided_by=world.assessor).exists()
        decide(world)
        assert not [one for one in own_held(by=world.assessor) if not one.is_open], "decided again"

    def test_the_same_is_not_decided_twice_while_it_waits(self, world: VerifiedWard) -> None:
        plan(world)
        decide(world)
        with pytest.raises(Refused, match="waits to be looked at already"):
            decide(world, by=world.other)

    def test_not_yet_and_revoked_are_never_held(self, world: VerifiedWard) -> None:
        plan(world)
        assert on_record(decide(world, outcome="not_yet"))
        assert on_record(decide(world, outcome="revoked"))
        assert not Draw.objects.exists()

    def test_it_is_taken_back_by_whoever_made_it(self, world: VerifiedWard) -> None:
        plan(world)
        row = held(decide(world))
        with pytest.raises(NotAllowed):
            verifying.take_back_held(by=world.other, held=row, why="x")
        verifying.take_back_held(by=world.assessor, held=row, why="Wrong person")
        row.refresh_from_db()
        assert row.state == "withdrawn"
        assert held(decide(world)).draw.share == 100, "nobody gets past a verifier by deciding again"

    def test_a_correction_that_is_held_leaves_what_it_corrects_standing(self, world: VerifiedWard) -> None:
        before = actions.record_decision(
            by=world.assessor,
            person=world.person,
            standard=ZB2,
            outcome="met",
            decided_on=TODAY - timedelta(days=3),
        )
        assert isinstance(before, Decision)
        plan(world)
        answer = actions.correct_day(by=world.assessor, decision=before, decided_on=TODAY, why="Misread")
        row = held(answer)
        before.refresh_from_db()
        assert before.retracted_on is None
        verifying.release_decision(by=world.verifier, held=row)
        before.refresh_from_db()
        assert before.retracted_on == TODAY
        assert before.replaced_by.decided_on == TODAY

    def test_many_at_once_are_drawn_in_order_and_the_rest_is_recorded(self, world: VerifiedWard) -> None:
        experienced(world)
        plan(world)
        wanted = [DayMet(person, ZA1, TODAY) for person in world.ward.people]
        answers = actions.record_days_met(by=world.assessor, wanted=wanted)
        drawn = [isinstance(one, Held) for one in answers]
        assert drawn == [row.drawn for row in Draw.objects.order_by("number")]
        assert drawn[0]
        assert 1 <= sum(drawn) < 6
        assert Decision.objects.filter(recorded_by=world.assessor).count() == 6 - sum(drawn)


class TestIndependence:
    """Who had a part, or is close, neither verifies nor countersigns; nor does an outsider."""

    @pytest.fixture
    def row(self, world: VerifiedWard) -> HeldDecision:
        plan(world)
        return held(decide(world))

    def test_who_decided_does_not_verify(self, world: VerifiedWard, row: HeldDecision) -> None:
        both = world.assessor
        give(both, Role.INTERNAL_VERIFIER, world.ward.unit)
        with pytest.raises(NotIndependent, match="you had a part in it before"):
            verifying.release_decision(by=both, held=row)
        assert Event.objects.filter(action="refuse_part", actor=both.audit_name).count() == 1

    def test_who_is_close_or_it_is_about_does_not(self, world: VerifiedWard, row: HeldDecision) -> None:
        declare_relationship(by=world.verifier, account=world.verifier, person=world.person)
        own = make_account("Own", person=world.person, roles=[(Role.INTERNAL_VERIFIER, world.ward.unit)])
        for by, why in ((world.verifier, "a personal relationship"), (own, "it is about yourself")):
            with pytest.raises(NotIndependent, match=why):
                verifying.release_decision(by=by, held=row)
            with pytest.raises(NotIndependent, match=why):
                verifying.return_decision(by=by, held=row, why="x")

    def test_outsiders_do_not(self, world: VerifiedWard, row: HeldDecision) -> None:
        elsewhere = make_account(roles=[(Role.INTERNAL_VERIFIER, make_unit("birch"))])
        ways: list[Callable[[Account], object]] = [
            lambda by: verifying.release_decision(by=by, held=row),
            lambda by: verifying.return_decision(by=by, held=row, why="x"),
            lambda by: plan_sampling(
                by=by, unit=world.ward.unit, from_on=TODAY, to_on=TODAY + timedelta(days=5)
            ),
            lambda by: change_plan(
                by=by, plan=SamplingPlan.objects.get(), assessor=world.assessor, share=100, why="x"
            ),
            lambda by: end_plan(by=by, plan=SamplingPlan.objects.get(), why="x"),
        ]
        for outsider in (elsewhere, world.other, world.manager, world.lead):
            for way in ways:
                with pytest.raises(NotAllowed):
                    way(outsider)
        assert held_to_verify(by=elsewhere) == []


class TestCountersigning:
    """An assessor who is not qualified yet is countersigned first."""

    def test_countersigned_it_goes_onto_the_record_or_on_to_be_verified(self, world: VerifiedWard) -> None:
        unqualified(world)
        row = held(decide(world))
        assert (row.state, row.to_verify) == ("countersigning", False)
        with pytest.raises(Refused):
            verifying.release_decision(by=world.verifier, held=row)
        verifying.countersign_decision(by=world.other, held=row)
        row.refresh_from_db()
        assert row.state == "released"
        plan(world)
        second = held(decide(world, world.ward.people[1]))
        assert verifying.countersign_decision(by=world.other, held=second).state == "verifying"
        give(world.other, Role.INTERNAL_VERIFIER, world.ward.unit)
        with pytest.raises(NotIndependent, match="you had a part in it before"):
            verifying.release_decision(by=world.other, held=second)
        verifying.release_decision(by=world.verifier, held=second)

    def test_who_may_not_countersign(self, world: VerifiedWard) -> None:
        unqualified(world)
        row = held(decide(world))
        stranger = make_account("Sol", roles=[(Role.ASSESSOR, world.ward.unit)])
        with pytest.raises(NotIndependent, match="you had a part in it before"):
            verifying.countersign_decision(by=world.assessor, held=row)
        with pytest.raises(NotIndependent, match="you do not count in this standard yourself"):
            verifying.countersign_decision(by=stranger, held=row)
        verifying.refuse_to_countersign(by=world.other, held=row, why="Not shown")
        row.refresh_from_db()
        assert row.state == "returned"


class TestPlans:
    """Made before the decisions, changed openly, drawn again by anyone."""

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"from_on": TODAY - timedelta(days=1)}, "Begin today or later"),
            ({"to_on": TODAY}, "A plan lasts a day or more"),
            ({"to_on": date(2028, 1, 1)}, "12 months at most"),
            ({"new_share": 40}, "from 50 to 100"),
        ],
    )
    def test_what_cannot_be_planned(self, world: VerifiedWard, given: dict[str, object], why: str) -> None:
        asked = {"from_on": TODAY, "to_on": TODAY + timedelta(days=90)} | given
        with pytest.raises(Refused, match=why):
            plan_sampling(by=world.verifier, unit=world.ward.unit, **asked)  # type: ignore[arg-type]

    def test_two_plans_of_a_unit_do_not_overlap(self, world: VerifiedWard) -> None:
        plan(world)
        with pytest.raises(Refused, match="has a plan from 15 June 2026 already"):
            plan(world)

    def test_without_a_plan_nothing_is_drawn(self, world: VerifiedWard) -> None:
        assert on_record(decide(world))
        made = plan(world)
        end_plan(by=world.verifier, plan=made, why="Another way")
        assert on_record(decide(world, world.ward.people[1]))

    def test_a_return_draws_double_then_all_until_the_plan_is_changed_openly(
        self, world: VerifiedWard
    ) -> None:
        experienced(world)
        made = plan(world)
        people = world.ward.people

        def shares_shown() -> tuple[int, int]:
            (of,) = plan_in_full(by=world.verifier, key=made.pk).assessors
            return of.shares.usual, of.shares.new

        row = held(decide(world, people[0]))
        assert row.draw.share == 15
        assert shares_shown() == (15, 50)
        verifying.return_decision(by=world.verifier, held=row, why="Not enough")
        assert shares_shown() == (30, 100), "the plan says what the return raised before the next is drawn"
        row = held(decide(world, people[1], ZB2))
        assert row.draw.share == 30
        verifying.return_decision(by=world.verifier, held=row, why="Again")
        assert held(decide(world, people[2])).draw.share == 100
        change_plan(by=world.verifier, plan=made, assessor=world.assessor, share=40, why="Coached")
        assert shares_shown() == (40, 50)
        decide(world, people[3])
        assert Draw.objects.order_by("-pk")[0].share == 40
        give(world.assessor, Role.INTERNAL_VERIFIER, world.ward.unit)
        with pytest.raises(NotAllowed, match="Nobody changes"):
            change_plan(by=world.assessor, plan=made, assessor=world.assessor, share=15, why="x")

    def test_it_is_drawn_again_from_its_seed_and_shows_what_was_altered(self, world: VerifiedWard) -> None:
        experienced(world)
        made = plan(world)
        for person in world.ward.people:
            decide(world, person)
        seen = plan_in_full(by=world.verifier, key=made.pk)
        assert seen.drawn_alike
        (of,) = seen.assessors
        assert (of.decided, of.due) == (6, 1)
        assert of.drawn == of.waits >= 1
        assert {name for name, _ in seen.covers} == {
            "Candidate",
            "Assessor",
            "Standard",
            "Method",
            "Element",
            "Record",
            "Place",
        }
        Draw.objects.filter(number=1).update(drawn=False)
        assert not plan_in_full(by=world.verifier, key=made.pk).drawn_alike


def test_a_claim_waits_and_is_released_or_returned_with_its_decision() -> None:
    world = make.make_claiming()
    verifier = make_account("Vi", roles=[(Role.INTERNAL_VERIFIER, world.unit)])
    plan_sampling(by=verifier, unit=world.unit, from_on=TODAY, to_on=TODAY + timedelta(days=30))
    outcomes = []
    for number, agree in ((0, True), (1, False)):
        claim = make.judged(world, number)
        claims.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=TODAY)
        claim.refresh_from_db()
        assert claim.at is State.AWAITING_VERIFICATION
        row = HeldDecision.objects.get(claim=claim)
        assert row.methods == ["reflection"]
        if agree:
            verifying.release_decision(by=verifier, held=row)
        else:
            verifying.return_decision(by=verifier, held=row, why="Ask for an observation")
        outcomes.append(Claim.objects.get(pk=claim.pk).at)
        assert (ClaimDecision.objects.get(claim=claim).row is not None) is agree
    assert outcomes == [State.RELEASED, State.RETURNED]


@pytest.mark.parametrize("name", ["step", "held"])
def test_why_a_claim_was_returned_is_hidden_wherever_it_stands(name: str) -> None:
    world = make.make_claiming()
    verifier = make_account("Vera Other", roles=[(Role.INTERNAL_VERIFIER, world.unit)])
    plan_sampling(by=verifier, unit=world.unit, from_on=TODAY, to_on=TODAY + timedelta(days=30))
    claim = make.judged(world)
    claims.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=TODAY)
    held = HeldDecision.objects.get(claim=claim)
    verifying.return_decision(by=verifier, held=held, why="The daughter of the ward was there")
    held.refresh_from_db()
    step = claim.steps.latest("pk")
    claims.report_identifiable(
        by=world.assessor, row=step if name == "step" else held, found=claims.Found.TOGETHER
    )
    for row in (held, step):
        row.refresh_from_db()
    assert "daughter" not in held.ended_why + step.words
    lead = make_account("Iris Governance", roles=[Role.INFORMATION_GOVERNANCE_LEAD])
    for sealed in Sealed.objects.all():
        claims.give_sealed_back(by=lead, sealed=sealed)
    for row in (held, step):
        row.refresh_from_db()
    assert held.ended_why == step.words == "The daughter of the ward was there"


def test_who_verifies_a_claim_sees_it_while_it_waits_and_for_the_time_of_an_appeal(settings: Any) -> None:
    world = make.make_claiming()
    verifier = make_account("Vi", roles=[(Role.INTERNAL_VERIFIER, world.unit)])
    elsewhere = make_account("Vera", roles=[(Role.INTERNAL_VERIFIER, make_unit("oak"))])
    plan_sampling(by=verifier, unit=world.unit, from_on=TODAY, to_on=TODAY + timedelta(days=30))
    claim = make.judged(world)

    def seen_by(account: Account) -> tuple[bool, bool]:
        return claims_seen(account).filter(pk=claim.pk).exists(), claims_read(account).filter(
            pk=claim.pk
        ).exists()

    assert seen_by(verifier) == (False, False), "nothing waits for them yet"
    claims.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=TODAY)
    assert seen_by(verifier) == (True, True)
    assert seen_by(elsewhere) == (False, False)
    verifying.release_decision(by=verifier, held=HeldDecision.objects.get(claim=claim))
    # For the time in which an appeal is expected, in working days of the nation the service is in.
    last = working_days_after(TODAY, settings.APPEALED_WITHIN_DAYS, bank_holidays(settings.NATION))
    for day, seen in ((last, True), (last + timedelta(days=1), False)):
        with clock.travelling_to(day):
            assert seen_by(verifier) == (seen, seen)
            assert claims_seen(world.assessor).filter(pk=claim.pk).exists() == seen
    settings.APPEALED_WITHIN_DAYS = 60
    with clock.travelling_to(last + timedelta(days=1)):
        assert seen_by(verifier) == (True, True), "the setting decides"


class TestLookedAtAgain:
    """A decision whose assessor turns out not to have counted is listed, never cancelled."""

    def test_it_is_listed_once_the_assessors_own_is_taken_back(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        assert not_counting(by=world.verifier) == []
        own = Decision.objects.get(person=world.assessor.person, standard=ZA1)
        actions.correct_decision(by=world.lead, decision=own, why="Never happened")
        (one,) = not_counting(by=world.verifier)
        assert (one.decision, one.is_open) == (row, True)
        row.refresh_from_db()
        assert row.retracted_on is None, "it stands"
        keeping_alike.review_decision(
            by=world.verifier, decision=row, kind=Review.ASSESSOR, outcome="stands", words="Seen again"
        )
        (one,) = not_counting(by=world.verifier)
        assert not one.is_open

    def test_the_rules_are_asked_only_where_no_stored_period_shows_that_the_assessor_counted(
        self, world: VerifiedWard, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def ask(own: PersonFacts, rules: Asked, standard: str, context: str, day: date) -> Standing:
            asked.append(context)
            return standing_on(own, rules, standard, context, day)

        monkeypatch.setattr(listing, "standing_on", ask)
        for number, context in enumerate(("", "older people")):
            actions.record_decision(
                by=world.assessor,
                person=world.ward.people[number],
                standard=ZA1,
                outcome="met",
                decided_on=TODAY,
                context=context,
            )
        assert not_counting(by=world.verifier) == []
        assert asked == [], "what is held in general counts in every context of which nothing else is stored"
        mark_stale([world.assessor.person.pk])  # type: ignore[union-attr]
        assert not_counting(by=world.verifier) == []
        assert sorted(asked) == ["", "older people"]

    def test_what_is_stored_of_the_context_goes_before_what_is_held_in_general(
        self, world: VerifiedWard
    ) -> None:
        own = world.assessor.person
        assert own is not None
        row = actions.record_decision(
            by=world.assessor,
            person=world.person,
            standard=ZA1,
            outcome="met",
            decided_on=TODAY,
            context="older people",
        )
        revoked = facts.Decision("new", own.ref, ZA1, "revoked", TODAY - timedelta(days=1), "older people")
        actions.append_facts(by=TESTS, entries=[actions.Entry(revoked)])
        (one,) = not_counting(by=world.verifier)
        assert one.decision == row
        assert "revoked" in one.reasons

    def test_who_had_a_part_does_not_review(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        with pytest.raises(NotAllowed):
            keeping_alike.review_decision(
                by=world.assessor, decision=row, kind=Review.INTERIM, outcome="stands", words="x"
            )

    def test_an_interim_return_draws_more(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        experienced(world)
        plan(world)
        decide(world, world.ward.people[1])
        with clock.travelling_to(LATER):
            keeping_alike.review_decision(
                by=world.verifier, decision=row, kind=Review.INTERIM, outcome="to_correct", words="Not shown"
            )
            decide(world, world.ward.people[2])
        assert [draw.share for draw in Draw.objects.order_by("pk")] == [15, 30]


def test_meetings_and_observations(world: VerifiedWard) -> None:
    both = [world.assessor, world.other]
    given = {"standard": ZA1, "held_on": TODAY, "outcome": "What sufficient means"}
    keeping_alike.record_standardisation(by=world.verifier, took_part=both, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="two or more"):
        keeping_alike.record_standardisation(by=world.verifier, took_part=both[:1], **given)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        keeping_alike.record_standardisation(by=world.assessor, took_part=both, **given)  # type: ignore[arg-type]
    seen = {"assessor": world.assessor, "standard": ZA1, "observed_on": TODAY, "words": "Asked well"}
    keeping_alike.record_observation_of_assessing(by=world.verifier, **seen)  # type: ignore[arg-type]
    for outsider in (world.other, world.manager):
        with pytest.raises(NotAllowed):
            keeping_alike.record_observation_of_assessing(by=outsider, **seen)  # type: ignore[arg-type]
