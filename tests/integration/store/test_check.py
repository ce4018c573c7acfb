"""`standing check` finds what is wrong, and says where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actions import System, erase_words
from standing.areas.audit.models import Event, EventWords
from standing.areas.people.models import Person
from standing.areas.record.actions import record_decision
from standing.areas.record.models import Absence, Decision, Period, RefreshRule, Signature, StalePerson
from standing.areas.record.periods import mark_stale
from standing.site.checking import check_store
from standing.site.demo.build import Built

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check_store() if problem.where != "anchor"]


def test_a_sound_store_has_no_problem_and_everyone_is_compared(demo: Built) -> None:
    told: list[tuple[int, int]] = []
    assert [
        problem
        for problem in check_store(lambda done, of: told.append((done, of)))
        if problem.where != "anchor"
    ] == []
    assert told[-1] == (demo.people, demo.people)


def test_a_period_that_is_not_the_definitions_is_found(demo: Built) -> None:
    period = Period.objects.filter(status="not_current").first()
    assert period is not None
    Period.objects.filter(pk=period.pk).update(status="current", reasons="")
    assert found() == [
        (
            f"{period.person.ref} {period.standard_id}",
            "The stored periods are not those the definition gives.",
        )
    ]


def test_a_period_that_is_missing_is_found(demo: Built) -> None:
    period = Period.objects.filter(context="older people").first()
    assert period is not None
    period.delete()
    assert found() == [
        (f"{period.person.ref} {period.standard_id} in older people",
         "The stored periods are not those the definition gives.")
    ]  # fmt: skip


def test_people_marked_stale_are_no_problem_theirs_are_not_shown(demo: Built) -> None:
    person = Person.objects.first()
    assert person is not None
    Period.objects.filter(person=person).delete()
    mark_stale([person.pk])
    assert found() == []
    assert StalePerson.objects.count() == 1


def test_an_altered_event_is_found(demo: Built) -> None:
    Event.objects.filter(sequence=5).update(actor="account:1")
    assert [where for where, _ in found()] == ["event 5"]


def test_a_decision_altered_behind_the_doors_back_is_found_though_its_person_is_marked_stale(
    demo: Built,
) -> None:
    decision = Decision.objects.filter(retracted_on=None, outcome="met").earliest("decided_on")
    event = Event.objects.get(action="append_decision", subject=decision.name)
    Decision.objects.filter(pk=decision.pk).update(decided_on=decision.decided_on + timedelta(days=1))
    mark_stale([decision.person_id])
    assert found() == [
        (decision.name, f"This fact is not what event {event.sequence} says was written: decided_on.")
    ]


def test_a_fact_inserted_past_the_door_is_found(demo: Built) -> None:
    copy = Decision.objects.filter(retracted_on=None).first()
    assert copy is not None
    copy.pk = None
    copy.save()
    mark_stale([copy.person_id])
    assert found() == [(copy.name, "This fact is in the record, but no event says that it was written.")]


def test_a_fact_removed_is_found(demo: Built) -> None:
    signature = Signature.objects.first()
    assert signature is not None
    name, event = signature.name, Event.objects.get(action="append_signature", subject=signature.name)
    mark_stale([signature.person_id])
    signature.delete()
    assert found() == [(name, f"Event {event.sequence} says this fact was written; it is gone.")]


def test_a_fact_retracted_or_brought_back_past_the_door_is_found(demo: Built) -> None:
    retracted = Decision.objects.get(retracted_on__isnull=False)
    Decision.objects.filter(pk=retracted.pk).update(
        retracted_on=None, retracted_at=None, retraction_reason=""
    )
    mark_stale([retracted.person_id])
    assert found() == [
        (retracted.name, "The record and the audit trail differ on whether this fact was retracted.")
    ]


def test_a_fact_whose_event_was_erased_is_taken_to_agree(demo: Built) -> None:
    absence = Absence.objects.first()
    assert absence is not None
    erase_words(
        by=System("test"),
        event=Event.objects.get(action="append_absence", subject=absence.name),
        why="A reason was written",
    )
    assert found() == []


@pytest.mark.parametrize("words", [{"recorded_at": 1}, [1], "text", {"evidence": "2026-13-45 10:00:00"}])
def test_words_altered_to_anything_at_all_are_found_and_the_check_goes_on(demo: Built, words: Any) -> None:
    decision = Decision.objects.filter(retracted_on=None).earliest("pk")
    event = Event.objects.get(action="append_decision", subject=decision.name)
    EventWords.objects.filter(event=event).update(words=words)
    assert {where for where, _ in found()} == {f"event {event.sequence}", decision.name}


def test_an_event_altered_to_be_of_no_row_is_found_and_the_check_goes_on(demo: Built) -> None:
    event = Event.objects.filter(action="append_decision").earliest("sequence")
    Event.objects.filter(pk=event.pk).update(subject="decision:none")
    assert {f"event {event.sequence}", "decision:none", event.subject} == {where for where, _ in found()}


def test_a_text_that_looks_like_a_moment_that_never_was_is_a_text(demo: Built) -> None:
    person, standard = Person.objects.get(ref="R2001"), RefreshRule.objects.earliest("pk").standard_id
    record_decision(
        by=System("test"),
        person=person,
        standard=standard,
        outcome="not_yet",
        decided_on=clock.today(),
        evidence="2026-13-45 10:00:00",
    )
    assert found() == []
