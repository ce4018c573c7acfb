"""Rehearsals: they say what then happens, write nothing, count for whoever may and name whom they may see."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import RoleProfile
from standing.areas.record import actions
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import FactRow
from standing.areas.record.refresh import AppliesTo
from standing.areas.record.selectors.change_reach import preview_change
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.refresh_rules import preview_refresh_rules
from standing.areas.record.selectors.teams import team_of
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions import rehearsals as kept_actions
from standing.areas.revisions.actions.rehearsals import (
    forget_old_rehearsals,
    run_rehearsal,
    start_rehearsal,
    stop_rehearsal,
)
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.rehearsing.running import Rehearsed, as_numbers
from standing.areas.revisions.selectors.rehearsals import (
    named_in_unit,
    own_rehearsal,
    plan_asked,
    rehearse_now,
)
from standing.core.engine.tables import TABLES
from standing.core.rehearsing.effects import PairEffect
from standing.core.rules import facts
from standing.core.rules.facts import BadFact
from standing.core.rules.status import NOT_HELD, Standing
from tests.factories.adopting import CODE, EFFECTIVE, ENDS, NEW_CODE, RECODED, REPLACED, REVISED, decide
from tests.factories.people import make_account, signed_in
from tests.factories.profiles import add_lines, draft_of
from tests.factories.transitions import MET_ON, TODAY, RevisedWard, adopted, revised_ward

pytestmark = pytest.mark.django_db

TESTS = System("tests")
REVISION = {"kind": "revision", "revision": CODE}


@pytest.fixture
def ward() -> Iterator[RevisedWard]:
    with clock.travelling_to(TODAY):
        yield revised_ward()


def rehearsed(
    asked: dict[str, Any], by: Any = TESTS, below: int | None = None
) -> tuple[Rehearsed, list[PairEffect]]:
    found: list[PairEffect] = []
    plan = plan_asked(by=by, asked=asked)
    outcome = rehearse_now(
        by=by, plan=plan, below=below, each=lambda person, effects, tasks, groups: found.extend(effects)
    )
    return outcome, found


def change_rows(standard: str, effective_on: date, kind: str = facts.SIGNIFICANT) -> list[dict[str, str]]:
    change = facts.Change("POL", 1, standard, kind, effective_on)
    return [TABLES["changes"].fact_to_row(change)]


def standing_of(person: Person, standard: str, context: str, on: date) -> Standing:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], on).get(Pair(person.ref, standard, context), Standing(NOT_HELD))


def everything() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for model in FactRow.__subclasses__()
        + [sub for one in FactRow.__subclasses__() for sub in one.__subclasses__()]
        if not model._meta.abstract
    }


# -- what is rehearsed is what happens ----------------------------------------------------------------------


def compare_with_what_happens(found: list[PairEffect], first: date, last: date) -> int:
    """Hold every stretch of every effect against the answers, on its first and last day. Returns how many days."""
    people = {person.ref: person for person in Person.objects.all()}
    compared = 0
    for effect in found:
        for stretch in effect.after:
            end = min(stretch.to_on or last, last)
            for day in {stretch.from_on, end - timedelta(days=1)}:
                if first <= day < last:
                    told = standing_of(people[effect.person], effect.standard, effect.context, day)
                    assert told == stretch.standing, (effect.person, effect.standard, effect.context, day)
                    compared += 1
    return compared


def test_adopting_does_what_the_rehearsal_said_and_nothing_else(ward: RevisedWard) -> None:
    outcome, found = rehearsed(REVISION)
    window = outcome.plan.question.window
    assert window.to_on is not None
    days = [window.from_on + timedelta(days=number) for number in range((window.to_on - window.from_on).days)]
    people = {person.ref: person for person in (ward.ann, ward.ben, ward.cat)}
    sampled = [*days[::9], ENDS, ENDS + timedelta(days=1)]
    fresh = list(Person.objects.select_related("stale"))
    before = {day: standings_on(fresh, day) for day in sampled}
    batch = adopted(ward)
    fresh = list(Person.objects.select_related("stale"))
    effects = {(one.person, one.standard, one.context): one for one in found}
    differing = set()
    for day in sampled:
        was, will = before[day], standings_on(fresh, day)
        for pair in was.keys() | will.keys():
            old, new = was.get(pair, Standing(NOT_HELD)), will.get(pair, Standing(NOT_HELD))
            effect = effects.get(pair)
            if effect is None:
                assert old == new, (pair, day)
            else:
                told = next(
                    one
                    for one in effect.after
                    if one.from_on <= day and (one.to_on is None or day < one.to_on)
                )
                assert new == told.standing, (pair, day)
                differing.add(pair)
    assert len(differing) > 10
    assert {effect.person for effect in found} == set(people)
    assert compare_with_what_happens(found, window.from_on, window.to_on) > 50
    said = {(task, standard): number for (task, standard, _), number in outcome.tasks.items()}
    made: dict[tuple[str, str], int] = {}
    for task in batch.transition_tasks.all():
        made[task.kind, task.standard_id] = made.get((task.kind, task.standard_id), 0) + 1
    assert said == made


def test_putting_a_change_into_force_does_what_the_rehearsal_said(ward: RevisedWard) -> None:
    on = date(2026, 3, 10)
    outcome, found = rehearsed({"kind": "change", "rows": change_rows(RECODED, on)})
    actions.issue_change(
        by=TESTS, subject="POL", version=1, title="Policy", standards=[RECODED],
        change_class=facts.SIGNIFICANT, effective_on=on,
    )  # fmt: skip
    assert compare_with_what_happens(found, on, outcome.plan.question.last_day) > 4
    assert outcome.outcome.work == {("signing", RECODED, "2026-04"): 2}
    on_the_day = {fall.first_day for fall in outcome.falls}
    assert on_the_day == {date(2026, 4, 8)}
    with clock.travelling_to(date(2026, 4, 8)):
        team = team_of(by=TESTS, unit=ward.unit, at=date(2026, 4, 8))
    column = [cell for cell in team.cells if cell.standard.pk == RECODED]
    (fall,) = outcome.falls
    assert (fall.after.counting, fall.after.of) == (sum(cell.standing.counts for cell in column), len(column))


def test_another_refresh_rule_does_what_the_rehearsal_said(ward: RevisedWard) -> None:
    rows = [TABLES["standards"].fact_to_row(facts.RefreshRule(RECODED, None, 3, 0))]
    outcome, found = rehearsed({"kind": "rules", "rows": rows})
    assert outcome.outcome.people["loses"] == 2
    actions.set_refresh_rules(
        by=TESTS,
        standards=[RECODED],
        validity_months=3,
        grace_days=0,
        applies_to=AppliesTo.ALL,
        why="made up",
    )
    assert compare_with_what_happens(found, TODAY, outcome.plan.question.last_day) >= 4


def test_a_rule_for_new_decisions_alone_changes_nothing_of_old_ones(ward: RevisedWard) -> None:
    rows = [TABLES["standards"].fact_to_row(facts.RefreshRule(RECODED, TODAY, 3, 0))]
    outcome, found = rehearsed({"kind": "rules", "rows": rows})
    assert found == []
    assert outcome.outcome.examined == 3


def test_putting_a_draft_in_use_does_what_the_rehearsal_said(ward: RevisedWard) -> None:
    on = TODAY + timedelta(days=9)
    profile = RoleProfile.objects.get(code="nurse")
    profiles.draft_version(by=TESTS, profile=profile)
    draft = draft_of(profile)
    draft.lines.get(standard=REPLACED).delete()
    add_lines(draft, [NEW_CODE])
    outcome, found = rehearsed({"kind": "profile", "profile": "nurse", "on": on.isoformat()})
    assert {(effect.person, effect.standard, effect.kind) for effect in found} == {
        *((ref, NEW_CODE, "new_gap") for ref in ("ann", "ben", "cat")),
        *((ref, REPLACED, "no_longer_asked") for ref in ("ann", "ben", "cat")),
    }
    assert outcome.falls == []
    profiles.put_in_use(by=TESTS, version=draft, from_on=on)
    with clock.travelling_to(on):
        team = team_of(by=TESTS, unit=ward.unit, at=on)
    asked = {(cell.person.ref, cell.standard.pk) for cell in team.cells}
    assert ("ann", NEW_CODE) in asked
    assert ("ann", REPLACED) not in asked


def test_somebody_leaving_does_what_the_rehearsal_said(ward: RevisedWard) -> None:
    on = TODAY + timedelta(days=30)
    outcome, found = rehearsed({"kind": "leaving", "person": "ann", "on": on.isoformat()})
    assert {effect.person for effect in found} == {"ann"}
    assert {(fall.unit, fall.standard) for fall in outcome.falls} >= {("ash", REVISED), ("ash", RECODED)}
    assert {fall.unit for fall in outcome.falls} == {"ash"}
    row = ward.ann.assignments.get()
    actions.end_assignment(by=TESTS, assignment=row, to_on=on, why="Left")
    with clock.travelling_to(on):
        team = team_of(by=TESTS, unit=ward.unit, at=on)
    for fall in outcome.falls:
        column = [cell for cell in team.cells if cell.standard.pk == fall.standard]
        assert (fall.after.counting, fall.after.of) == (
            sum(cell.standing.counts for cell in column),
            len(column),
        )


def test_a_rehearsal_writes_no_fact(ward: RevisedWard) -> None:
    before = everything()
    rehearsed(REVISION)
    rehearsed({"kind": "leaving", "person": "ann", "on": TODAY.isoformat()})
    assert everything() == before


def test_a_form_s_preview_says_what_the_rehearsal_says_of_its_day(ward: RevisedWard) -> None:
    change = facts.Change("POL", 1, RECODED, facts.CRITICAL, TODAY)
    _, found = rehearsed({"kind": "change", "rows": [TABLES["changes"].fact_to_row(change)]})
    lost = {
        effect.person for effect in found for one in effect.findings if (one.kind, one.on) == ("loses", TODAY)
    }
    assert lost == {person.ref for person in preview_change(by=TESTS, changes=[change]).stopping} != set()

    rule = facts.RefreshRule(RECODED, None, 12, 0)
    _, found = rehearsed({"kind": "rules", "rows": [TABLES["standards"].fact_to_row(rule)]})
    then = {
        (effect.person, effect.standard, effect.context, effect.before[0].standing, effect.after[0].standing)
        for effect in found
    }
    preview = preview_refresh_rules(
        by=TESTS, standards=[RECODED], validity_months=12, grace_days=0, applies_to=AppliesTo.ALL
    )
    shown = {(one.person.ref, one.standard, one.context, one.before, one.after) for one in preview.touched}
    assert shown == {one for one in then if one[3] != one[4]} != set()


# -- the numbers --------------------------------------------------------------------------------------------


def test_the_numbers_of_a_revision(ward: RevisedWard) -> None:
    outcome, _ = rehearsed(REVISION)
    numbers = as_numbers(outcome)
    assert (numbers["kind"], numbers["takes_effect"]) == ("revision", EFFECTIVE.isoformat())
    assert numbers["examined"] == 4  # the assessor counts in what they assess
    assert numbers["people"]["affected"] == 3
    work = {(row["work"], row["standard"]): row for row in numbers["work"]}
    assert work["signing", NEW_CODE] == {
        "work": "signing",
        "standard": NEW_CODE,
        "month": "2027-03",
        "pairs": 2,
    }
    falls = {(row["unit"], row["standard"]): row for row in numbers["teams"]}
    lost = falls["ash", REPLACED]
    assert (lost["on"], lost["before"], lost["after"]) == (
        "2027-04-01", {"counting": 2, "of": 2}, {"counting": 0, "of": 2},
    )  # fmt: skip
    assert ("ash", REVISED) not in falls or falls["ash", REVISED]["on"] > "2027-03-31"
    (profile,) = numbers["profiles"]
    assert {change["what"] for change in profile["changes"]} == {"mapped", "withdrawn"}
    assert {"task": "withdrawn_line", "standard": "ZA9@2013", "month": "2027-03", "tasks": 1} in numbers[
        "tasks"
    ]
    assert json.dumps(numbers)


def test_only_teams_below_a_share_are_named_where_one_is_given(ward: RevisedWard) -> None:
    asked = {"kind": "leaving", "person": "ann", "on": (TODAY + timedelta(days=30)).isoformat()}
    every, _ = rehearsed(asked)
    some, _ = rehearsed(asked, below=50)
    assert {fall.standard for fall in some.falls} < {fall.standard for fall in every.falls}
    assert as_numbers(some)["below"] == 50


def test_a_revision_without_a_day_takes_the_one_that_is_tried(ward: RevisedWard) -> None:
    with pytest.raises(Refused, match="has no effective day yet"):
        rehearsed({"kind": "revision", "revision": "zb-2027"})
    outcome, _ = rehearsed({"kind": "revision", "revision": "zb-2027", "on": "2027-04-01"})
    assert outcome.plan.takes_effect == date(2027, 4, 1)
    assert outcome.plan.notes[0].startswith("No crosswalk is begun yet")


def test_an_approved_revision_can_be_tried_on_another_day(ward: RevisedWard) -> None:
    outcome, _ = rehearsed(REVISION | {"on": "2028-01-01"})
    assert outcome.plan.takes_effect == date(2028, 1, 1)
    assert ward.version.effective_on == EFFECTIVE


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"kind": "revision", "revision": "nowhere"}, Refused, "There is no revision nowhere"),
        ({"kind": "profile", "profile": "nurse"}, Refused, "has no draft to rehearse"),
        ({"kind": "leaving", "person": "nobody"}, Refused, "nobody with the reference nobody"),
        ({"kind": "leaving", "person": "ann", "on": "soon"}, BadFact, "expected a day"),
        ({"kind": "leaving", "person": "ann", "until": "2020-01-01"}, Refused, "before the first"),
        ({"kind": "leaving", "person": "ann", "until": "2099-01-01"}, Refused, "no further ahead"),
        ({"kind": "change", "rows": change_rows("XX9@2000", TODAY)}, BadFact, "the id of a standard"),
    ],
)
def test_what_cannot_be_rehearsed_is_refused_with_words(
    ward: RevisedWard, asked: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        rehearsed(asked)


def test_a_change_in_force_is_not_rehearsed_again(ward: RevisedWard) -> None:
    actions.issue_change(
        by=TESTS, subject="POL", version=1, title="Policy", standards=[RECODED],
        change_class=facts.MINOR, effective_on=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="in force for ZA2@2013 already"):
        rehearsed({"kind": "change", "rows": change_rows(RECODED, TODAY)})


def test_somebody_who_left_is_not_rehearsed_leaving(ward: RevisedWard) -> None:
    actions.end_assignment(by=TESTS, assignment=ward.ann.assignments.get(), to_on=TODAY, why="Left")
    with pytest.raises(Refused, match="works nowhere from"):
        rehearsed({"kind": "leaving", "person": "ann", "on": TODAY.isoformat()})


# -- who may see what ---------------------------------------------------------------------------------------


def test_a_steward_sees_counts_of_everyone_and_no_person(ward: RevisedWard) -> None:
    outcome, found = rehearsed(REVISION, by=ward.steward)
    assert outcome.outcome.examined == 4, "the three of the ward, and their assessor"
    assert found == []
    kept = start_rehearsal(by=ward.steward, asked=REVISION)
    with pytest.raises(NotFound):
        named_in_unit(by=ward.steward, kept=kept, unit="ash")
    with pytest.raises(Refused, match="among the people you can see"):
        start_rehearsal(by=ward.steward, asked={"kind": "leaving", "person": "ann"})


def test_a_manager_sees_their_own_team_alone(ward: RevisedWard) -> None:
    outcome, found = rehearsed(REVISION, by=ward.manager)
    assert outcome.outcome.examined == 2
    assert {effect.person for effect in found} == {"ann", "ben"}
    assert {fall.unit for fall in outcome.falls} == {"ash"}
    kept = start_rehearsal(by=ward.manager, asked=REVISION)
    _, named = named_in_unit(by=ward.manager, kept=kept, unit="ash")
    assert [one.person.ref for one in named] == ["ann", "ben"]
    assert all(effect.standard == REPLACED for one in named_in_unit(
        by=ward.manager, kept=kept, unit="ash", standard=REPLACED)[1] for effect in one.effects
    )  # fmt: skip
    with pytest.raises(NotFound):
        named_in_unit(by=ward.manager, kept=kept, unit="birch")
    with pytest.raises(Refused):
        start_rehearsal(by=ward.manager, asked={"kind": "leaving", "person": "cat"})


@pytest.mark.parametrize(
    "role", [Role.PRACTITIONER, Role.ASSESSOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.CONTRIBUTOR]
)
def test_an_outsider_rehearses_nothing(ward: RevisedWard, role: Role) -> None:
    outsider = make_account(roles=[role], person=ward.cat if role == Role.PRACTITIONER else None)
    with pytest.raises(NotAllowed, match="You cannot rehearse"):
        start_rehearsal(by=outsider, asked=REVISION)
    client = signed_in(outsider)
    for address in ("/rehearsals/", "/rehearsals/new/change/", f"/revisions/{CODE}/rehearse/"):
        assert client.get(address).status_code == 403


def test_a_rehearsal_belongs_to_whoever_asked(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    other = make_account(roles=[Role.WORKFORCE_LEAD])
    with pytest.raises(NotFound):
        own_rehearsal(by=other, key=kept.pk)
    for ending in ("", "names/", "numbers.json"):
        assert signed_in(other).get(f"/rehearsals/{kept.pk}/{ending}").status_code == 404
    with pytest.raises(Refused):
        stop_rehearsal(by=other, key=kept.pk)


# -- kept, run, stopped, forgotten --------------------------------------------------------------------------


def test_a_small_rehearsal_is_done_at_once_and_kept_without_a_name(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    assert kept.state == StoredRehearsal.DONE
    assert (kept.done, kept.of) == (4, 4), "the three of the ward, and their assessor"
    written = json.dumps(kept.numbers)
    assert not any(word in written for word in ('"ann"', "Ann", '"ben"', "Ben"))


def test_a_big_rehearsal_waits_for_the_background_and_runs_once(
    ward: RevisedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_actions, "AT_ONCE", 1)
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    run_rehearsal(key=kept.pk)
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert kept.state == StoredRehearsal.DONE


def test_a_rehearsal_can_be_stopped_and_stays_so(ward: RevisedWard) -> None:
    kept = queued(ward.lead)
    stop_rehearsal(by=ward.lead, key=kept.pk)
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.numbers) == (StoredRehearsal.STOPPED, None)
    with pytest.raises(Refused, match="has ended already"):
        stop_rehearsal(by=ward.lead, key=kept.pk)


def test_a_rehearsal_stopped_while_it_runs_ends_there(
    ward: RevisedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = queued(ward.lead)
    before = kept_actions._progress

    def stopped(key: int, done: int, of: int) -> None:
        StoredRehearsal.objects.filter(pk=key).update(state=StoredRehearsal.STOPPED)
        before(key, done, of)

    monkeypatch.setattr(kept_actions, "_progress", stopped)
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.numbers) == (StoredRehearsal.STOPPED, None)


def test_a_rehearsal_that_cannot_be_done_any_more_says_why(ward: RevisedWard) -> None:
    kept = queued(ward.lead, {"kind": "profile", "profile": "nurse"})
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert kept.state == StoredRehearsal.FAILED
    assert "has no draft" in kept.words
    bad = queued(ward.lead, {"kind": "leaving", "person": "ann", "on": "soon"})
    run_rehearsal(key=bad.pk)
    bad.refresh_from_db()
    assert "It cannot be rehearsed" in bad.words


def test_no_more_than_three_are_under_way(ward: RevisedWard) -> None:
    for _ in range(3):
        queued(ward.lead)
    with pytest.raises(Refused, match="three rehearsals under way"):
        start_rehearsal(by=ward.lead, asked=REVISION)


def test_rehearsals_are_forgotten_after_two_weeks(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    assert forget_old_rehearsals(today=kept.kept_until) == 0
    assert forget_old_rehearsals(today=kept.kept_until + timedelta(days=1)) == 1


def queued(account: Account, asked: dict[str, Any] | None = None) -> StoredRehearsal:
    return StoredRehearsal.objects.create(
        account=account, asked=asked or REVISION, title="made up", made_at=clock.now(), kept_until=TODAY
    )


# -- the pages ----------------------------------------------------------------------------------------------


def test_the_page_begins_a_rehearsal_and_shows_its_numbers_and_names(ward: RevisedWard) -> None:
    client = signed_in(ward.lead)
    assert b"za-2026" in client.get("/rehearsals/").content
    answer = client.post(f"/revisions/{CODE}/rehearse/", {"below": ""}, follow=True)
    page = answer.content.decode()
    assert "This is a rehearsal. Nothing was written." in page
    assert "Teams with fewer who count" in page
    kept = StoredRehearsal.objects.get()
    names = client.get(f"/rehearsals/{kept.pk}/names/", {"unit": "ash"}).content.decode()
    assert "Ann Example" in names
    assert "Cat Example" not in names


def test_numbers_come_as_json_and_as_a_spreadsheet(ward: RevisedWard) -> None:
    client = signed_in(ward.steward)
    kept = start_rehearsal(by=ward.steward, asked=REVISION)
    assert client.get(f"/rehearsals/{kept.pk}/numbers.json").json() == kept.numbers
    content = client.get(f"/rehearsals/{kept.pk}/numbers.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["Teams"]["A1"].value == "Team"
    assert [row[1].value for row in book["Work"].iter_rows(min_row=2)]
    assert book["People"].max_row == 1
    assert client.get(f"/rehearsals/{kept.pk}/numbers.exe").status_code == 404


def post(client: Client, kind: str, **answers: Any) -> str:
    answer = client.post(f"/rehearsals/new/{kind}/", answers, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def day_parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_every_kind_is_rehearsed_from_its_page(ward: RevisedWard) -> None:
    client = signed_in(ward.lead)
    profiles.draft_version(by=TESTS, profile=RoleProfile.objects.get(code="nurse"))
    leaving = post(client, "leaving", person="ann", **day_parts("on", TODAY))
    assert "Ann Example (ann) leaves" in leaving
    assert "Made-up nurse version 2 in use" in post(
        client, "profile", profile="nurse", **day_parts("on", TODAY)
    )
    changed = post(
        client, "change", subject="POL", version="1", standards=RECODED, change_class="major",
        **day_parts("effective_on", TODAY),
    )  # fmt: skip
    assert "Show the changed practice to an assessor" in changed
    ruled = post(
        client,
        "rules",
        standards=RECODED,
        expires="months",
        validity_months="3",
        critical="yes",
        applies_to="all",
    )
    assert "Stops counting" in ruled
    assert StoredRehearsal.objects.count() == 4
    assert "Enter staff number" in post(client, "leaving", **day_parts("on", TODAY))
    assert client.get("/rehearsals/new/weather/").status_code == 404


def test_a_rehearsal_under_way_is_looked_at_again_and_can_be_stopped(ward: RevisedWard) -> None:
    client = signed_in(ward.lead)
    kept = queued(ward.lead)
    answer = client.get(f"/rehearsals/{kept.pk}/")
    assert answer["Refresh"] == "3"
    assert b"Stop it" in answer.content
    stopped = client.post(f"/rehearsals/{kept.pk}/stop/", follow=True).content.decode()
    assert "The rehearsal is stopped" in stopped
    assert "has ended already" in client.post(f"/rehearsals/{kept.pk}/stop/", follow=True).content.decode()


def test_a_steward_is_not_led_to_names(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.steward, asked=REVISION)
    client = signed_in(ward.steward)
    assert b"See who" not in client.get(f"/rehearsals/{kept.pk}/").content
    assert client.get(f"/rehearsals/{kept.pk}/names/").status_code == 404


def test_holding_more_than_the_revision_changes_is_told_of_what_it_changes_alone(ward: RevisedWard) -> None:
    decide(ward.ann, MET_ON + timedelta(days=20), "ZB2@2027")
    _, found = rehearsed(REVISION)
    assert "ZB2@2027" not in {effect.standard for effect in found}
