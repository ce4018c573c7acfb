"""Who is told what of a revision, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions as record
from standing.areas.refusals import Refused
from standing.areas.revisions import actions as revisions
from standing.areas.revisions.actions.notices import make_notices, read_notice
from standing.areas.revisions.actions.transitions import grant_equivalence
from standing.areas.revisions.models import CrosswalkVersion, Notice
from standing.areas.revisions.transition_lines import DONE
from standing.core.rules import facts
from tests.factories.adopting import EFFECTIVE, ENDS, NEW_CODE, NEW_EDITION, RECODED, REPLACED, REVISED
from tests.factories.people import signed_in
from tests.factories.record import account_of, make_assessor
from tests.factories.revisions import approve
from tests.factories.transitions import IN_TRANSITION, TODAY, RevisedWard, adopted, equivalence_of
from tests.integration.areas.revisions.transitions.conftest import TESTS, USED, states

pytestmark = pytest.mark.django_db


def test_only_those_affected_are_told_and_once(approved: RevisedWard) -> None:
    bystander = Person.objects.create(ref="dee", given_name="Dee", family_name="Example")
    assert make_notices(by=TESTS, today=TODAY) == 3
    assert make_notices(by=TESTS, today=TODAY) == 0
    assert not Notice.objects.filter(person=bystander).exists()
    told = Notice.objects.get(person=approved.cat)
    assert (told.milestone, len(told.lines)) == ("approved", 2)
    assert "show the new parts to an assessor" in " ".join(told.lines)
    assert "An assessor judges whether your record meets it" in " ".join(told.lines)


def test_people_are_told_as_soon_as_it_is_adopted(
    approved: RevisedWard, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        adopted(approved)
    (asked,) = DBTaskResult.objects.filter(task_path__endswith="tell_those_affected")
    asked.task.func()
    assert Notice.objects.count() == 3
    asked.task.func()
    assert Notice.objects.count() == 3


def test_the_days_of_a_revision_are_told_as_they_come(approved: RevisedWard) -> None:
    make_notices(by=TESTS, today=TODAY)
    adopted(approved)
    expected = {
        EFFECTIVE - timedelta(days=1): set(),
        EFFECTIVE: {"effective"},
        ENDS - timedelta(days=91): set(),
        ENDS - timedelta(days=90): {"90"},
        ENDS - timedelta(days=60): {"60"},
        ENDS - timedelta(days=30): {"30"},
        ENDS - timedelta(days=7): {"7"},
        ENDS + timedelta(days=1): set(),
    }
    seen: set[str] = {"approved"}
    for day, new in expected.items():
        with clock.travelling_to(day):
            make_notices(by=TESTS, today=day)
            make_notices(by=TESTS, today=day)
        told = set(Notice.objects.filter(person=approved.ann).values_list("milestone", flat=True))
        assert told - seen == new
        seen = told
    assert Notice.objects.filter(person=approved.ann).count() == 6


def test_of_a_corrected_crosswalk_only_those_are_told_anew_for_whom_it_says_something_else(
    approved: RevisedWard,
) -> None:
    """Ann and Ben hold the standard whose row differs; it is all that they are told of. Cat has been told."""
    make_notices(by=TESTS, today=TODAY)
    draft = revisions.begin_next_version(by=approved.steward, version=approved.version, why="A word")
    revisions.change_row(
        by=approved.steward,
        version=draft,
        old=RECODED,
        kind="recoded",
        new=[NEW_CODE],
        treatment="bridge",
        why="x",
    )
    approve(CrosswalkVersion.objects.get(pk=draft.pk), approved.steward, approved.lead)
    assert make_notices(by=TESTS, today=TODAY) == 2
    assert make_notices(by=TESTS, today=TODAY) == 0
    anew = Notice.objects.filter(version=draft)
    assert {notice.person for notice in anew} == {approved.ann, approved.ben}
    assert {len(notice.lines) for notice in anew} == {1}
    assert all("show the new parts" in notice.lines[0] for notice in anew)
    assert all("ZA2 (2013)" in notice.lines[0] and "@" not in notice.lines[0] for notice in anew)
    assert Notice.objects.filter(person=approved.cat).count() == 1


def test_of_days_that_were_missed_the_latest_is_told(ward: RevisedWard) -> None:
    day = ENDS - timedelta(days=20)
    with clock.travelling_to(day):
        make_notices(by=TESTS, today=day)
    told = set(Notice.objects.filter(person=ward.ann).values_list("milestone", flat=True))
    assert told == {"effective", "30"}


def test_nobody_is_reminded_of_what_is_done(ward: RevisedWard) -> None:
    assessor = make_assessor(ward.other)
    task = equivalence_of(ward.cat)
    grant_equivalence(by=assessor, task=task, judged={REPLACED: USED}, why="Same")
    record.record_decision(
        by=assessor, person=ward.cat, standard=NEW_EDITION, outcome=facts.BRIDGED, decided_on=IN_TRANSITION
    )
    assert states(ward.cat) == {REVISED: DONE, REPLACED: DONE}
    day = ENDS - timedelta(days=90)
    with clock.travelling_to(day):
        make_notices(by=TESTS, today=day)
    assert not Notice.objects.filter(person=ward.cat, milestone="90").exists()
    assert Notice.objects.filter(person=ward.ann, milestone="90").exists()


def test_a_notice_is_shown_until_it_is_read_by_its_person(ward: RevisedWard) -> None:
    ann, other = account_of(ward.ann), account_of(ward.cat)
    make_notices(by=TESTS, today=IN_TRANSITION)
    notice = Notice.objects.get(person=ward.ann)
    client = signed_in(ann)
    assert "What changes for me" in client.get("/").content.decode()
    with pytest.raises(Refused):
        read_notice(by=other, key=notice.pk)
    client.post(f"/what-changes/notices/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "I have read this" not in client.get("/").content.decode()
