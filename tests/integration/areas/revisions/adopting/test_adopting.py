"""A revision adopted: all of it, once, or none of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event, EventWords
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.models import Batch, CarryLink, Change, Decision, EditionEnd, StalePerson
from standing.areas.record.periods import differences, store_all_stale
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import TransitionTask
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.adopting import (
    CARRIED,
    CODE,
    CONTEXT,
    EFFECTIVE,
    ENDS,
    KEPT,
    NEW_CODE,
    NEW_EDITION,
    NEW_KEPT,
    OLD,
    RECODED,
    REVISED,
    TESTS,
    UNCHANGED,
    WIDENED,
    decide,
    load_revisions,
)
from tests.factories.people import make_account
from tests.factories.revisions import make_steward
from tests.integration.areas.revisions.adopting.conftest import MET_ON, TODAY, adopt, answers, odds, standing

pytestmark = pytest.mark.django_db


def test_holders_are_carried_and_count_from_the_effective_day(people: tuple[Person, ...]) -> None:
    adopted = adopt()
    assert adopted.counts == {
        "decisions": 8,
        "suspensions": 0,
        "changes": 4,
        "ends": 9,
        "people": 2,
        "profiles": 0,
        "tasks": 8,
    }
    one, _, lapsed = people
    for old, new in CARRIED.items():
        context = CONTEXT if old == WIDENED else ""
        assert standing(one, new, EFFECTIVE - timedelta(days=1), context) == Standing("not_held")
        now = standing(one, new, EFFECTIVE, context)
        assert now is not None
        asked = "bridging_owed" if old == REVISED else "signature_owed"
        assert (now.status, now.reasons, now.expires_on) == ("due", (asked,), date(2028, 9, 1))
        assert standing(lapsed, new, EFFECTIVE, context) is None
        overdue = standing(one, new, ENDS + timedelta(days=1), context)
        assert overdue is not None
        assert overdue.reasons == (asked.replace("owed", "overdue"),)
    row = Decision.objects.get(person=one, standard=NEW_CODE)
    assert (row.held_from, row.decided_on, row.evidence) == (EFFECTIVE, MET_ON, "Folder P1")
    assert row.carried_from == Decision.objects.get(person=one, standard=RECODED)


def test_old_editions_end_with_the_transition_but_one_that_is_unchanged(people: tuple[Person, ...]) -> None:
    adopt()
    assert set(EditionEnd.objects.values_list("standard", "ends_on")) == {
        (old, ENDS) for old in OLD if old != UNCHANGED
    }
    for old in OLD:
        before, after = standing(people[0], old, ENDS), standing(people[0], old, ENDS + timedelta(days=1))
        assert before is not None
        assert after is not None
        assert before.status == "current"
        assert after.reasons == (() if old == UNCHANGED else ("edition_ended",))


def test_what_an_assessor_has_to_judge_becomes_a_task(people: tuple[Person, ...]) -> None:
    adopt()
    tasks = TransitionTask.objects.filter(person=people[0]).order_by("pk").values_list("kind", "standard")
    assert set(tasks) == {
        ("equivalence", "ZC1@2013"),
        ("equivalence", "ZB7@2026"),
        ("equivalence", "ZC2@2013"),
        ("offer", NEW_EDITION),
    }
    assert not TransitionTask.objects.filter(person=people[2]).exists()


def test_all_of_it_is_one_batch_that_the_check_finds_in_order(people: tuple[Person, ...]) -> None:
    adopted = adopt()
    assert odds() == []
    assert StalePerson.objects.count() == 3
    store_all_stale()
    assert differences(people) == {person.ref: [] for person in people}
    words = EventWords.objects.get(event__action="adopt_revision").words
    assert words is not None
    assert (words["decisions"], words["version"], words["batch"]) == (8, 1, adopted.batch.subject)


def test_adopting_twice_is_adopting_once(people: tuple[Person, ...]) -> None:
    first = adopt()
    events, before = Event.objects.count(), answers()
    again = adopt()
    assert (again.already, again.batch, again.counts) == (True, first.batch, first.counts)
    assert (Event.objects.count(), answers()) == (events, before)


class Interrupted(Exception):
    """The machine stops."""


@pytest.mark.parametrize("after", range(6))
def test_interrupted_anywhere_and_run_again_is_adopted_once(
    people: tuple[Person, ...], after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person at a time: stopped after none, some, or all of them, or in the activating write itself."""
    monkeypatch.setattr(adopting, "PEOPLE_AT_ONCE", 1)
    before = answers()
    calls = {"n": 0}

    def stop(*_: Any, **__: Any) -> None:
        calls["n"] += 1
        if calls["n"] > after:
            raise Interrupted

    with monkeypatch.context() as broken:
        if after == 4:
            broken.setattr(adopting, "carry_profiles", stop)
            calls["n"] = 99
        if after == 5:
            broken.setattr(adopting, "create_tasks", stop)
            calls["n"] = 99
        with pytest.raises(Interrupted):
            adopt(progress=stop if after < 4 else lambda done, of: None)
    assert answers() == before
    assert not CarryLink.objects.filter(batch__state=Batch.ACTIVE).exists()
    adopted = adopt()
    assert adopted.counts["decisions"] == 8
    assert adopted.counts["tasks"] == 8
    assert Batch.objects.filter(kind="adoption").count() == 1
    assert Decision.everything.filter(staged=True).count() == 0
    assert odds() == []


