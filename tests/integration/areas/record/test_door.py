"""The one door: facts come in and go out whole, are audited, and what is shown is never old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import Pair, first_day_not_counting, standings_on
from standing.areas.record.models import Change, Decision, Period, StalePerson
from standing.areas.record.periods import differences, in_bulk, mark_stale, store_stale_periods
from standing.areas.record.selectors.records import record_of
from standing.areas.refusals import Refused
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.people import make_account
from tests.factories.record import Ward, account_of, load_standards, make_assessor, make_ward
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
GENERAL = ""


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def standards() -> tuple[str, ...]:
    found = load_standards(3)
    rule(found)
    return found


@pytest.fixture
def worker(standards: tuple[str, ...]) -> Person:
    return make_worker(ref="P1")


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def standing(person: Person, standard: str, at: date = TODAY, known_on: date | None = None) -> Standing:
    """How somebody stands, read afresh as a page does."""
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], at, known_on)[Pair(person.ref, standard, GENERAL)]


def decision(person: Person, standard: str, on: date, outcome: str = facts.MET) -> actions.Entry:
    return actions.Entry(facts.Decision("new", person.ref, standard, outcome, on))


def test_a_fact_about_somebody_is_shown_at_once_from_what_is_stored(
    worker: Person, standards: tuple[str, ...]
) -> None:
    met(worker, standards[0], days_ago(10))
    assert not StalePerson.objects.exists()
    assert Period.objects.filter(person=worker, standard=standards[0], status="current").count() == 1
    assert standing(worker, standards[0]).status == "current"
    assert standing(worker, standards[0], at=days_ago(11)).status == "not_held"


def test_what_is_stored_is_what_the_definition_says(worker: Person, standards: tuple[str, ...]) -> None:
    for number, standard in enumerate(standards):
        met(worker, standard, days_ago(400 * number))
    assert differences([worker]) == {"P1": []}
    Period.objects.filter(standard=standards[0], status="current").update(status="due")
    assert differences([worker]) == {"P1": [(standards[0], GENERAL)]}


def test_the_future_is_stored_already(worker: Person, standards: tuple[str, ...]) -> None:
    met(worker, standards[0], days_ago(10))
    expires = date(2029, 6, 5)
    seen = [
        standing(worker, standards[0], at=expires + timedelta(days=days)).status
        for days in (-91, -90, 0, 1, 28, 29)
    ]
    assert seen == ["current", "due", "due", "grace", "grace", "not_current"]
    stops = first_day_not_counting([worker], TODAY)
    assert stops[Pair("P1", standards[0], GENERAL)][0] == expires + timedelta(days=1)


def test_a_decision_recorded_late_was_not_known_before(worker: Person, standards: tuple[str, ...]) -> None:
    met(worker, standards[0], days_ago(100))
    assert standing(worker, standards[0], at=days_ago(50)).status == "current"
    assert standing(worker, standards[0], at=TODAY, known_on=TODAY).status == "current"
    with pytest.raises(KeyError):
        standing(worker, standards[0], at=days_ago(50), known_on=days_ago(1))


def test_a_retracted_fact_is_known_up_to_the_day_before(worker: Person, standards: tuple[str, ...]) -> None:
    with clock.travelling_to(days_ago(30)):
        row = met(worker, standards[0], days_ago(30))
    actions.retract_facts(by=TESTS, rows=[row], why="About somebody else")
    assert not Period.objects.filter(person=worker).exists()
    assert standing(worker, standards[0], known_on=days_ago(1)).status == "current"
    with pytest.raises(KeyError):
        standing(worker, standards[0], known_on=TODAY)
    row.refresh_from_db()
    assert (row.retracted_on, row.retraction_reason) == (TODAY, "About somebody else")


def test_a_correction_keeps_both_rows(worker: Person, standards: tuple[str, ...]) -> None:
    with clock.travelling_to(days_ago(30)):
        wrong = actions.record_decision(
            by=TESTS,
            person=worker,
            standard=standards[0],
            outcome="met",
            decided_on=days_ago(60),
            evidence="Folder 3",
            source="sheet 1",
        )
    right = actions.correct_decision(
        by=TESTS,
        decision=wrong,
        why="The day was wrong",
        replacement=facts.Decision("new", "P1", standards[0], facts.MET, days_ago(40)),
    )
    assert right is not None
    assert right.replaces == wrong
    assert (right.evidence, right.source) == ("Folder 3", "sheet 1"), "what is not corrected is kept"
    assert Decision.objects.count() == 2
    at = days_ago(50)
    assert standing(worker, standards[0], at=at).status == "not_held"
    assert standing(worker, standards[0], at=at, known_on=days_ago(1)).status == "current"


def test_a_decision_is_corrected_once(worker: Person, standards: tuple[str, ...]) -> None:
    row = met(worker, standards[0], days_ago(10))
    actions.correct_decision(by=TESTS, decision=row, why="Wrong")
    with pytest.raises(Refused, match=r"This decision was retracted before. Reload the page"):
        actions.correct_decision(by=TESTS, decision=row, why="Wrong again")


def test_a_retraction_needs_a_reason(worker: Person, standards: tuple[str, ...]) -> None:
    row = met(worker, standards[0], days_ago(10))
    with pytest.raises(Refused, match=r"Say why this is retracted: the reason stays with it."):
        actions.retract_facts(by=TESTS, rows=[row], why="  ")
    row.refresh_from_db()
    assert row.retracted_on is None


def test_several_entries_are_written_whole_or_not_at_all(worker: Person, standards: tuple[str, ...]) -> None:
    before = Event.objects.count()
    bad = decision(worker, "ZZ99@1999", days_ago(2))
    with pytest.raises(Refused, match=r"There is no standard ZZ99@1999 in this service. Check the spelling"):
        actions.append_facts(by=TESTS, entries=[decision(worker, standards[0], days_ago(3)), bad])
    assert not Decision.objects.exists()
    assert Event.objects.count() == before


def test_a_refusal_half_way_through_a_correction_undoes_it(
    worker: Person, standards: tuple[str, ...]
) -> None:
    row = met(worker, standards[0], days_ago(10))
    late = facts.Decision("new", "P1", standards[0], facts.MET, TODAY + timedelta(days=1))
    with transaction.atomic(), pytest.raises(Refused, match="2026-06-16, which is in the future") as refused:
        actions.correct_decision(by=TESTS, decision=row, why="Wrong day", replacement=late)
    assert refused.value.field == "decided_on"
    row.refresh_from_db()
    assert row.retracted_on is None
    assert standing(worker, standards[0]).status == "current"


def test_every_write_is_in_the_trail(worker: Person, standards: tuple[str, ...]) -> None:
    account = make_account(roles=[Role.WORKFORCE_LEAD])
    row = met(worker, standards[0], days_ago(10))
    actions.correct_decision(by=account, decision=row, why="Somebody else's")
    appended, retracted = Event.objects.order_by("sequence")[Event.objects.count() - 2 :]
    assert (appended.action, appended.subject) == ("append_decision", f"decision:{row.pk}")
    assert appended.words.words["outcome"] == "met"
    assert appended.words.words["decided_on"] == days_ago(10).isoformat()
    assert (retracted.action, retracted.actor) == ("retract_decision", account.audit_name)
    assert retracted.words.words["why"] == "Somebody else's"


def test_nobody_decides_about_themself(worker: Person, standards: tuple[str, ...]) -> None:
    unit = worker.assignments.get().unit
    account = account_of(worker, (Role.ASSESSOR, unit))
    with pytest.raises(NotAllowed, match="You cannot record or correct a decision about yourself"):
        actions.record_decision(
            by=account, person=worker, standard=standards[0], outcome="met", decided_on=TODAY
        )
    assert not Decision.objects.exists()


def test_nobody_takes_back_a_decision_about_themself(worker: Person, standards: tuple[str, ...]) -> None:
    met(worker, standards[0], days_ago(20))
    revoked = actions.record_decision(
        by=TESTS, person=worker, standard=standards[0], outcome="revoked", decided_on=days_ago(10)
    )
    account = account_of(worker, (Role.ASSESSOR, worker.assignments.get().unit))
    with pytest.raises(NotAllowed, match="You cannot record or correct a decision about yourself"):
        actions.correct_decision(by=account, decision=revoked, why="I was right")
    assert standing(worker, standards[0]).reasons == ("revoked",)


def test_a_standard_without_a_rule_takes_no_decision() -> None:
    (one,) = load_standards(1)
    person = make_worker()
    with pytest.raises(Refused, match="ZA1@2013 has no refresh rule, so nobody could say until when"):
        met(person, one, days_ago(1))


def test_an_assessor_decides_only_in_their_units(worker: Person, standards: tuple[str, ...]) -> None:
    elsewhere = make_worker(ref="P2")
    assessor = make_assessor(worker.assignments.get().unit)
    with pytest.raises(NotAllowed, match="You cannot record a decision about this person"):
        actions.record_decision(
            by=assessor, person=elsewhere, standard=standards[0], outcome="met", decided_on=TODAY
        )
    assert actions.record_decision(
        by=assessor, person=worker, standard=standards[0], outcome="met", decided_on=TODAY
    )


def test_a_change_marks_many_stale_and_shows_nobody_stale() -> None:
    ward: Ward = make_ward(TODAY, people=3, standards=2)
    one = ward.standards[0]
    before = {person.ref: standing(person, one) for person in ward.people}
    assert all(answer.counts for answer in before.values() if answer.status != "not_current")
    actions.issue_change(
        by=TESTS,
        subject="ALERT-1",
        version=1,
        title="Alert",
        standards=[one],
        change_class="critical",
        effective_on=TODAY,
    )
    assert StalePerson.objects.count() == 3
    stored = Period.objects.filter(standard=one, from_on__lte=TODAY, reasons__contains="alert_unsigned")
    assert not stored.exists(), "the stored rows are old"
    for person in ward.people:
        assert "alert_unsigned" in standing(person, one).reasons, "and yet nobody is shown by them"
        fresh = Person.objects.select_related("stale").get(pk=person.pk)
        assert fresh.ref in {
            pair.person for pair in first_day_not_counting([fresh], TODAY - timedelta(days=1))
        }
    assert store_stale_periods(at_once=2) == 2
    assert store_stale_periods(at_once=2) == 1
    assert store_stale_periods() == 0
    assert not StalePerson.objects.exists()
    assert stored.count() == 3
    assert differences(ward.people) == {person.ref: [] for person in ward.people}


def test_somebody_stale_gets_their_own_answer_beside_those_who_are_not() -> None:
    ward = make_ward(TODAY, people=2, standards=1)
    (one,) = ward.standards
    wanted = {person.ref: standing(person, one) for person in ward.people}
    mark_stale([ward.people[0].pk])
    Period.objects.filter(person=ward.people[0]).update(status="not_held", reasons="", expires_on=None)
    people = list(Person.objects.select_related("stale"))
    found = standings_on(people, TODAY)
    assert {pair.person: answer for pair, answer in found.items()} == wanted


def test_a_fact_about_somebody_stale_makes_them_fresh() -> None:
    ward = make_ward(TODAY, people=2, standards=1)
    mark_stale([person.pk for person in ward.people])
    met(ward.first, ward.standards[0], TODAY)
    assert [row.person for row in StalePerson.objects.all()] == [ward.people[1]]


def test_in_bulk_people_are_stored_once_at_the_end(worker: Person, standards: tuple[str, ...]) -> None:
    with in_bulk():
        met(worker, standards[0], days_ago(10))
        met(worker, standards[1], days_ago(10))
        assert StalePerson.objects.count() == 1
        assert not Period.objects.exists()
        assert standing(worker, standards[1]).status == "current"
    assert not StalePerson.objects.exists()
    assert differences([worker]) == {"P1": []}


def test_a_version_of_a_subject_is_known_once(worker: Person, standards: tuple[str, ...]) -> None:
    given = {"by": TESTS, "subject": "POL-1", "version": 1, "title": "Policy", "change_class": "significant"}
    actions.issue_change(**given, standards=[standards[0]], effective_on=TODAY)
    with pytest.raises(Refused, match=r"ZA1@2013 has version 1 of POL-1 already. Retract it first"):
        actions.issue_change(**given, standards=[standards[1], standards[0]], effective_on=TODAY)
    assert Change.objects.count() == 1


def test_reading_writes_nothing(worker: Person, standards: tuple[str, ...]) -> None:
    met(worker, standards[0], days_ago(10))
    mark_stale([worker.pk])
    events, periods = Event.objects.count(), list(Period.objects.values())
    record_of(by=TESTS, person=worker, at=TODAY)
    assert (Event.objects.count(), list(Period.objects.values())) == (events, periods)
    assert StalePerson.objects.count() == 1
