"""The page of a revision says how far it has come, and offers what can be done with it now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record.actions import retract_facts
from standing.areas.revisions import actions as crosswalks
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.presenters.course import stage_words
from standing.areas.revisions.selectors.course import IS_ADOPTED, NOT_APPROVED, offers, today_course
from standing.core.crosswalks.course import Stage
from tests.factories.adopting import CODE, EFFECTIVE, ENDS, KEPT, LATER, NEW_KEPT, TESTS, decide, settled
from tests.factories.people import make_account, signed_in
from tests.factories.revisions import make_steward
from tests.factories.transitions import IN_TRANSITION, TODAY, RevisedWard, revised_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Iterator[RevisedWard]:
    """The crosswalk is approved."""
    with clock.travelling_to(TODAY):
        yield revised_ward()


def can(account: Account, code: str = CODE) -> dict[str, str]:
    """What can be done with a revision, each with why not."""
    return {one.name: one.why_not for one in offers(by=account, found=today_course(by=account, code=code))}


def words(code: str = CODE) -> str:
    return stage_words(today_course(by=TESTS, code=code))


def test_what_is_offered_before_it_is_adopted(ward: RevisedWard) -> None:
    assert can(ward.steward) == {
        "rehearse": "",
        "adopt": "",
        "progress": "It is not adopted. There is progress from then on.",
        "undo": "It is not adopted. There is nothing to undo.",
    }
    assert "Nothing is carried over yet" in words()
    assert can(ward.steward, LATER)["adopt"] == NOT_APPROVED
    assert words(LATER) == "It is in the catalogue, and no crosswalk is begun here."
    assert "a framework steward" in can(ward.manager)["adopt"].lower()
    assert can(ward.manager)["rehearse"] == ""
    page = signed_in(ward.manager).get(f"/revisions/{CODE}/progress/").content.decode()
    assert "There is progress once the revision is adopted" in page
    auditor = signed_in(make_account("Ada Auditor", roles=[Role.AUDITOR]))
    shown = auditor.get(f"/revisions/{CODE}/").content.decode()
    assert f'href="/revisions/{CODE}/adopt/"' not in shown


def test_the_stages_of_an_adopted_revision_and_its_undoing(ward: RevisedWard) -> None:
    adopt_revision(by=ward.steward, revision=CODE)
    assert "It takes effect on 1 April 2026" in words()
    assert can(ward.steward) == {"rehearse": IS_ADOPTED, "adopt": IS_ADOPTED, "progress": "", "undo": ""}
    stages = {}
    for day in (EFFECTIVE, ENDS, ENDS + timedelta(days=1)):
        with clock.travelling_to(day):
            stages[day] = today_course(by=TESTS, code=CODE).stage
    assert list(stages.values()) == [Stage.TRANSITION, Stage.TRANSITION, Stage.ENDED]
    with clock.travelling_to(IN_TRANSITION):
        page = signed_in(ward.steward).get(f"/revisions/{CODE}/").content.decode()
        assert "The transition goes on until 31 March 2027" in page
        decided = decide(ward.cat, IN_TRANSITION, NEW_KEPT)
        undoing = next(
            one
            for one in offers(by=ward.steward, found=today_course(by=TESTS, code=CODE))
            if one.name == "undo"
        )
        assert undoing.is_hindered
        assert (
            "somebody has built on it" in signed_in(ward.steward).get(f"/revisions/{CODE}/").content.decode()
        )
        retract_facts(by=TESTS, rows=decided, why="Another person")
        undo_adoption(by=ward.steward, revision=CODE, why="The wrong day")
        assert words() == "Its adoption was undone on 1 June 2026: The wrong day. It can be adopted again."
        assert can(ward.steward)["adopt"] == ""


def test_a_corrected_crosswalk_can_be_adopted_while_the_earlier_stands(ward: RevisedWard) -> None:
    adopt_revision(by=ward.steward, revision=CODE)
    steward = make_steward("Another Steward")
    with clock.travelling_to(TODAY, hour=12):
        approved = CrosswalkVersion.objects.get(revision__code=CODE)
        version = crosswalks.begin_next_version(by=steward, version=approved, why="It differs")
        assert "Version 2, to correct it, is being worked on." in words()
        crosswalks.change_row(
            by=steward, version=version, old=KEPT, kind="revised", new=[NEW_KEPT], why="Compared"
        )
        settled(steward, version)
    assert "Version 2 is approved to take its place." in words()
    assert can(ward.steward)["adopt"] == ""
    page = signed_in(ward.steward).get(f"/revisions/{CODE}/adopt/").content.decode()
    assert "Version 2 corrects it" in page
    assert "Adopt the correction" in page
    progress = signed_in(ward.steward).get(f"/revisions/{CODE}/progress/").content.decode()
    assert "Adopted on 2 March 2026 by version 1" in progress
    assert "How far each team has got" in progress
