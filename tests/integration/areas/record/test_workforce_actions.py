"""Posts, absences, suspensions, populations and claims: written as facts, ended by retracting and adding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Ability, Role
from standing.areas.record import actions
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Absence, Assignment, Claim, Membership, Suspension
from standing.areas.record.permissions import can_for_person
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact
from tests.factories.people import make_account, make_person, make_post, make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, employ, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
BEFORE, AFTER = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule(["ZX1@2003"])
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ward")


@pytest.fixture
def other_ward() -> Unit:
    return make_unit("other-ward")


@pytest.fixture
def worker(ward: Unit) -> Person:
    return make_worker(ward)


@pytest.fixture
def manager(ward: Unit) -> Account:
    return make_account("Mo Example", roles=[(Role.MANAGER, ward)])


def status(person: Person, on: date, standard: str = "ZX1@2003") -> str:
    return standings_on([Person.objects.get(pk=person.pk)], on)[Pair(person.ref, standard, "")].status


def known(model: Any, person: Person) -> Any:
    """The one row of a kind that is known of a person."""
    return model.objects.get(person=person, retracted_on=None)


def test_a_post_ends_by_a_row_that_ends_in_place_of_the_open_one(worker: Person, manager: Account) -> None:
    open_row = known(Assignment, worker)
    actions.end_assignment(by=manager, assignment=open_row, to_on=AFTER, why="leaves")
    ended = known(Assignment, worker)
    assert (ended.from_on, ended.to_on, ended.post) == (open_row.from_on, AFTER, open_row.post)
    open_row.refresh_from_db()
    assert (open_row.retracted_on, open_row.retraction_reason) == (TODAY, "leaves")


def test_a_move_ends_one_post_and_begins_another_the_same_day(
    worker: Person, manager: Account, ward: Unit
) -> None:
    post = make_post(ward, role="lead-nurse")
    moved = actions.move_person(
        by=manager, assignment=known(Assignment, worker), post=post, from_on=AFTER, why="promoted"
    )
    rows = Assignment.objects.filter(person=worker, retracted_on=None).order_by("from_on")
    assert [(row.role, row.to_on) for row in rows] == [("nurse", AFTER), ("lead-nurse", None)]
    assert moved.post == post


def test_a_move_dated_back_does_not_take_the_person_out_of_reach_half_way(
    worker: Person, manager: Account, ward: Unit
) -> None:
    post = make_post(ward)
    actions.move_person(
        by=manager, assignment=known(Assignment, worker), post=post, from_on=BEFORE, why="late news"
    )
    assert Assignment.objects.filter(person=worker, retracted_on=None, to_on=None).get().post == post


def test_a_move_is_whole_or_not_at_all(worker: Person, manager: Account, other_ward: Unit) -> None:
    elsewhere = make_post(other_ward)
    with pytest.raises(NotAllowed, match=r"in Made-up other-ward"):
        actions.move_person(
            by=manager, assignment=known(Assignment, worker), post=elsewhere, from_on=AFTER, why="x"
        )
    row = known(Assignment, worker)
    assert row.to_on is None
    with pytest.raises(Refused, match="in this post already"):
        actions.move_person(by=manager, assignment=row, post=row.post, from_on=AFTER, why="x")


def test_nobody_reaches_a_record_by_giving_its_person_a_post(
    manager: Account, ward: Unit, other_ward: Unit
) -> None:
    stranger = make_worker(other_ward)
    with pytest.raises(NotAllowed):
        actions.assign_person(by=manager, person=stranger, post=make_post(ward), from_on=TODAY)
    assert not can_for_person(manager, Ability.SEE_RECORD, stranger)


def test_a_manager_does_not_end_a_post_in_somebody_elses_unit(
    worker: Person, manager: Account, other_ward: Unit
) -> None:
    theirs = employ(worker, make_post(other_ward))
    with pytest.raises(NotAllowed, match="Made-up other-ward"):
        actions.end_assignment(by=manager, assignment=theirs, to_on=AFTER, why="x")


def test_a_joiner_is_in_sight_before_the_first_day_and_a_leaver_is_not_after_the_last(
    manager: Account, ward: Unit
) -> None:
    joiner, leaver = make_person(), make_person()
    employ(joiner, make_post(ward), from_on=AFTER)
    employ(leaver, make_post(ward), from_on=date(2020, 1, 1), to_on=TODAY)
    assert can_for_person(manager, Ability.SEE_RECORD, joiner)
    assert not can_for_person(manager, Ability.SEE_RECORD, leaver)


def test_somebody_is_not_given_the_same_post_twice(worker: Person) -> None:
    post = known(Assignment, worker).post
    with pytest.raises(Refused) as told:
        employ(worker, post, from_on=AFTER)
    assert told.value.field == "post"


def test_an_absence_is_closed_by_its_first_day_back(worker: Person, manager: Account) -> None:
    absence = actions.record_absence(by=manager, person=worker, from_on=BEFORE)
    actions.end_absence(by=manager, absence=absence, first_day_back=TODAY)
    assert (known(Absence, worker).from_on, known(Absence, worker).to_on) == (BEFORE, TODAY)
    with pytest.raises(Refused, match="was retracted before"):
        actions.end_absence(by=manager, absence=absence, first_day_back=TODAY)


def test_an_end_before_the_beginning_is_refused_and_nothing_is_retracted(
    worker: Person, manager: Account
) -> None:
    absence = actions.record_absence(by=manager, person=worker, from_on=TODAY)
    with pytest.raises(BadFact, match="expected a day on or after from"), transaction.atomic():
        actions.end_absence(by=manager, absence=absence, first_day_back=BEFORE)
    assert known(Absence, worker) == absence


def test_a_suspension_stops_somebody_counting_until_it_is_lifted(worker: Person, manager: Account) -> None:
    met(worker, "ZX1@2003", date(2026, 1, 1))
    assert status(worker, TODAY) == "current"
    suspension = actions.suspend_person(by=manager, person=worker, from_on=TODAY, reason="  under review ")
    assert suspension.reason == "under review"
    assert status(worker, AFTER) == "not_current"
    actions.lift_suspension(by=manager, suspension=suspension, to_on=AFTER, why="review closed")
    assert (status(worker, TODAY), status(worker, AFTER)) == ("not_current", "current")
    assert known(Suspension, worker).reason == "under review", "the reason goes with it"


def test_a_suspension_for_one_standard_leaves_the_others(worker: Person, manager: Account) -> None:
    rule(["ZX2@2003"])
    for standard in ("ZX1@2003", "ZX2@2003"):
        met(worker, standard, date(2026, 1, 1))
    actions.suspend_person(by=manager, person=worker, from_on=TODAY, reason="x", standard="ZX1@2003")
    assert (status(worker, TODAY), status(worker, TODAY, "ZX2@2003")) == ("not_current", "current")


def test_a_suspension_needs_a_reason(worker: Person, manager: Account) -> None:
    with pytest.raises(Refused) as told:
        actions.suspend_person(by=manager, person=worker, from_on=TODAY, reason=" ")
    assert told.value.field == "reason"


def test_somebody_joins_a_population_once_and_leaves_it(worker: Person, manager: Account) -> None:
    row = actions.join_population(by=manager, person=worker, population=" night  staff ", from_on=BEFORE)
    assert row.population == "night staff"
    with pytest.raises(Refused, match="belongs to night staff that day already"):
        actions.join_population(by=manager, person=worker, population="night staff", from_on=TODAY)
    actions.end_membership(by=manager, membership=row, to_on=TODAY, why="days now")
    actions.join_population(by=manager, person=worker, population="night staff", from_on=AFTER)
    assert Membership.objects.filter(person=worker, retracted_on=None).count() == 2


def test_work_towards_a_standard_is_begun_once_and_shows_until_it_is_closed(worker: Person) -> None:
    owner = make_account(person=worker, roles=[Role.PRACTITIONER])
    claim = actions.open_claim(by=owner, person=worker, standard="ZX1@2003", opened_on=BEFORE)
    with pytest.raises(Refused, match="working towards ZX1@2003 already"):
        actions.open_claim(by=owner, person=worker, standard="ZX1@2003", opened_on=TODAY)
    actions.close_claim(by=owner, claim=claim, closed_on=TODAY, why="enough")
    assert known(Claim, worker).closed_on == TODAY


def test_every_action_is_refused_to_outsiders_and_writes_nothing(worker: Person, other_ward: Unit) -> None:
    post: Post = make_post(other_ward)
    rows = {
        "assignment": known(Assignment, worker),
        "absence": actions.record_absence(by=TESTS, person=worker, from_on=BEFORE),
        "suspension": actions.suspend_person(by=TESTS, person=worker, from_on=BEFORE, reason="x"),
        "membership": actions.join_population(by=TESTS, person=worker, population="p", from_on=BEFORE),
        "claim": actions.open_claim(by=TESTS, person=worker, standard="ZX1@2003", opened_on=BEFORE),
    }
    calls: list[tuple[Any, dict[str, Any]]] = [
        (actions.assign_person, {"person": worker, "post": post, "from_on": TODAY}),
        (actions.end_assignment, {"assignment": rows["assignment"], "to_on": TODAY, "why": "x"}),
        (
            actions.move_person,
            {"assignment": rows["assignment"], "post": post, "from_on": TODAY, "why": "x"},
        ),
        (actions.record_absence, {"person": worker, "from_on": TODAY}),
        (actions.end_absence, {"absence": rows["absence"], "first_day_back": TODAY}),
        (actions.suspend_person, {"person": worker, "from_on": TODAY, "reason": "x"}),
        (actions.lift_suspension, {"suspension": rows["suspension"], "to_on": TODAY, "why": "x"}),
        (actions.join_population, {"person": worker, "population": "q", "from_on": TODAY}),
        (actions.end_membership, {"membership": rows["membership"], "to_on": TODAY, "why": "x"}),
        (actions.open_claim, {"person": worker, "standard": "ZX2@2003", "opened_on": TODAY}),
        (actions.close_claim, {"claim": rows["claim"], "closed_on": TODAY, "why": "x"}),
    ]
    outsiders = [
        make_account(roles=[(Role.MANAGER, other_ward), (Role.CLINICAL_LEAD, other_ward)]),
        make_account(roles=[Role.ADMINISTRATOR, Role.AUDITOR, Role.ASSESSOR, Role.FRAMEWORK_STEWARD]),
        make_account(person=make_person(), roles=[Role.PRACTITIONER]),
        make_account(),
    ]
    events = Event.objects.count()
    for outsider in outsiders:
        for do, given in calls:
            with pytest.raises(NotAllowed, match="You cannot"):
                do(by=outsider, **given)
    assert Event.objects.count() == events
