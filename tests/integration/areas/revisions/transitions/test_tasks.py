"""The tasks that an adoption leaves: made once, for whom they can be done, and closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.record import actions as record
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.daily import do_daily_work
from standing.areas.revisions.actions.notices import make_notices, read_notice
from standing.areas.revisions.actions.transitions import create_tasks, grant_equivalence, refuse_equivalence
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import Notice, TransitionTask
from standing.areas.revisions.presenters.rehearsal_words import headline
from standing.areas.revisions.rehearsing.revisions import plan_revision
from standing.areas.revisions.rehearsing.running import as_numbers, run
from standing.areas.revisions.selectors.transitions import (
    progress_of,
    tasks_to_judge,
    unread_notices,
    what_changes_for,
)
from standing.areas.revisions.transition_lines import LOST, NOT_CARRIED, OWED, WAITING
from standing.areas.revisions.transition_words import line_words
from standing.core.rules import facts
from tests.factories.adopting import (
    ABSORBED,
    ALSO_REPLACED,
    CODE,
    CONTEXT,
    NEW_EDITION,
    REPLACED,
    REVISED,
    SPLIT,
    WIDENED,
    WIDER,
    decide,
)
from tests.factories.people import make_person, signed_in
from tests.factories.record import account_of
from tests.factories.transitions import IN_TRANSITION, MET_ON, TODAY, RevisedWard, adopted, equivalence_of
from tests.integration.areas.revisions.transitions.conftest import TESTS, USED, states

pytestmark = pytest.mark.django_db


def test_tasks_are_made_once_and_closed_by_undoing(ward: RevisedWard) -> None:
    number = TransitionTask.objects.count()
    assert do_daily_work(by=TESTS, today=IN_TRANSITION)["tasks"] == 0
    batch = TransitionTask.objects.first().batch  # type: ignore[union-attr]
    assert create_tasks(by=TESTS, batch=batch, version=ward.version, people=[]) == 0
    assert TransitionTask.objects.count() == number
    undo_adoption(by=ward.steward, revision=CODE, why="A mistake")
    assert {task.state for task in TransitionTask.objects.all()} == {"closed"}
    assert not tasks_to_judge(by=ward.assessor)


def test_a_grant_stands_in_the_way_of_undoing(ward: RevisedWard) -> None:
    task = equivalence_of(ward.ben)
    grant_equivalence(by=ward.assessor, task=task, judged={REPLACED: USED, ALSO_REPLACED: USED}, why="Same")
    with pytest.raises(Refused, match=r"was granted ZC1 \(2013\) on 1 June 2026"):
        undo_adoption(by=ward.steward, revision=CODE, why="A mistake")


def test_whoever_comes_to_hold_an_old_standard_later_gets_a_task(ward: RevisedWard) -> None:
    decide(ward.cat, IN_TRANSITION - timedelta(days=1), SPLIT)
    made = do_daily_work(by=TESTS, today=IN_TRANSITION)["tasks"]
    assert made == 2
    assert TransitionTask.objects.filter(person=ward.cat, state="open").count() == 3
    assert do_daily_work(by=TESTS, today=IN_TRANSITION)["tasks"] == 0


def test_what_could_only_be_refused_does_not_wait_beside_what_an_assessor_judges(ward: RevisedWard) -> None:
    """Of two old standards that lead to one new, the one was in grace only: the other is what is judged."""
    person = make_person("eve")
    decide(person, date(2023, 3, 10), REPLACED)
    decide(person, MET_ON, ALSO_REPLACED)
    do_daily_work(by=TESTS, today=IN_TRANSITION)
    ((_, lines),) = what_changes_for(by=TESTS, person=person).transitions
    by_old = {line.old: line for line in lines}
    assert (by_old[REPLACED].state, by_old[ALSO_REPLACED].state) == (NOT_CARRIED, WAITING)
    said = line_words(by_old[REPLACED])
    assert "It had expired before an assessor could judge it." in said
    assert "An assessor judges the new standard by what else you hold, ZA6 (2013)" in said
    refuse_equivalence(by=TESTS, task=equivalence_of(person), why="Not the same work")
    assert states(person)[REPLACED] == NOT_CARRIED
    ((_, lines),) = what_changes_for(by=TESTS, person=person).transitions
    assert "you are assessed on it" in line_words(next(line for line in lines if line.old == REPLACED))


def test_what_comes_to_be_held_in_another_context_than_the_revision_names_waits_for_an_assessor(
    ward: RevisedWard,
) -> None:
    """Nobody is lost silently: nothing is carried in that context, and an assessor has it the next day."""
    decide(ward.cat, IN_TRANSITION - timedelta(days=1), WIDENED, context="elsewhere")
    assert states(ward.cat)[WIDENED] == WAITING
    assert do_daily_work(by=TESTS, today=IN_TRANSITION)["tasks"] == 1
    assert do_daily_work(by=TESTS, today=IN_TRANSITION)["tasks"] == 0
    task = equivalence_of(ward.cat, WIDER)
    assert (task.context, [one.old_id for one in task.sources.all()]) == (CONTEXT, [WIDENED])


def test_an_adoption_that_is_repeated_makes_no_task_twice(ward: RevisedWard) -> None:
    number = TransitionTask.objects.count()
    assert adopt_revision(by=ward.steward, revision=CODE).already
    assert TransitionTask.objects.count() == number


def test_who_could_only_be_refused_has_no_task_is_told_why_and_is_counted_apart(
    approved: RevisedWard,
) -> None:
    """In grace on the effective day: nothing counts on any day on which an assessor could use it."""
    with clock.travelling_to(TODAY):
        record.append_facts(
            by=TESTS,
            entries=[
                record.Entry(
                    facts.Decision(
                        "new", "cat", SPLIT, facts.MET, date(2025, 1, 1), expires_on=date(2026, 3, 20)
                    )
                )
            ],
        )
    rehearsed = as_numbers(run(plan_revision(CODE)))
    assert {"task": "not_carried", "standard": SPLIT, "month": "2027-03", "tasks": 1} in rehearsed["tasks"]
    assert "1 standard of people would not be carried over" in " ".join(headline(rehearsed))
    adopted(approved)
    with clock.travelling_to(IN_TRANSITION):
        assert states(approved.cat) == {REVISED: OWED, REPLACED: WAITING, SPLIT: NOT_CARRIED}
        found = progress_of(by=TESTS, version=approved.version)
        (birch,) = (team for team in found.teams if team.unit.code == "birch")
        assert birch.counts[NOT_CARRIED] == 1
        page = signed_in(account_of(approved.cat)).get("/what-changes/").content.decode()
        assert "It had expired before an assessor could judge it. To count on the new standard" in page


def test_tasks_and_notices_of_a_merged_record_are_those_of_the_one_it_stands_in(ward: RevisedWard) -> None:
    make_notices(by=TESTS, today=IN_TRANSITION)
    record.merge_people(by=ward.lead, kept=ward.ann, merged=ward.ben, why="One person")
    refuse_equivalence(by=ward.assessor, task=equivalence_of(ward.ben, NEW_EDITION), why="Not the same")
    refuse_equivalence(by=ward.assessor, task=equivalence_of(ward.ann, NEW_EDITION), why="Not the same")
    assert states(ward.ann)[ABSORBED] == LOST
    found = progress_of(by=TESTS, version=ward.version, unit="ash")
    (one,) = found.people
    assert {line.old: line.state for line in one.lines} == states(ward.ann)
    assert make_notices(by=TESTS, today=IN_TRANSITION) == 0
    ann = account_of(ward.ann)
    notice = Notice.objects.get(person=ward.ben)
    assert notice in unread_notices(by=ann)
    assert read_notice(by=ann, key=notice.pk).read_at is not None
