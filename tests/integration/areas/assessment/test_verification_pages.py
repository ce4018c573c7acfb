"""The pages of verification, appointments and appeals: who opens them, and what is done there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from standing.areas.assessment.models import (
    Appeal,
    HeldDecision,
    Observation,
    Review,
    SamplingPlan,
    Standardisation,
)
from standing.areas.assessment.waiting import waiting
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.models import Appointment, AssessorLevel, Decision, Relationship
from standing.areas.record.waiting import waiting as waiting_of_record
from tests.factories.people import PASSWORD, TESTS, give, make_account, make_unit, signed_in
from tests.factories.record import account_of
from tests.factories.verification import (
    ZA1,
    VerifiedWard,
    decide,
    held,
    on_record,
    plan,
    unqualified,
    verified_ward,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def world(_day: None) -> VerifiedWard:
    return verified_ward(TODAY)


def words(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()[:300]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(main).split())


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def sent(client: Client, address: str, answers: dict[str, Any] | None = None) -> str:
    """What the page that one is led to says, once a form was sent."""
    response = client.post(address, answers or {})
    assert response.status_code == 302, words(response)
    return words(client.get(response["Location"]))


def outsiders(world: VerifiedWard) -> list[Account]:
    birch = make_unit("birch")
    return [
        make_account("Out", roles=[(Role.INTERNAL_VERIFIER, birch)]),
        make_account("Out", roles=[(Role.CLINICAL_LEAD, birch)]),
        make_account("Out", roles=[(Role.ASSESSOR, birch)]),
        world.manager,
        account_of(world.ward.people[1]),
        make_account("Out", roles=[Role.FRAMEWORK_STEWARD]),
    ]


class TestVerifying:
    def test_on_the_record_is_not_said_to_count_where_something_else_stops_it(
        self, world: VerifiedWard
    ) -> None:
        plan(world)
        row = held(decide(world))
        record.suspend_person(by=TESTS, person=world.person, from_on=TODAY, reason="Under review")
        said = sent(signed_in(world.verifier), f"/verification/held/{row.pk}/release/")
        assert "It is on the record. Ada Example does not count in ZA1 (2013) yet, for another reason" in said

    def test_a_verifier_releases_and_returns(self, world: VerifiedWard) -> None:
        plan(world)
        first, second = held(decide(world)), held(decide(world, world.ward.people[1], by=world.other))
        assert {one.what for one in waiting(world.verifier, TODAY)} == {"Verify"}
        client = signed_in(world.verifier)
        page = words(client.get("/verification/"))
        assert "Ada Example" in page
        assert "It was drawn for verification" in page
        assert "Release it onto the record" in words(client.get(f"/verification/held/{first.pk}/"))
        said = sent(client, f"/verification/held/{first.pk}/release/")
        assert "It is on the record: Ada Example counts in ZA1 (2013) from today." in said
        assert "Say what is missing or wrong" in words(
            client.post(f"/verification/held/{second.pk}/return/", {"why": ""})
        )
        said = sent(client, f"/verification/held/{second.pk}/return/", {"why": "No second round"})
        assert "It is returned to Olu Other." in said
        assert "Returned: No second round" in words(signed_in(world.other).get("/verification/"))
        assert {one.what for one in waiting(world.other, TODAY)} == {"Look again at what was returned"}
        assert not any(one.kind == "Decisions to verify" for one in waiting(world.verifier, TODAY))

    def test_outsiders_see_none_of_it(self, world: VerifiedWard) -> None:
        made = plan(world)
        row = held(decide(world))
        recorded = on_record(decide(world, outcome="not_yet"))
        pages = [
            f"/verification/held/{row.pk}/",
            f"/verification/held/{row.pk}/return/",
            f"/verification/plans/{made.pk}/",
            f"/verification/plans/{made.pk}/end/",
            f"/verification/plans/{made.pk}/assessors/{world.assessor.pk}/",
            f"/verification/review/interim/{recorded.pk}/",
            f"/verification/alike/observe/{world.assessor.pk}/",
            f"/assessors/{world.assessor.pk}/",
            f"/assessors/{world.assessor.pk}/level/",
            f"/assessors/{world.assessor.pk}/declare/",
        ]
        for by in outsiders(world):
            client = signed_in(by)
            for address in pages:
                response = client.get(address)
                assert response.status_code in (403, 404), (by.grants.first(), address)
                assert "Ada Example" not in response.content.decode()
            for name in ("release", "countersign", "return", "take-back"):
                posted = client.post(f"/verification/held/{row.pk}/{name}/", {"why": "x"})
                assert posted.status_code in (403, 404)
            assert not [
                one for one in waiting(by, TODAY) if "Ada" in one.about and one.kind.startswith("Dec")
            ]
        row.refresh_from_db()
        assert row.state == "verifying"

    def test_who_decided_may_look_and_take_it_back_and_not_release_it(self, world: VerifiedWard) -> None:
        plan(world)
        row = held(decide(world))
        client = signed_in(world.assessor)
        page = words(client.get(f"/verification/held/{row.pk}/"))
        assert "Release it" not in page
        assert client.post(f"/verification/held/{row.pk}/release/").status_code == 403
        sent(client, f"/verification/held/{row.pk}/take-back/", {"why": "Wrong person"})
        row.refresh_from_db()
        assert row.state == "withdrawn"

    def test_countersigning(self, world: VerifiedWard) -> None:
        unqualified(world)
        row = held(decide(world))
        assert [one.what for one in waiting(world.other, TODAY) if one.kind == "Decisions to countersign"]
        client = signed_in(world.other)
        assert "Countersign it" in words(client.get(f"/verification/held/{row.pk}/"))
        assert "You have countersigned" in sent(client, f"/verification/held/{row.pk}/countersign/")
        assert HeldDecision.objects.get().state == "released"

    def test_the_form_and_the_matrix_say_that_it_is_held(self, world: VerifiedWard) -> None:
        plan(world)
        client = signed_in(world.assessor)
        answers = {"standard": ZA1, "outcome": "met", "evidence": "Folder 1", "confirm": "yes"}
        answers |= day("decided_on", TODAY)
        said = sent(client, f"/people/{world.person.ref}/decide/{ZA1}/", answers)
        assert "It was drawn for verification, and does not count before" in said
        typed = {"person": world.ward.people[1].ref, "column": "ZB2@2013", "day": "15/6/2026"}
        answer = client.post("/teams/ash/work/cell/", typed)
        assert "Not on the record yet" in answer.json()["message"]


class TestPlansAndMeetings:
    def test_a_plan_is_made_shown_changed_and_ended(self, world: VerifiedWard) -> None:
        client = signed_in(world.verifier)
        assert "No plan is in force for Ash ward: nothing is drawn there." in words(
            client.get("/verification/")
        )
        assert {one.what for one in waiting(world.verifier, TODAY)} == {"Make a sampling plan"}
        answers = {"unit": "ash", "new_share": "50", "usual_share": "15"}
        answers |= day("from_on", TODAY) | day("to_on", TODAY + timedelta(days=300))
        assert "must" in words(client.post("/verification/plans/make/", answers | {"new_share": "20"}))
        assert "The plan for Ash ward is made." in sent(client, "/verification/plans/make/", answers)
        found = SamplingPlan.objects.get()
        decide(world)
        page = words(client.get(f"/verification/plans/{found.pk}/"))
        assert found.seed in page
        assert "Drawn again just now from the seed: the same" in page
        assert "the first by this assessor" in page
        address = f"/verification/plans/{found.pk}/assessors/{world.assessor.pk}/"
        assert "Coached" in sent(client, address, {"share": "60", "why": "Coached"})
        assert "End" in sent(client, f"/verification/plans/{found.pk}/end/", {"why": "Another way"})
        assert "Ended on 15 June 2026: Another way" in words(client.get("/verification/"))

    def test_a_lead_and_an_auditor_look_and_change_nothing(self, world: VerifiedWard) -> None:
        found = plan(world)
        auditor = make_account("Ari", password=PASSWORD, roles=[Role.AUDITOR])
        for by in (world.lead, auditor):
            client = signed_in(by)
            assert "Sampling plans" in words(client.get("/verification/"))
            assert "Planned and done" in words(client.get(f"/verification/plans/{found.pk}/"))
            assert "Standardisation" in words(client.get("/verification/alike/"))
            for address in ("/verification/plans/make/", f"/verification/plans/{found.pk}/end/"):
                assert client.get(address).status_code == 403
            for address in (
                "/verification/interim/",
                "/verification/did-not-count/",
                "/verification/alike/meeting/",
            ):
                assert client.get(address).status_code == 403

    def test_the_seed_is_hidden_from_who_assesses_too(self, world: VerifiedWard) -> None:
        found = plan(world)
        give(world.assessor, Role.INTERNAL_VERIFIER, world.ward.unit)
        assert found.seed not in words(signed_in(world.assessor).get(f"/verification/plans/{found.pk}/"))

    def test_meetings_observations_and_reviews(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        client = signed_in(world.verifier)
        meeting = {"standards": ZA1, "took_part": [str(world.assessor.pk), str(world.other.pk)]}
        meeting |= {"outcome": "What sufficient means"} | day("held_on", TODAY)
        assert "The meeting is recorded." in sent(client, "/verification/alike/meeting/", meeting)
        assert Standardisation.objects.get().took_part.count() == 2
        seen = {"standards": ZA1, "saw": "Asked well"} | day("observed_on", TODAY)
        address = f"/verification/alike/observe/{world.assessor.pk}/"
        assert "The observation of Alex Assessor is recorded." in sent(client, address, seen)
        assert Observation.objects.exists()
        assert "Ada Example" in words(client.get("/verification/interim/"))
        sent(
            client, f"/verification/review/interim/{row.pk}/", {"outcome": "to_correct", "words": "Not shown"}
        )
        assert Review.objects.exists()
        corrections = [one for one in waiting(world.lead, TODAY) if one.kind == "Decisions to correct"]
        assert [one.href for one in corrections] == [f"/people/ash-000/decisions/{row.pk}/correct/"]

    def test_decisions_whose_assessor_did_not_count(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        own = Decision.objects.get(person=world.assessor.person, standard=ZA1)
        record.correct_decision(by=world.lead, decision=own, why="Never happened")
        assert "Review a decision whose assessor did not count" in {
            one.what for one in waiting(world.verifier, TODAY)
        }
        client = signed_in(world.verifier)
        assert "not held" in words(client.get("/verification/did-not-count/"))
        said = sent(
            client, f"/verification/review/assessor/{row.pk}/", {"outcome": "stands", "words": "Seen"}
        )
        assert "Stands: Seen" in said


class TestAssessors:
    def test_two_people_appoint_on_the_pages(self, world: VerifiedWard) -> None:
        sol = make_account("Sol Stranger", roles=[(Role.ASSESSOR, world.ward.unit)])
        lead, clinical = signed_in(world.lead), signed_in(world.clinical_lead)
        answers = {"account": str(sol.pk), "standards": ZA1, "context": "", "why": "New here"}
        answers |= day("from_on", TODAY) | day("to_on", TODAY + timedelta(days=100))
        assert "Sol Stranger is put forward." in sent(lead, "/appointments/propose/", answers)
        row = Appointment.objects.get()
        assert [one.about for one in waiting_of_record(world.clinical_lead, TODAY)] == [
            f"Sol Stranger, {ZA1}"
        ]
        assert not [
            one for one in waiting_of_record(world.lead, TODAY) if one.kind == "Appointments to agree"
        ]
        address = f"/appointments/{row.pk}/"
        assert "You have put this forward" in words(lead.get(address))
        assert lead.post(address).status_code == 403
        assert "Agree to this appointment" in words(clinical.get(address))
        assert "Sol Stranger is appointed." in sent(clinical, address)
        assert "All they decide is verified first" not in words(lead.get("/assessors/"))
        sent(lead, f"{address}end/", {"why": "Left"})
        row.refresh_from_db()
        assert row.ended_on == TODAY
        for by in outsiders(world):
            assert signed_in(by).get(address).status_code in (403, 404)
            may = by.grants.filter(role__in=["internal_verifier", "clinical_lead"]).exists()
            assert signed_in(by).get("/appointments/propose/").status_code == (200 if may else 403)

    def test_how_far_somebody_has_come_and_whom_they_are_close_to(self, world: VerifiedWard) -> None:
        lead, own = signed_in(world.lead), signed_in(world.assessor)
        address = f"/assessors/{world.assessor.pk}/"
        sent(lead, f"{address}level/", {"level": "experienced", "why": "Ten years"})
        assert AssessorLevel.objects.get().level == "experienced"
        assert "Of long standing" in words(own.get(address))
        assert own.get(f"{address}level/").status_code == 403
        assert "There is nobody with this staff number" in words(
            own.post("/relationships/declare/", {"person": "nobody"})
        )
        said = sent(own, "/relationships/declare/", {"person": world.person.ref})
        assert "Ada Example, ash-000" in said
        row = Relationship.objects.get()
        assert own.get(f"/relationships/{row.pk}/end/").status_code == 403
        assert own.post(f"/relationships/{row.pk}/end/", {"why": "Over"}).status_code == 403
        assert Relationship.objects.get().ended_on is None
        assert "Ada Example" in words(lead.get(address))
        sent(lead, f"/relationships/{row.pk}/end/", {"why": "Over"})
        row.refresh_from_db()
        assert row.ended_on == TODAY


class TestAppeals:
    def test_somebody_appeals_and_it_goes_through_its_stages(self, world: VerifiedWard) -> None:
        own = account_of(world.person)
        row = on_record(decide(world, outcome="not_yet"))
        client = signed_in(own)
        page = words(client.get("/appeals/"))
        assert "1. The assessor who decided, within 5 working days" in page
        assert "nothing changes" in page
        said = sent(client, f"/appeals/against/{row.pk}/", {"grounds": "I showed it"})
        assert "Your appeal is open." in said
        address = f"/appeals/{Appeal.objects.get().pk}/"
        assert [one.kind for one in waiting(world.assessor, TODAY)] == ["Appeals"]
        assessor = signed_in(world.assessor)
        sent(assessor, f"{address}decide/", {"outcome": "upheld", "words": "It was right"})
        assert "Take it further" in words(client.get(address))
        assert "Take your appeal further, or drop it" in {one.what for one in waiting(own, TODAY)}
        sent(client, f"{address}further/")
        assert "Decide this stage" in words(signed_in(world.verifier).get(address))
        sent(client, f"{address}drop/")
        assert "dropped by the person" in words(client.get(address))
        for by in outsiders(world):
            other = signed_in(by)
            for one in (address, f"{address}decide/", f"{address}suspend/", f"/appeals/against/{row.pk}/"):
                assert other.get(one).status_code in (403, 404), one
            for one in (f"{address}further/", f"{address}drop/"):
                assert other.post(one).status_code in (403, 404), one
