"""A drop-in session: the same checks on each, those who cannot be named with why, the rest by choice alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standing.areas.assessment import actions
from standing.areas.assessment.models import Claim, ClaimDecision, Evidence, Step
from standing.areas.assessment.selectors.sessions import units_for_sessions
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record.actions import record_absence
from standing.areas.record.models import Claim as ClaimOnRecord
from standing.areas.record.models import Decision
from standing.areas.refusals import NotAllowed
from standing.areas.standards.models import Standard
from standing.core.assessing.evidence import Kind
from standing.core.assessing.judging import Vacs
from standing.core.assessing.states import State
from standing.core.rules.days import add_days
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import make_person, make_post, signed_in
from tests.factories.record import ROLE, account_of, make_assessor
from tests.factories.workforce import employ

pytestmark = pytest.mark.django_db

GOOD = Vacs(True, True, True, True)


def crowd(world: Claiming, number: int) -> list[Person]:
    """So many people of the ward."""
    post = make_post(world.unit, role=ROLE)
    people = [make_person(f"crowd-{n:02}", given_name=f"Person {n}") for n in range(number)]
    for one in people:
        employ(one, post)
    return people


def held(world: Claiming, vacs: Vacs = GOOD, number: int = 0) -> actions.Session:
    """A session on a standard, observed."""
    standard = Standard.objects.get(pk=world.standards[number])
    seen = make.pointer("Each took blood pressure twice and wrote it down", kind=Kind.OBSERVATION)
    return actions.Session(standard, seen, {None: vacs})


def met(people: list[Person]) -> list[actions.Attendee]:
    return [actions.Attendee(one, "met") for one in people]


def test_twenty_people_are_decided_about_at_once(world: Claiming) -> None:
    people = crowd(world, 20)
    done = actions.decide_at_session(by=world.assessor, session=held(world), attendees=met(people))
    assert len(done.decisions) == 20
    assert not done.refusals
    assert Decision.objects.filter(person__in=people, outcome="met").count() == 20
    assert {claim.at for claim in Claim.objects.all()} == {State.RELEASED}
    claim = Claim.objects.first()
    assert claim is not None
    moves = list(Step.objects.filter(claim=claim).values_list("move", "to_state"))
    assert moves == [
        ("", "planned"),
        ("assess at a session", "in_assessment"),
        ("judge evidence", "in_assessment"),
        ("decide met", "met"),
        ("release", "released"),
    ]
    assert not ClaimOnRecord.objects.filter(retracted_on=None, closed_on=None).exists()
    assert Event.objects.filter(action="decide_at_session").count() == 20
    assert Evidence.objects.count() == 20, "each person has the evidence among their own"


def test_those_who_cannot_be_are_named_and_the_others_recorded_by_choice_alone(world: Claiming) -> None:
    people = crowd(world, 3)
    other = make_assessor(world.unit, "Otto Other")
    theirs = actions.open_claim(
        by=world.manager, person=people[0], standard=world.standards[0], assessor=other
    )
    attendees = [*met(people), actions.Attendee(world.colleague, "not_yet")]
    with pytest.raises(actions.SomeNotDecided) as refusal:
        actions.decide_at_session(by=world.assessor, session=held(world), attendees=attendees)
    found = {one.person: why for one, why in refusal.value.refusals}
    assert found.keys() == {people[0], world.colleague}
    assert "Otto Other" in found[people[0]]
    assert "comes with a plan" in found[world.colleague]
    assert not ClaimDecision.objects.exists(), "none, unless the others are wanted alone"
    assert Event.objects.filter(action="refused_decide_at_session").count() == 1

    done = actions.decide_at_session(
        by=world.assessor, session=held(world), attendees=attendees, only_those_that_can=True
    )
    assert {row.claim.person for row in done.decisions} == {people[1], people[2]}
    told = Event.objects.filter(action="refused_decide_at_session", subject=f"person:{people[0].ref}")
    assert told.count() == 1
    theirs.refresh_from_db()
    assert theirs.at is State.PLANNED


def test_the_checks_are_those_of_a_single_decision(world: Claiming) -> None:
    people = crowd(world, 1)
    short = Vacs(True, True, True, sufficient=False)
    cases = {
        "found not sufficient": (world.assessor, held(world, short), people),
        "Your roles do not cover": (world.assessor, held(world), [make_person("stranger")]),
        "about yourself": (
            account_of(world.colleague, (Role.ASSESSOR, world.unit)),
            held(world),
            [world.colleague],
        ),
    }
    for words, (by, session, attendees) in cases.items():
        refused = actions.check_session(by=by, session=session, attendees=met(attendees))
        assert words in refused[0][1], words
        with pytest.raises(actions.SomeNotDecided, match="Nothing was recorded"):
            actions.decide_at_session(
                by=by, session=session, attendees=met(attendees), only_those_that_can=True
            )
    assert not ClaimDecision.objects.exists()


def test_a_claim_under_way_is_decided_with_what_it_holds(world: Claiming) -> None:
    claim = make.submitted(world)
    done = actions.decide_at_session(by=world.assessor, session=held(world), attendees=met([world.person]))
    assert done.decisions[0].claim == claim
    claim.refresh_from_db()
    assert claim.at is State.RELEASED
    assert claim.attachments.count() == 2
    assert claim.fact is None


def test_not_yet_at_a_session_leaves_work_open(world: Claiming) -> None:
    attendees = [actions.Attendee(world.colleague, "not_yet", "Come again next month")]
    actions.decide_at_session(by=world.assessor, session=held(world), attendees=attendees)
    claim = Claim.objects.get(person=world.colleague)
    assert claim.at is State.NOT_YET
    assert claim.fact is not None
    assert claim.fact.closed_on is None


def test_more_people_hardly_cost_more_statements_to_check(world: Claiming) -> None:
    people = crowd(world, 12)
    counted = []
    for number in (2, 12):
        with CaptureQueriesContext(connection) as queries:
            actions.check_session(by=world.assessor, session=held(world), attendees=met(people[:number]))
        counted.append(len(queries))
    assert counted[1] <= counted[0] + 2, counted


def test_the_pages_of_a_session(world: Claiming) -> None:
    people = crowd(world, 2)
    client = signed_in(world.assessor)
    chosen = client.post(
        reverse("assessment:choose_session"), {"standards": "ZA1@2013", "unit": world.unit.code}
    )
    address = chosen["Location"]
    record_absence(by=world.manager, person=people[1], from_on=add_days(clock.today(), -40))
    record_absence(
        by=world.manager, person=people[0], from_on=clock.today(), to_on=add_days(clock.today(), 7)
    )
    shown = client.get(address).content.decode()
    assert "Person 1 Example" in shown
    assert shown.count("On a long absence today: decide only if they came") == 1
    sent = {
        "made_on_day": "10",
        "made_on_month": "3",
        "made_on_year": "2026",
        "kind": "observation",
        "what": "Each took blood pressure twice",
        "kept_at": "Signing sheet",
        "authenticator": "Alex Assessor",
        "agreement": "not_needed",
        "vacs": ["valid", "authentic", "current", "sufficient"],
        f"outcome-{people[0].ref}": "met",
        f"outcome-{people[1].ref}": "not_yet",
        f"outcome-{world.person.ref}": "not_there",
        f"outcome-{world.colleague.ref}": "not_there",
    }
    shown = client.post(address, sent).content.decode()
    assert "Record 1 person, and leave out 1" in shown
    assert "it does not count before that is done" in shown
    assert "comes with a plan" in shown
    assert not ClaimDecision.objects.exists()
    shown = client.post(address, {**sent, "confirm": "yes", "only": "yes"}, follow=True).content.decode()
    assert "1 recorded: 1 met, 0 not yet met. 1 left out." in shown
    with pytest.raises(NotAllowed):
        units_for_sessions(by=world.practitioner)
