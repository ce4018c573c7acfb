"""Facts that come together: no fact until the batch is activated, then all at once, and gone again as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event, EventWords
from standing.areas.people.models import Person
from standing.areas.record import actions, models
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Batch, Decision, StalePerson
from standing.areas.record.periods import differences, store_all_stale
from standing.areas.record.selectors.records import record_of
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules import facts
from tests.factories.record import Ward, account_of, make_assessor, make_ward
from tests.factories.workforce import TESTS

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
NEW = TODAY - timedelta(days=5)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=3, standards=2)


def open_batch(**given: Any) -> Batch:
    return actions.open_batch(by=TESTS, kind="import", name="Ward list", source="ward.xlsx", **given)


def renewals(ward: Ward, on: date = NEW, **beside: Any) -> list[actions.Entry]:
    """Everybody is found to meet everything on a day."""
    return [
        actions.Entry(facts.Decision("new", person.ref, one, facts.MET, on), "ward.xlsx", beside)
        for person in ward.people
        for one in ward.standards
    ]


def answers(ward: Ward) -> Any:
    people = Person.objects.select_related("stale").filter(pk__in=[person.pk for person in ward.people])
    return standings_on(list(people), TODAY)


def odds() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in facts_at_odds_with_the_trail()]


def test_what_is_staged_is_no_fact_anywhere(ward: Ward) -> None:
    before, count = answers(ward), Decision.objects.count()
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    assert Decision.everything.count() == count + 6
    assert Decision.objects.count() == count
    assert ward.first.decisions.count() == 2
    assert len(load_people([ward.first])[ward.first.ref].decisions) == 2
    assert answers(ward) == before
    assert not StalePerson.objects.exists()
    assert odds() == []


def test_activating_makes_all_of_it_facts_of_today_with_one_event(ward: Ward) -> None:
    events = Event.objects.count()
    with clock.travelling_to(TODAY - timedelta(days=2)):
        batch = open_batch(sha256="ab" * 32)
        actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward)[:4])
        actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward)[4:])
    batch = actions.activate_batch(by=TESTS, batch=batch, why="Agreed with the ward")
    assert batch.state == Batch.ACTIVE
    assert Event.objects.count() == events + 2
    words = EventWords.objects.get(event__action="activate_batch").words
    assert words is not None
    assert (words["rows"], words["people"], words["why"]) == ({"decision": 6}, 3, "Agreed with the ward")
    assert (words["name"], words["source"], words["sha256"]) == ("Ward list", "ward.xlsx", "ab" * 32)
    assert {row.recorded_on for row in Decision.objects.filter(batch=batch)} == {TODAY}
    later = [standing for pair, standing in answers(ward).items() if pair.person != ward.first.ref]
    assert {standing.expires_on for standing in later} == {date(2029, 6, 10)}
    assert StalePerson.objects.count() == 3
    store_all_stale()
    assert differences(ward.people) == {person.ref: [] for person in ward.people}
    assert odds() == []


def test_activating_twice_is_activating_once(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    events, rows = Event.objects.count(), Decision.objects.count()
    again = actions.activate_batch(by=TESTS, batch=batch)
    assert (Event.objects.count(), Decision.objects.count(), again.state) == (events, rows, Batch.ACTIVE)


def test_a_call_that_is_refused_keeps_what_was_staged_before_and_nothing_of_its_own(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward)[:2])
    wrong = actions.Entry(facts.Decision("new", "nobody", ward.standards[0], facts.MET, NEW))
    with pytest.raises(Refused, match=r"There is no person nobody in this service"):
        actions.stage_facts(by=TESTS, batch=batch, entries=[*renewals(ward)[2:], wrong])
    future = renewals(ward, on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match=r"which is in the future"):
        actions.stage_facts(by=TESTS, batch=batch, entries=future)
    assert Decision.everything.filter(staged=True).count() == 2


def test_nobody_stages_or_retracts_a_decision_about_themself(ward: Ward) -> None:
    own = account_of(ward.first)
    batch = open_batch()
    with pytest.raises(NotAllowed, match=r"about yourself"):
        actions.stage_facts(by=own, batch=batch, entries=renewals(ward))
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    with pytest.raises(NotAllowed, match=r"about yourself"):
        actions.retract_batch(by=own, batch=batch, why="I would rather not")
    assert Decision.objects.filter(batch=batch, retracted_on=None).count() == 6


def test_what_is_discarded_never_was(ward: Ward) -> None:
    before, count = answers(ward), Decision.everything.count()
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.discard_batch(by=TESTS, batch=batch, why="The wrong ward")
    assert (Decision.everything.count(), answers(ward)) == (count, before)
    words = EventWords.objects.get(event__action="discard_batch").words
    assert words is not None
    assert (words["rows"], words["why"]) == ({"decision": 6}, "The wrong ward")
    with pytest.raises(Refused, match=r"“Ward list” was discarded. It cannot be put into the record"):
        actions.activate_batch(by=TESTS, batch=batch)
    with pytest.raises(Refused, match=r"“Ward list” was discarded. Facts can be added"):
        actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    assert odds() == []


def test_retracting_a_batch_restores_every_answer_and_keeps_the_rows(ward: Ward) -> None:
    before = answers(ward)
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    with clock.travelling_to(TODAY - timedelta(days=3)):
        actions.activate_batch(by=TESTS, batch=batch)
    events = Event.objects.count()
    actions.retract_batch(by=TESTS, batch=batch, why="The file was last year's")
    assert answers(ward) == before
    assert Event.objects.count() == events + 1
    rows = Decision.objects.filter(batch=batch)
    assert {(row.retracted_on, row.retraction_reason) for row in rows} == {
        (TODAY, "The file was last year's")
    }
    store_all_stale()
    assert differences(ward.people) == {person.ref: [] for person in ward.people}
    assert odds() == []
    with pytest.raises(Refused, match=r"“Ward list” was retracted. Only what is in the record"):
        actions.retract_batch(by=TESTS, batch=batch, why="Again")


@pytest.mark.parametrize("why", ["", "  ", "x" * 501])
def test_retracting_a_batch_needs_a_reason_that_can_be_kept(ward: Ward, why: str) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    with pytest.raises(Refused, match=r"Say why"):
        actions.retract_batch(by=TESTS, batch=batch, why=why)
    assert Decision.objects.filter(batch=batch, retracted_on=None).count() == 6


def test_a_row_of_a_batch_is_retracted_or_corrected_alone_as_any_other(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    one, other, *_ = Decision.objects.filter(batch=batch).order_by("pk")
    actions.retract_facts(by=TESTS, rows=[one], why="Another person")
    actions.correct_decision(
        by=TESTS,
        decision=other,
        why="The day was wrong",
        replacement=facts.Decision(
            "new", other.person.ref, other.standard_id, facts.MET, NEW - timedelta(days=1)
        ),
    )
    assert odds() == []
    actions.retract_batch(by=TESTS, batch=batch, why="The file was last year's")
    one.refresh_from_db()
    assert (one.retraction_reason, one.retracted_with) == ("Another person", None)
    assert Decision.objects.filter(retracted_with=batch).count() == 4
    assert odds() == []


def test_a_change_that_is_there_already_stops_the_whole_batch(ward: Ward) -> None:
    change = facts.Change("POL-1", 1, ward.standards[0], facts.SIGNIFICANT, NEW)
    entry = actions.Entry(change, beside={"title": "A policy"})
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=[entry, *renewals(ward)])
    actions.append_facts(by=TESTS, entries=[entry])
    with pytest.raises(Refused, match=r"has version 1 of POL-1 already"):
        actions.activate_batch(by=TESTS, batch=batch)
    assert not Decision.objects.filter(batch=batch).exists()
    assert Batch.objects.get(pk=batch.pk).state == Batch.STAGED


def test_what_is_asked_of_many_comes_in_a_batch_too_and_those_it_touches_are_not_shown_old(
    ward: Ward,
) -> None:
    change = facts.Change("POL-1", 1, ward.standards[0], facts.CRITICAL, NEW)
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=[actions.Entry(change, beside={"title": "An alert"})])
    assert not load_asked().changes_to(ward.standards[0])
    actions.activate_batch(by=TESTS, batch=batch)
    assert StalePerson.objects.count() == 3
    assert "alert_unsigned" in answers(ward)[Pair(ward.people[1].ref, ward.standards[0], "")].reasons


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"decided_on": NEW - timedelta(days=1)}, "6 are there now, 6 were written, or one was altered"),
        ({"assessor_unknown": True}, "6 are there now, 6 were written, or one was altered"),
        ({"batch": None}, "5 are there now, 6 were written"),
        ({"staged": True}, "5 are there now, 6 were written"),
    ],
)
def test_a_row_of_a_batch_altered_past_the_door_is_found(
    ward: Ward, change: dict[str, Any], what: str
) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    row = Decision.objects.filter(batch=batch).latest("pk")
    Decision.objects.filter(pk=row.pk).update(**change)
    assert (batch.subject, True) in {(where, what in said) for where, said in odds()}


def test_rows_inserted_into_or_removed_from_a_batch_are_found(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    row = Decision.objects.filter(batch=batch).latest("pk")
    row.pk = None
    row.save()
    ((where, what),) = odds()
    assert (where, "7 are there now, 6 were written" in what) == (batch.subject, True)
    Decision.objects.filter(batch=batch).order_by("pk")[0].delete()
    ((where, what),) = odds()
    assert (where, "altered" in what) == (batch.subject, True)


def test_a_batch_that_no_event_knows_and_one_that_is_gone_are_found(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    Decision.everything.filter(batch=batch).update(staged=False)
    Batch.objects.filter(pk=batch.pk).update(state="active", activated_at=clock.now())
    found = odds()
    assert found[0] == (
        batch.subject,
        "The record and the audit trail differ on whether this batch was put into the record.",
    )
    assert [what for _, what in found[1:]] == [
        "This fact is in the record, but no event says that it was written."
    ] * 6


def test_a_retraction_past_the_door_or_one_undone_is_found(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward))
    actions.activate_batch(by=TESTS, batch=batch)
    actions.retract_batch(by=TESTS, batch=batch, why="Wrong")
    row = Decision.objects.filter(batch=batch).latest("pk")
    Decision.objects.filter(pk=row.pk).update(
        retracted_on=None, retracted_at=None, retraction_reason="", retracted_with=None
    )
    assert [where for where, _ in odds()] == [batch.subject]


def test_a_staged_row_that_is_no_part_of_a_batch_cannot_be(ward: Ward) -> None:
    row = Decision.objects.latest("pk")
    with pytest.raises(IntegrityError, match="decision_staged_in_a_batch"), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(staged=True)
    with pytest.raises(IntegrityError, match="batch_is_in_one_state"), transaction.atomic():
        models.Batch.objects.create(kind="import", name="A", made_at=clock.now(), state="active")
    with pytest.raises(IntegrityError, match="goes_with_a_batch_once_retracted"), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(retracted_with=open_batch())


def test_an_unknown_assessor_is_told_wherever_the_decision_is(ward: Ward) -> None:
    batch = open_batch()
    actions.stage_facts(by=TESTS, batch=batch, entries=renewals(ward, assessor_unknown=True))
    actions.activate_batch(by=TESTS, batch=batch)
    assessor = make_assessor(ward.unit)
    seen = record_of(by=assessor, person=ward.first, at=TODAY)
    held = [decision for pair in seen.pairs for decision in pair.decisions]
    assert {decision.assessor_unknown for decision in held if decision.source == "ward.xlsx"} == {True}
    assert {decision.assessor_unknown for decision in held if decision.source == ""} == {False}
