"""What is rehearsed is what happens, and rehearsing writes nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import RoleProfile
from standing.areas.record import actions
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import FactRow
from standing.areas.record.refresh import AppliesTo
from standing.areas.record.selectors.change_reach import preview_change
from standing.areas.record.selectors.refresh_rules import preview_refresh_rules
from standing.areas.record.selectors.teams import team_of
from standing.core.engine.tables import TABLES
from standing.core.rehearsing.effects import PairEffect
from standing.core.rules import facts
from standing.core.rules.status import NOT_HELD, Standing
from tests.factories.adopting import ENDS, NEW_CODE, RECODED, REPLACED, REVISED
from tests.factories.profiles import add_lines, draft_of
from tests.factories.transitions import TODAY, RevisedWard, adopted
from tests.integration.areas.revisions.rehearsals.conftest import REVISION, TESTS, change_rows, rehearsed

pytestmark = pytest.mark.django_db


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
