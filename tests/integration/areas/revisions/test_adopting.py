"""A revision adopted: all of it, once, or none of it; and the new editions follow the old ones from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event, EventWords
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import Need, ProfileVersion
from standing.areas.record import actions
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import (
    Batch,
    CarryLink,
    Change,
    Decision,
    EditionEnd,
    StalePerson,
    Suspension,
)
from standing.areas.record.periods import differences, store_all_stale
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions import actions as crosswalks
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.transitions import Judged, grant_equivalence
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.adopting import (
    ABSORBED,
    CARRIED,
    CODE,
    CONTEXT,
    EFFECTIVE,
    ENDS,
    KEPT,
    LATER,
    NEW_CODE,
    NEW_EDITION,
    NEW_KEPT,
    NEWER,
    OLD,
    RECODED,
    REPLACED,
    REVISED,
    SPLIT,
    TESTS,
    UNCHANGED,
    WIDENED,
    WIDER,
    WITHDRAWN,
    approved,
    decide,
    holder,
    load_revisions,
    settled,
)
from tests.factories.people import make_account
from tests.factories.revisions import make_steward

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
IN_TRANSITION = date(2026, 6, 1)
MET_ON = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ready() -> None:
    """The crosswalk is approved, and nobody holds anything yet."""
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()


@pytest.fixture
def people(ready: None) -> tuple[Person, ...]:
    """Two who hold everything, one whose holdings have expired."""
    with clock.travelling_to(TODAY - timedelta(days=1)):
        return holder("P1", MET_ON), holder("P2", MET_ON), holder("P3", date(2022, 1, 10))


def adopt(**given: Any) -> adopting.Adopted:
    return adopt_revision(by=TESTS, revision=CODE, **given)


def standing(person: Person, standard: str, on: date, context: str = "") -> Standing | None:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], on).get(Pair(person.ref, standard, context))


def answers(
    days: tuple[date, ...] = (TODAY, EFFECTIVE, IN_TRANSITION, ENDS, ENDS + timedelta(days=1)),
) -> Any:
    everyone = list(Person.objects.select_related("stale"))
    return {day: standings_on(everyone, day) for day in days}


def odds() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in facts_at_odds_with_the_trail()]


def carried_rows() -> list[Any]:
    """What stands of what was carried, without the days on which it was written."""
    rows = Decision.objects.filter(carried_from__isnull=False, retracted_on=None).order_by(
        "person", "standard"
    )
    return [
        (
            row.person.ref,
            row.standard_id,
            row.context,
            row.outcome,
            row.decided_on,
            row.held_from,
            row.expires_on,
            row.carried_from_id,
        )
        for row in rows.select_related("person")
    ]


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


def make_profile(code: str, *lines: tuple[str, str, Need, int | None]) -> ProfileVersion:
    profile = profiles.create_profile(by=TESTS, code=code, name=code.capitalize())
    version = profile.versions.get()
    for standard, context, need, days in lines:
        profiles.add_line(
            by=TESTS,
            version=version,
            standard=standard,
            context=context,
            need=need,
            needed_by_days=days,
            as_worked_to=True,
        )
    return profiles.put_in_use(by=TESTS, version=version, from_on=date(2025, 1, 1))


def test_profiles_are_carried_as_drafts_that_name_the_old_codes(people: tuple[Person, ...]) -> None:
    make_profile(
        "nurse",
        (REVISED, "", Need.DESIRABLE, 28),
        (ABSORBED, "", Need.ESSENTIAL, 90),
        (WIDENED, "", Need.ESSENTIAL, None),
        (SPLIT, "", Need.ESSENTIAL, None),
        (WITHDRAWN, "", Need.ESSENTIAL, None),
        (UNCHANGED, "", Need.ESSENTIAL, None),
    )
    make_profile("clerk", (UNCHANGED, "", Need.ESSENTIAL, None))
    adopted = adopt()
    assert adopted.counts["profiles"] == 1
    draft = ProfileVersion.objects.get(carried_with=adopted.batch)
    assert (str(draft), draft.is_draft) == ("Nurse version 2", True)
    lines = {(line.standard_id, line.context): line for line in draft.lines.all()}
    assert {key: (line.need, line.needed_by_days, line.came_from) for key, line in lines.items()} == {
        (NEW_EDITION, ""): ("essential", 28, [REVISED, ABSORBED]),
        (WIDER, CONTEXT): ("essential", None, [WIDENED]),
        ("ZB7@2026", ""): ("essential", None, [SPLIT]),
        ("ZC2@2013", ""): ("essential", None, [SPLIT]),
        (WITHDRAWN, ""): ("essential", None, []),
        (UNCHANGED, ""): ("essential", None, []),
    }
    assert "no successor" in lines[WITHDRAWN, ""].to_decide
    assert TransitionTask.objects.filter(kind="withdrawn_line", profile="nurse", standard=WITHDRAWN).exists()
    with pytest.raises(Refused, match=r"Somebody has to decide about ZA9@2013 first"):
        profiles.put_in_use(by=TESTS, version=draft, from_on=EFFECTIVE)
    profiles.remove_line(by=TESTS, line=lines[WITHDRAWN, ""])
    profiles.put_in_use(by=TESTS, version=draft, from_on=EFFECTIVE)


def test_refused_while_a_profile_it_changes_has_a_draft(people: tuple[Person, ...]) -> None:
    version = make_profile("nurse", (KEPT, "", Need.ESSENTIAL, None))
    profiles.draft_version(by=TESTS, profile=version.profile)
    with pytest.raises(Refused, match=r"There is a draft already of Nurse, and the revision makes one."):
        adopt()


def test_undoing_restores_every_answer_and_keeps_what_was_written(people: tuple[Person, ...]) -> None:
    make_profile("nurse", (KEPT, "", Need.ESSENTIAL, None))
    before = answers()
    adopted = adopt()
    with clock.travelling_to(IN_TRANSITION):
        decided = decide(people[2], IN_TRANSITION, RECODED)
        actions.retract_facts(by=TESTS, rows=decided, why="Another person")
        undone = undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert answers() == before
    assert undone.counts == {
        "decision": 8,
        "change": 4,
        "membership": 8,
        "edition end": 9,
        "draft profile": 1,
        "task": 8,
    }
    assert Decision.objects.filter(batch=adopted.batch).count() == 8
    assert not ProfileVersion.objects.filter(carried_with__isnull=False).exists()
    assert not TransitionTask.objects.filter(state="open").exists()
    store_all_stale()
    assert differences(people) == {person.ref: [] for person in people}
    assert odds() == []
    with pytest.raises(Refused, match=r"The revision za-2026 is not adopted, so there is nothing to undo"):
        undo_adoption(by=TESTS, revision=CODE, why="Again")


def test_undone_it_is_adopted_again_with_the_same_result(people: tuple[Person, ...]) -> None:
    adopt()
    first, after = carried_rows(), answers()
    with clock.travelling_to(TODAY, hour=12):
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    with clock.travelling_to(TODAY, hour=13):
        again = adopt()
    assert not again.already
    assert (carried_rows(), answers()) == (first, after)
    assert odds() == []


def test_what_followed_the_old_editions_is_undone_too(people: tuple[Person, ...]) -> None:
    before = answers()
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        decide(people[2], IN_TRANSITION, KEPT)
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    later = answers()
    for day, found in before.items():
        others = {pair: one for pair, one in later[day].items() if pair != Pair("P3", KEPT, "")}
        assert others == {pair: one for pair, one in found.items() if pair != Pair("P3", KEPT, "")}
    assert odds() == []


@pytest.mark.parametrize("why", ["", "   "])
def test_undoing_needs_a_reason(people: tuple[Person, ...], why: str) -> None:
    adopt()
    with pytest.raises(Refused, match=r"Say why the revision is undone"):
        undo_adoption(by=TESTS, revision=CODE, why=why)


def test_once_somebody_has_built_on_it_undoing_says_what_stands_in_the_way(
    people: tuple[Person, ...],
) -> None:
    make_profile("nurse", (KEPT, "", Need.ESSENTIAL, None))
    adopted = adopt()
    with clock.travelling_to(IN_TRANSITION):
        decide(people[2], IN_TRANSITION, NEW_CODE)
        profiles.put_in_use(
            by=TESTS, version=ProfileVersion.objects.get(carried_with=adopted.batch), from_on=IN_TRANSITION
        )
        before = answers()
        with pytest.raises(Refused) as refused:
            undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert refused.value.reason.startswith("Somebody has built on ")
    for words in (
        "Decisions were recorded on the new editions since: Ada Example (P3) on ZB2@2026.",
        "Nurse version 2 is in use: put another version in use first.",
        "The role nurse ask",
    ):
        assert words in refused.value.reason
    assert answers() == before


def test_several_revisions_in_a_row_and_a_later_one_of_codes_the_first_created(
    people: tuple[Person, ...],
) -> None:
    adopt()
    later = date(2026, 9, 1)
    with clock.travelling_to(IN_TRANSITION):
        approved(LATER, effective_on=later)
        adopt_revision(by=TESTS, revision=LATER)
        with pytest.raises(Refused, match=r"\(zb-2027\) was adopted on top of it: undo that first"):
            undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
        now = standing(people[0], NEWER, later)
        assert now is not None
        assert now.expires_on == date(2028, 9, 1)
        assert now.reasons == ("signature_owed",)
        assert set(Change.objects.filter(standard=NEWER).values_list("subject", flat=True)) == {CODE, LATER}
    with clock.travelling_to(later + timedelta(days=30)):
        decide(people[2], later + timedelta(days=30), RECODED)
        carried = standing(people[2], NEWER, later + timedelta(days=30))
        assert carried is not None
        assert carried.counts
        row = Decision.objects.get(person=people[0], standard=RECODED)
        actions.retract_facts(by=TESTS, rows=[row], why="Another person")
        assert standing(people[0], NEWER, later + timedelta(days=31)) is None
        undo_adoption(by=TESTS, revision=LATER, why="The wrong day")
        assert standing(people[1], NEWER, later + timedelta(days=31)) is None
        assert standing(people[1], NEW_CODE, later + timedelta(days=31)) is not None
    assert odds() == []


def test_refused_out_of_order(people: tuple[Person, ...]) -> None:
    approved(LATER, effective_on=date(2026, 9, 1))
    adopt_revision(by=TESTS, revision=LATER)
    with pytest.raises(Refused, match=r"The revision zb-2027 carries ZB2@2026 on already. Undo that first"):
        adopt()


def test_a_corrected_crosswalk_is_adopted_after_the_first_is_undone(people: tuple[Person, ...]) -> None:
    first = adopt()
    steward = make_steward("Another Steward")
    with clock.travelling_to(TODAY, hour=12):
        version = crosswalks.begin_next_version(
            by=steward,
            version=CrosswalkVersion.objects.get(revision__code=first.revision),
            why="ZA1 differs",
        )
        crosswalks.change_row(
            by=steward,
            version=version,
            old=KEPT,
            kind="revised",
            new=[NEW_KEPT],
            why="The texts were compared: much is new",
        )
        settled(steward, version)
    with clock.travelling_to(TODAY, hour=13):
        undo_adoption(by=TESTS, revision=CODE, why="Corrected")
    with clock.travelling_to(TODAY, hour=14):
        assert adopt().version == 2
    now = standing(people[0], NEW_KEPT, EFFECTIVE)
    assert now is not None
    assert now.reasons == ("bridging_owed",)


def test_equivalence_granted_stands_in_the_way_and_is_not_told_twice(people: tuple[Person, ...]) -> None:
    adopted = adopt()
    task = TransitionTask.objects.get(person=people[0], standard="ZC1@2013")
    with clock.travelling_to(EFFECTIVE + timedelta(days=1)):
        judged = {REPLACED: Judged(used=True), "ZA6@2013": Judged(used=True)}
        grant_equivalence(by=TESTS, task=task, judged=judged, why="The same work")
        with pytest.raises(Refused, match=r"\(P1\) was granted ZC1@2013 on 2 April 2026"):
            undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert Batch.objects.get(pk=adopted.batch.pk).state == Batch.ACTIVE
