"""Many decisions at once: all or none, each with the checks of one; and the last thing done, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions import DayMet, SomeRefused, record_days_met, undo_last_done
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Decision, RefreshRule
from standing.areas.record.selectors.last_done import LastDone, last_done
from standing.areas.refusals import Refused
from standing.core.rules import facts
from tests.factories.people import make_unit
from tests.factories.record import Ward, account_of, make_assessor, make_lead, make_manager, make_ward
from tests.factories.workforce import TESTS, make_worker, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
YESTERDAY = TODAY - timedelta(days=1)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=4, standards=3)


@pytest.fixture
def assessor(ward: Ward) -> Account:
    return make_assessor(ward.unit)


def wanted(people: tuple[Person, ...], standard: str = ZA1, day: date = YESTERDAY) -> list[DayMet]:
    return [DayMet(person, standard, day) for person in people]


class TestManyAtOnce:
    """These people, this standard, this day."""

    def test_each_is_recorded_as_one_would_be(self, ward: Ward, assessor: Account) -> None:
        rows = record_days_met(by=assessor, wanted=wanted(ward.people))
        assert [row.person for row in rows] == list(ward.people)
        assert {(row.standard_id, row.outcome, row.decided_on, row.recorded_by) for row in rows} == {
            (ZA1, "met", YESTERDAY, assessor)
        }
        assert Event.objects.filter(action="append_decision", actor=assessor.audit_name).count() == 4
        now = standings_on(list(Person.objects.select_related("stale")), TODAY)
        for person in ward.people:
            assert now[Pair(person.ref, ZA1, "")].counts

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"day": TODAY + timedelta(days=1)}, "is dated 2026-06-16, which is in the future"),
            ({"standard": "ZB9@2013"}, "has no refresh rule"),
        ],
    )
    def test_what_one_could_not_be_none_is(
        self, ward: Ward, assessor: Account, change: dict[str, object], message: str
    ) -> None:
        before = Decision.objects.count()
        with pytest.raises(SomeRefused) as refused:
            record_days_met(by=assessor, wanted=wanted(ward.people, **change))  # type: ignore[arg-type]
        assert len(refused.value.refusals) == 4
        assert all(message in why for _, why in refused.value.refusals)
        assert Decision.objects.count() == before

    def test_all_or_none_and_every_refusal_is_named(self, ward: Ward) -> None:
        oneself = account_of(ward.people[1], (Role.ASSESSOR, ward.unit))
        elsewhere = make_worker(make_unit("oak"), ref="oak-1", name="Olive")
        asked = [*wanted(ward.people[:2]), DayMet(elsewhere, ZA1, YESTERDAY), *wanted(ward.people[2:3])]
        before = Decision.objects.count()
        with pytest.raises(SomeRefused, match="Nothing was recorded: 2 of 4 cannot be") as refused:
            record_days_met(by=oneself, wanted=asked)
        told = {one.person.ref: why for one, why in refused.value.refusals}
        assert list(told) == ["ash-001", "oak-1"]
        assert "about yourself" in told["ash-001"]
        assert "Your roles do not cover Olive Example" in told["oak-1"]
        assert Decision.objects.count() == before

    def test_an_outsider_records_nothing(self, ward: Ward) -> None:
        for account in (make_assessor(make_unit("oak")), make_manager(ward.unit), make_lead()):
            with pytest.raises(SomeRefused):
                record_days_met(by=account, wanted=wanted(ward.people[:1]))

    def test_one_alone_is_refused_in_its_own_words(self, ward: Ward, assessor: Account) -> None:
        with pytest.raises(SomeRefused, match="in the future"):
            record_days_met(by=assessor, wanted=wanted(ward.people[:1], day=TODAY + timedelta(days=1)))

    def test_nobody_chosen_is_said(self, assessor: Account) -> None:
        with pytest.raises(Refused, match="Choose the people"):
            record_days_met(by=assessor, wanted=[])

    def test_a_rule_retracted_since_is_no_rule(self, ward: Ward, assessor: Account) -> None:
        actions.retract_facts(by=TESTS, rows=list(RefreshRule.objects.filter(standard=ZA1)), why="made up")
        with pytest.raises(SomeRefused, match="no refresh rule"):
            record_days_met(by=assessor, wanted=wanted(ward.people[:1]))

    def test_the_checks_ask_the_store_as_often_for_one_as_for_four(
        self, ward: Ward, assessor: Account
    ) -> None:
        future = TODAY + timedelta(days=1)
        counts = []
        for people in (ward.people[:1], ward.people):
            with CaptureQueriesContext(connection) as captured, pytest.raises(SomeRefused):
                record_days_met(by=assessor, wanted=wanted(people, day=future))
            counts.append(len(captured))
        assert counts[0] == counts[1]


def done_by(account: Account) -> LastDone:
    found = last_done(by=account)
    assert found is not None
    return found


def undo(account: Account) -> LastDone:
    return undo_last_done(by=account, numbers=[row.pk for row in done_by(account).rows])


class TestUndo:
    """The last thing done is taken back, at once and by whoever did it."""

    def test_many_at_once_are_taken_back_at_once(self, ward: Ward, assessor: Account) -> None:
        people = list(Person.objects.select_related("stale"))
        before = standings_on(people, TODAY)
        record_days_met(by=assessor, wanted=wanted(ward.people))
        assert standings_on(people, TODAY) != before
        undo(assessor)
        assert standings_on(list(Person.objects.select_related("stale")), TODAY) == before
        rows = Decision.objects.filter(recorded_by=assessor)
        assert {(row.retracted_on, row.retraction_reason) for row in rows} == {
            (TODAY, "undone by Alex Assessor at once")
        }
        assert Event.objects.filter(action="retract_decision", actor=assessor.audit_name).count() == 4
        assert standings_on(people, TODAY, TODAY) == before, "as known that day it never was"

    def test_a_correction_is_put_back_as_it_was(self, ward: Ward, assessor: Account) -> None:
        row = Decision.objects.filter(person=ward.first, standard=ZA1).get()
        wrong = facts.Decision("new", ward.first.ref, ZA1, "met", YESTERDAY)
        actions.correct_decision(by=assessor, decision=row, why="Wrong date entered", replacement=wrong)
        done = undo(assessor)
        assert done.is_correction
        (stands,) = Decision.objects.filter(person=ward.first, standard=ZA1, retracted_on__isnull=True)
        assert (stands.decided_on, stands.expires_on, stands.evidence) == (row.decided_on, None, row.evidence)
        assert stands.replaces is not None
        assert stands.replaces.retraction_reason == "undone by Alex Assessor at once"
        assert last_done(by=assessor) is None, "what an undoing puts back is no thing done"

    def test_one_after_the_other(self, ward: Ward, assessor: Account) -> None:
        record_days_met(by=assessor, wanted=wanted(ward.people[:1]))
        with clock.travelling_to(TODAY, 10):
            record_days_met(by=assessor, wanted=wanted(ward.people[1:2]))
        assert done_by(assessor).people == ward.people[1:2]
        undo(assessor)
        assert done_by(assessor).people == ward.people[:1]
        undo(assessor)
        assert last_done(by=assessor) is None

    def test_somebody_elses_is_not_the_last_thing_one_did(self, ward: Ward, assessor: Account) -> None:
        rows = record_days_met(by=make_assessor(ward.unit, "Bo Assessor"), wanted=wanted(ward.people[:1]))
        assert last_done(by=assessor) is None
        with pytest.raises(Refused, match="not the last thing you did any more"):
            undo_last_done(by=assessor, numbers=[rows[0].pk])
        rows[0].refresh_from_db()
        assert rows[0].retracted_on is None

    def test_another_than_was_shown_is_refused(self, ward: Ward, assessor: Account) -> None:
        shown = [row.pk for row in record_days_met(by=assessor, wanted=wanted(ward.people[:1]))]
        record_days_met(by=assessor, wanted=wanted(ward.people[1:2]))
        with pytest.raises(Refused, match="not the last thing you did any more"):
            undo_last_done(by=assessor, numbers=shown)

    def test_the_next_day_it_is_a_correction(self, ward: Ward, assessor: Account) -> None:
        record_days_met(by=assessor, wanted=wanted(ward.people[:1]))
        with clock.travelling_to(TODAY + timedelta(days=1)):
            assert last_done(by=assessor) is None

    def test_what_was_built_on_is_not_undone(self, ward: Ward, assessor: Account) -> None:
        rows = record_days_met(by=assessor, wanted=wanted(ward.people[:2]))
        with clock.travelling_to(TODAY, 10):
            met(ward.people[1], ZA1, TODAY)
        with pytest.raises(Refused, match="Another decision about Ben Example and ZA1@2013 was recorded"):
            undo(assessor)
        assert not Decision.objects.filter(pk__in=[row.pk for row in rows], retracted_on__isnull=False)

    def test_what_was_corrected_by_somebody_else_since_is_not_undone(
        self, ward: Ward, assessor: Account
    ) -> None:
        rows = record_days_met(by=assessor, wanted=wanted(ward.people[:2]))
        actions.correct_decision(by=TESTS, decision=rows[0], why="made up")
        with pytest.raises(Refused, match="Ada Example and ZA1@2013 was taken back or corrected since"):
            undo(assessor)

    def test_whose_role_has_ended_undoes_nothing(self, ward: Ward) -> None:
        account = make_assessor(ward.unit, "Ali Assessor")
        grant = account.grants.get()
        record_days_met(by=account, wanted=wanted(ward.people[:1]))
        type(grant).objects.filter(pk=grant.pk).update(from_on=YESTERDAY, to_on=TODAY)
        with pytest.raises(NotAllowed):
            undo(account)

    def test_what_came_with_a_batch_is_taken_back_as_a_batch(self, ward: Ward, assessor: Account) -> None:
        batch = actions.open_batch(by=assessor, kind="import", name="a file")
        entry = actions.Entry(facts.Decision("new", ward.first.ref, ZA1, "met", TODAY))
        actions.stage_facts(by=assessor, batch=batch, entries=[entry])
        actions.activate_batch(by=assessor, batch=batch)
        assert Decision.objects.filter(recorded_by=assessor).exists()
        assert last_done(by=assessor) is None

    def test_moments_tell_two_things_done_apart(self, ward: Ward, assessor: Account) -> None:
        for hour, person in enumerate(ward.people[:2], 10):
            with clock.travelling_to(TODAY, hour):
                record_days_met(by=assessor, wanted=wanted((person,)))
        assert done_by(assessor).people == ward.people[1:2]
