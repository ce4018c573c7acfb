"""The new editions follow the old ones, from the adoption on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.areas.record.models import Change, Decision, Suspension
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.adopting import (
    EFFECTIVE,
    ENDS,
    KEPT,
    NEW_CODE,
    NEW_EDITION,
    NEW_KEPT,
    RECODED,
    REVISED,
    TESTS,
    UNCHANGED,
    decide,
    holder,
)
from tests.integration.areas.revisions.adopting.conftest import (
    IN_TRANSITION,
    MET_ON,
    TODAY,
    adopt,
    carried_rows,
    odds,
    standing,
)

pytestmark = pytest.mark.django_db


def test_blocks_are_carried_as_well_as_holdings(people: tuple[Person, ...]) -> None:
    with clock.travelling_to(TODAY, hour=7):
        actions.suspend_person(
            by=TESTS, person=people[0], standard=KEPT, from_on=TODAY, to_on=None, reason="Looked into"
        )
        change = facts.Change("POL-1", 3, RECODED, facts.SIGNIFICANT, date(2026, 1, 1))
        actions.append_facts(
            by=TESTS, entries=[actions.Entry(change, beside={"title": "A policy", "what_changed": "Much"})]
        )
    adopt()
    day_after = EFFECTIVE + timedelta(days=1)
    suspended = standing(people[0], NEW_KEPT, day_after)
    assert suspended is not None
    assert "suspended" in suspended.reasons
    row = Suspension.objects.get(standard=NEW_KEPT)
    assert (row.reason, row.carried_from) == ("Looked into", Suspension.objects.get(standard=KEPT))
    blocked = standing(people[1], NEW_CODE, day_after)
    assert blocked is not None
    assert blocked.reasons == ("signature_overdue", "signature_owed")
    change_row = Change.objects.get(standard=NEW_CODE, subject="POL-1")
    assert (change_row.title, change_row.what_changed) == ("A policy", "Much")


def test_a_decision_recorded_later_on_an_old_edition_is_carried_as_it_is_recorded(
    people: tuple[Person, ...],
) -> None:
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        decide(people[2], IN_TRANSITION, RECODED, UNCHANGED)
        now = standing(people[2], NEW_CODE, IN_TRANSITION)
        assert now is not None
        assert (now.status, now.expires_on) == ("current", date(2029, 6, 1))
        event = Event.objects.filter(action="append_decision").latest("sequence")
        assert event.words.words is not None
        assert event.words.words["source"].startswith("Carried over from decision:")
    with clock.travelling_to(ENDS + timedelta(days=1)):
        decide(people[2], ENDS + timedelta(days=1), KEPT)
        assert standing(people[2], NEW_KEPT, ENDS + timedelta(days=1)) is None
    assert odds() == []


def test_what_is_retracted_revoked_or_suspended_at_the_source_is_so_on_the_new_whenever_it_happens(
    people: tuple[Person, ...],
) -> None:
    adopt()
    late = ENDS + timedelta(days=100)
    with clock.travelling_to(late):
        row = Decision.objects.get(person=people[0], standard=KEPT)
        actions.retract_facts(by=TESTS, rows=[row], why="Another person")
        decide(people[0], late, RECODED, outcome=facts.REVOKED)
        actions.suspend_person(
            by=TESTS, person=people[0], standard=REVISED, from_on=late, to_on=None, reason="Looked into"
        )
        assert standing(people[0], NEW_KEPT, late) is None
        revoked, suspended = standing(people[0], NEW_CODE, late), standing(people[0], NEW_EDITION, late)
        assert revoked is not None
        assert suspended is not None
        assert revoked.reasons == ("revoked",)
        assert "suspended" in suspended.reasons
        actions.lift_suspension(
            by=TESTS,
            suspension=Suspension.objects.get(standard=REVISED, retracted_on=None),
            to_on=late + timedelta(days=1),
            why="Looked into",
        )
    lifted = standing(people[0], NEW_EDITION, late + timedelta(days=2))
    assert lifted is not None
    assert "suspended" not in lifted.reasons
    gone = Decision.objects.get(person=people[0], standard=NEW_KEPT)
    assert gone.retraction_reason == "What it was carried over from was retracted: Another person"
    assert odds() == []


def test_a_correction_at_the_source_corrects_what_was_carried(people: tuple[Person, ...]) -> None:
    adopt()
    row = Decision.objects.get(person=people[0], standard=KEPT)
    with clock.travelling_to(IN_TRANSITION):
        actions.correct_decision(
            by=TESTS,
            decision=row,
            why="The day was wrong",
            replacement=facts.Decision("new", "P1", KEPT, facts.MET, date(2025, 8, 1)),
        )
    now = standing(people[0], NEW_KEPT, IN_TRANSITION)
    assert now is not None
    assert now.expires_on == date(2028, 8, 1)
    assert Decision.objects.filter(person=people[0], standard=NEW_KEPT, retracted_on=None).count() == 1


def test_when_the_newest_is_retracted_the_one_before_holds_as_long_as_it_did(
    people: tuple[Person, ...],
) -> None:
    with clock.travelling_to(TODAY, hour=7):
        (newest,) = decide(people[0], date(2026, 2, 1), KEPT)
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        actions.retract_facts(by=TESTS, rows=[newest], why="Another person")
    assert standing(people[0], NEW_KEPT, IN_TRANSITION) == Standing(
        "due", ("signature_owed",), date(2028, 9, 1)
    )
    assert odds() == []


def test_a_change_to_an_old_edition_is_repeated_withdrawn_and_retracted_on_the_new(
    people: tuple[Person, ...],
) -> None:
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        rows = actions.issue_change(
            by=TESTS,
            subject="POL-2",
            version=1,
            title="A policy",
            standards=[KEPT, NEW_KEPT, RECODED],
            change_class="significant",
            effective_on=IN_TRANSITION,
        )
        assert len(rows) == 3
        assert set(Change.objects.filter(subject="POL-2").values_list("standard", flat=True)) == {
            KEPT,
            NEW_KEPT,
            RECODED,
            NEW_CODE,
        }
        later = IN_TRANSITION + timedelta(days=3)
        actions.withdraw_change(by=TESTS, subject="POL-2", version=1, withdrawn_on=later, why="Not needed")
        known = Change.objects.filter(subject="POL-2", retracted_on=None)
        assert set(known.values_list("standard", "withdrawn_on")) == {
            (one, later) for one in (KEPT, NEW_KEPT, RECODED, NEW_CODE)
        }
    assert odds() == []


def test_facts_moved_in_later_are_carried_with_their_batch_and_go_with_it(people: tuple[Person, ...]) -> None:
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        batch = actions.open_batch(by=TESTS, kind="import", name="Ward list")
        entries = [
            actions.Entry(facts.Decision("new", ref, RECODED, facts.MET, date(2026, 5, 1)))
            for ref in ("P1", "P3")
        ]
        actions.stage_facts(by=TESTS, batch=batch, entries=entries)
        before = carried_rows()
        actions.activate_batch(by=TESTS, batch=batch)
        assert Decision.objects.filter(batch=batch).count() == 5, "P3 held nothing: the old one goes along"
        now = standing(people[2], NEW_CODE, IN_TRANSITION)
        assert now is not None
        assert now.expires_on == date(2029, 5, 1)
        assert odds() == []
        actions.retract_batch(by=TESTS, batch=batch, why="Last year's file")
    assert carried_rows() == before
    assert odds() == []


def test_a_batch_that_came_before_the_adoption_takes_what_was_carried_from_it_along(ready: None) -> None:
    person = holder("P9", MET_ON, REVISED)
    with clock.travelling_to(TODAY, hour=7):
        batch = actions.open_batch(by=TESTS, kind="import", name="Ward list")
        entry = actions.Entry(facts.Decision("new", "P9", RECODED, facts.MET, MET_ON))
        actions.stage_facts(by=TESTS, batch=batch, entries=[entry])
        actions.activate_batch(by=TESTS, batch=batch)
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        actions.retract_batch(by=TESTS, batch=batch, why="Last year's file")
    assert standing(person, NEW_CODE, IN_TRANSITION) is None
    assert standing(person, NEW_EDITION, IN_TRANSITION) is not None
    assert odds() == []