def test_progress_tells_how_many_of_how_many(
    people: tuple[Person, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting, "PEOPLE_AT_ONCE", 2)
    told: list[tuple[int, int]] = []
    adopt(progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (2, 3), (3, 3)]


def test_what_is_recorded_while_it_is_prepared_is_not_lost(
    people: tuple[Person, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting, "PEOPLE_AT_ONCE", 1)

    def meanwhile(done: int, of: int) -> None:
        if done == 2:
            with clock.travelling_to(TODAY, hour=10):
                (row,) = Decision.objects.filter(person=people[0], standard=KEPT)
                actions.retract_facts(by=TESTS, rows=[row], why="Another person")
                decide(people[2], TODAY, RECODED)

    adopt(progress=meanwhile)
    assert standing(people[0], NEW_KEPT, EFFECTIVE) is None
    carried = standing(people[2], NEW_CODE, EFFECTIVE)
    assert carried is not None
    assert carried.counts
    assert odds() == []


def test_a_rule_set_while_it_is_prepared_stops_it_and_running_again_goes_by_it(
    people: tuple[Person, ...],
) -> None:
    def meanwhile(done: int, of: int) -> None:
        with clock.travelling_to(TODAY, hour=10):
            change = facts.Change("ALERT", 1, KEPT, facts.CRITICAL, TODAY)
            if not Change.objects.filter(subject="ALERT").exists():
                actions.append_facts(by=TESTS, entries=[actions.Entry(change, beside={"title": "An alert"})])

    before = answers()
    with pytest.raises(Refused, match=r"changed while this was prepared. Nothing is adopted. Adopt again"):
        adopt(progress=meanwhile)
    assert not Decision.objects.filter(carried_from__isnull=False).exists()
    assert {day: set(found) for day, found in answers().items()} == {
        day: set(found) for day, found in before.items()
    }
    with clock.travelling_to(TODAY, hour=11):
        adopt()
    carried = standing(people[0], NEW_KEPT, EFFECTIVE)
    assert carried is not None
    assert carried.reasons == ("alert_unsigned", "signature_owed")


def test_nobody_adopts_who_may_not(people: tuple[Person, ...]) -> None:
    for role in (Role.WORKFORCE_LEAD, Role.MANAGER, Role.ASSESSOR, Role.ADMINISTRATOR):
        with pytest.raises(
            NotAllowed, match=r"You cannot adopt a revision, or undo it. Ask a framework steward"
        ):
            adopt_revision(by=make_account("Out Sider", roles=[role]), revision=CODE)
        with pytest.raises(NotAllowed):
            undo_adoption(by=make_account("Out Sider", roles=[role]), revision=CODE, why="Because")
    assert not Batch.objects.filter(kind="adoption").exists()
    assert not adopt_revision(by=make_steward(), revision=CODE).already


def test_a_steward_who_is_a_holder_is_carried_like_anybody_else(people: tuple[Person, ...]) -> None:
    steward = make_account("Stew Ard", person=people[0], roles=[Role.FRAMEWORK_STEWARD])
    adopt_revision(by=steward, revision=CODE)
    assert Decision.objects.filter(person=people[0], carried_from__isnull=False).count() == 4


def test_refused_until_two_have_approved_it() -> None:
    load_revisions()
    with pytest.raises(Refused, match=r"The crosswalk of za-2026 is not approved. Two people approve it"):
        adopt()


def test_refused_on_another_day_than_was_approved(people: tuple[Person, ...]) -> None:
    with pytest.raises(Refused, match=r"approved to take effect on 2026-04-01, not on 2026-05-01"):
        adopt(on=date(2026, 5, 1))
    assert not adopt(on=EFFECTIVE).already


def test_refused_without_a_refresh_rule_where_people_are_carried_to(people: tuple[Person, ...]) -> None:
    from standing.areas.record.models import RefreshRule

    actions.retract_facts(
        by=TESTS, rows=list(RefreshRule.objects.filter(standard=NEW_CODE)), why="Not agreed"
    )
    with pytest.raises(Refused, match=r"Set a refresh rule for ZB2@2026: people are carried onto it."):
        adopt()
    assert not Batch.objects.filter(kind="adoption").exists()


def test_refused_where_a_change_asks_something_else_of_the_new_standard(people: tuple[Person, ...]) -> None:
    for standard, on in ((KEPT, TODAY), (NEW_KEPT, TODAY - timedelta(days=1))):
        change = facts.Change("POL-1", 1, standard, facts.SIGNIFICANT, on)
        actions.append_facts(by=TESTS, entries=[actions.Entry(change, beside={"title": "A policy"})])
    with pytest.raises(Refused, match=r"POL-1 version 1 asks one thing of ZA1@2013 and another of ZA1@2026"):
        adopt()
