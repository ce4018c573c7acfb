"""What somebody types about a person's practice passes the guard: shown what was found, they answer, and it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import findall
from typing import Any

import pytest
from django.test import Client

from standing.areas.assessment.actions import sampling
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.guarding import MayIdentify
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions import assessors, leaving
from standing.areas.record.models import Assignment, Decision, Suspension
from standing.core.guard.answering import Answer, Said, about
from tests.factories.people import TESTS, make_account, make_post, make_unit, signed_in
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ZX1 = "ZX1@2003"
NAMED = "As Mrs Oak told us, NHS 943 476 5919"


@dataclass
class World:
    """A ward with a worker and whoever may write about them."""

    worker: Person
    manager: Account
    assessor: Account
    lead: Account
    verifier: Account
    decision: Decision

    @property
    def assignment(self) -> Assignment:
        return Assignment.objects.get(person=self.worker, retracted_on=None)


@pytest.fixture
def world() -> Iterator[World]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1])
        unit = make_unit("ash")
        worker = make_worker(unit)
        decision = met(worker, ZX1, date(2026, 1, 1))
        manager = make_account("Morgan Manager", roles=[(Role.MANAGER, unit)])
        assessor = make_account("Alex Assessor", roles=[(Role.ASSESSOR, unit)])
        lead = make_account("Wren Lead", roles=[Role.WORKFORCE_LEAD])
        verifier = make_account("Vic Verifier", roles=[(Role.INTERNAL_VERIFIER, unit)])
        yield World(worker, manager, assessor, lead, verifier, decision)


def suspended(world: World) -> Suspension:
    return actions.suspend_person(by=world.manager, person=world.worker, from_on=TODAY, reason="Under review")


def restricted(world: World) -> Any:
    given = {"limits": "Not alone", "reason": "Back from leave", "review_on": date(2026, 7, 1)}
    return actions.restrict_practice(by=world.manager, person=world.worker, from_on=TODAY, **given)


def claimed(world: World) -> Any:
    return actions.open_claim(by=world.manager, person=world.worker, standard=ZX1, opened_on=TODAY)


def joined(world: World) -> Any:
    return actions.join_population(by=world.manager, person=world.worker, population="nights", from_on=TODAY)


def planned(world: World) -> Any:
    unit = world.assignment.unit
    return sampling.plan_sampling(by=world.verifier, unit=unit, from_on=TODAY, to_on=date(2026, 12, 1))


Writing = Callable[[World], tuple[Callable[..., Any], dict[str, Any]]]
WRITTEN: dict[str, Writing] = {
    "why somebody is suspended": lambda w: (
        actions.suspend_person,
        {"by": w.manager, "person": w.worker, "from_on": TODAY, "reason": NAMED},
    ),
    "why a suspension is lifted": lambda w: (
        actions.lift_suspension,
        {"by": w.manager, "suspension": suspended(w), "to_on": TODAY, "why": NAMED},
    ),
    "limits of a practice": lambda w: (
        actions.restrict_practice,
        {"by": w.manager, "person": w.worker, "from_on": TODAY, "limits": NAMED, "reason": "So"}
        | {"review_on": date(2026, 7, 1)},
    ),
    "what a review found": lambda w: (
        actions.review_restriction,
        {"by": w.manager, "restriction": restricted(w), "review_on": date(2026, 8, 1), "why": NAMED},
    ),
    "why a restriction ends": lambda w: (
        actions.end_restriction,
        {"by": w.manager, "restriction": restricted(w), "to_on": date(2026, 8, 1), "why": NAMED},
    ),
    "why a post ends": lambda w: (
        actions.end_assignment,
        {"by": w.manager, "assignment": w.assignment, "to_on": TODAY, "why": NAMED},
    ),
    "why work towards a standard ends": lambda w: (
        actions.close_claim,
        {"by": w.manager, "claim": claimed(w), "closed_on": TODAY, "why": NAMED},
    ),
    "why somebody leaves a population": lambda w: (
        actions.end_membership,
        {"by": w.manager, "membership": joined(w), "to_on": date(2026, 7, 1), "why": NAMED},
    ),
    "why somebody leaves": lambda w: (
        leaving.record_leaving,
        {"by": w.lead, "person": w.worker, "last_day": TODAY, "why": NAMED},
    ),
    "why an assessor is put forward": lambda w: (
        assessors.propose_appointment,
        {"by": w.lead, "account": w.assessor, "standard": ZX1, "from_on": TODAY, "to_on": date(2026, 9, 1)}
        | {"why": NAMED},
    ),
    "how far an assessor has come": lambda w: (
        assessors.set_assessor_level,
        {"by": w.lead, "account": w.assessor, "level": "new", "why": NAMED},
    ),
    "why a decision is wrong": lambda w: (
        actions.correct_decision,
        {"by": w.lead, "decision": w.decision, "why": NAMED},
    ),
    "why less is drawn": lambda w: (
        sampling.change_plan,
        {"by": w.verifier, "plan": planned(w), "assessor": w.assessor, "share": 60, "why": NAMED},
    ),
    "why a plan ends": lambda w: (
        sampling.end_plan,
        {"by": w.verifier, "plan": planned(w), "why": NAMED},
    ),
}


@pytest.mark.parametrize("what", list(WRITTEN))
def test_what_may_identify_somebody_is_asked_about_and_then_written_with_the_answer(
    what: str, world: World
) -> None:
    action, given = WRITTEN[what](world)
    with pytest.raises(MayIdentify) as refused:
        action(**given)
    found = refused.value.findings
    assert {one.kind.value for one in found} >= {"an NHS number"}
    with pytest.raises(MayIdentify):
        action(**given, guard=Answer(Said.NOBODY, "of something else"))
    action(**given, guard=Answer(Said.NOBODY, about(found)))
    event = Event.objects.get(action="answer_guard")
    words = event.words.words
    assert words["action"] == action.__name__
    assert words["answered"] == Said.NOBODY.value
    assert "943" not in str(words), "of which kind it was, and never the words"


def test_a_command_on_the_server_has_nobody_to_ask(world: World) -> None:
    actions.suspend_person(by=TESTS, person=world.worker, from_on=TODAY, reason=NAMED)
    assert Suspension.objects.get().reason == NAMED


def test_what_one_action_hands_to_another_is_asked_about_once(world: World) -> None:
    post = make_post(world.assignment.unit)
    given: dict[str, Any] = {"by": world.lead, "assignment": world.assignment, "post": post}
    given |= {"from_on": TODAY + timedelta(days=1), "why": NAMED}
    with pytest.raises(MayIdentify) as refused:
        actions.move_person(**given)
    actions.move_person(**given, guard=Answer(Said.NOBODY, about(refused.value.findings)))
    assert Event.objects.filter(action="answer_guard").count() == 1


def test_the_page_shows_what_was_found_and_takes_the_answer(world: World) -> None:
    client: Client = signed_in(world.manager)
    page = f"/people/{world.worker.ref}/work/suspend/"
    sent = {"reason": NAMED, "from_on_day": "15", "from_on_month": "6", "from_on_year": "2026"}
    shown = client.post(page, sent)
    said = text(shown)
    assert "Does this name somebody?" in said
    assert not Suspension.objects.exists()
    (asked,) = findall(r'name="guard_about" value="([^"]+)"', shown.content.decode())
    answered = sent | {"guard_about": asked, "guard_said": Said.NOBODY.value}
    assert client.post(page, answered).status_code == 302
    assert Suspension.objects.get().reason == NAMED
