"""What a revision changes for somebody, how far it has got, and claims taken along."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Change, Claim
from standing.areas.record.selectors.changes import signatures_owed
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.records import record_of
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions.claims import transfer_claim
from standing.areas.revisions.actions.notices import make_notices
from standing.areas.revisions.actions.transitions import note_offer, refuse_equivalence
from standing.areas.revisions.models import Notice
from standing.areas.revisions.selectors.transitions import progress_of, what_changes_for
from standing.areas.revisions.transition_lines import DONE, LOST, OVERDUE, OWED, SHOW, SIGN, TO_COME, WAITING
from tests.factories.adopting import (
    ABSORBED,
    ALSO_REPLACED,
    CODE,
    ENDS,
    NEW_CODE,
    NEW_EDITION,
    RECODED,
    REPLACED,
    REVISED,
    WITHDRAWN,
    decide,
    holder,
)
from tests.factories.people import make_account, signed_in
from tests.factories.record import account_of, make_assessor
from tests.factories.transitions import IN_TRANSITION, MET_ON, TODAY, RevisedWard, adopted, equivalence_of
from tests.integration.areas.revisions.transitions.conftest import TESTS, claim_of, states

pytestmark = pytest.mark.django_db


def test_before_it_is_adopted_everything_is_to_come(approved: RevisedWard) -> None:
    assert set(states(approved.ben).values()) == {TO_COME}
    assert set(states(approved.ben)) == {RECODED, REPLACED, ALSO_REPLACED, ABSORBED}


def test_what_changes_for_somebody_follows_what_they_do(ward: RevisedWard) -> None:
    assert states(ward.ben) == {RECODED: OWED, REPLACED: WAITING, ALSO_REPLACED: WAITING, ABSORBED: WAITING}
    assert states(ward.ann)[WITHDRAWN] == LOST
    ben = account_of(ward.ben)
    record.sign_change(by=ben, person=ward.ben, subject=own(NEW_CODE).subject, version=own(NEW_CODE).version)
    refuse_equivalence(by=ward.assessor, task=equivalence_of(ward.ben), why="Other people")
    note_offer(by=ward.assessor, task=equivalence_of(ward.ben, NEW_EDITION), why="Looked at")
    assert states(ward.ben) == {RECODED: DONE, REPLACED: LOST, ALSO_REPLACED: LOST, ABSORBED: DONE}


def own(standard: str) -> Change:
    return Change.objects.get(standard=standard, carried_from=None)


def test_after_the_end_what_was_not_done_is_overdue(ward: RevisedWard) -> None:
    with clock.travelling_to(ENDS + timedelta(days=1)):
        assert states(ward.ben) == {
            RECODED: OVERDUE,
            REPLACED: OVERDUE,
            ALSO_REPLACED: OVERDUE,
            ABSORBED: OVERDUE,
        }


def test_the_person_their_manager_and_nobody_else_see_what_changes(ward: RevisedWard) -> None:
    ann = account_of(ward.ann)
    assert "An assessor judges" in signed_in(ann).get("/what-changes/").content.decode()
    assert b"What changes for Ann Example" in signed_in(ward.manager).get("/people/ann/what-changes/").content
    assert signed_in(ward.manager).get("/people/cat/what-changes/").status_code == 404
    assert signed_in(ward.steward).get("/people/ann/what-changes/").status_code == 404
    with pytest.raises(NotAllowed):
        what_changes_for(by=ward.steward, person=ward.ann)


def test_progress_counts_by_team_and_names_whom_the_reader_may_see(ward: RevisedWard) -> None:
    found = progress_of(by=ward.steward, version=ward.version, unit="ash")
    teams = {team.unit.code: team for team in found.teams}
    assert teams["ash"].people == 2
    assert (teams["ash"].of, teams["birch"].of) == (13, 2)
    assert found.people == ()
    own_team = progress_of(by=ward.manager, version=ward.version, unit="ash")
    assert [team.unit.code for team in own_team.teams] == ["ash"]
    assert [one.person.ref for one in own_team.people] == ["ann", "ben"]
    with pytest.raises(NotFound):
        progress_of(by=ward.manager, version=ward.version, unit="birch")
    with pytest.raises(NotAllowed):
        progress_of(by=make_account(roles=[Role.AUDITOR]), version=ward.version)
    page = signed_in(ward.manager).get(f"/revisions/{CODE}/progress/", {"unit": "ash"}).content.decode()
    assert "Ann Example" in page
    assert "Ash ward: people you can see" in page


def test_a_claim_is_transferred_closing_the_old_and_opening_the_new(ward: RevisedWard) -> None:
    claim = claim_of(ward.ben)
    (one,) = what_changes_for(by=TESTS, person=ward.ben).claims
    assert (one.claim, [target.pk for target in one.targets], one.last_assessment_on) == (
        claim,
        [NEW_EDITION],
        ENDS,
    )
    with pytest.raises(Refused, match="Choose a new standard"):
        transfer_claim(by=ward.manager, claim=claim, targets=[])
    with pytest.raises(Refused, match="does not become"):
        transfer_claim(by=ward.manager, claim=claim, targets=[NEW_CODE])
    with pytest.raises(NotFound):
        transfer_claim(by=make_assessor(ward.other), claim=claim, targets=[NEW_EDITION])
    (opened,) = transfer_claim(by=ward.manager, claim=claim, targets=[NEW_EDITION])
    assert (opened.standard_id, opened.opened_on) == (NEW_EDITION, IN_TRANSITION)
    known = Claim.objects.filter(person=ward.ben, retracted_on=None)
    assert {(row.standard_id, row.closed_on) for row in known} == {
        (REVISED, IN_TRANSITION),
        (NEW_EDITION, None),
    }
    with pytest.raises(NotFound):
        transfer_claim(by=ward.manager, claim=claim, targets=[NEW_EDITION])


def test_a_claim_on_the_new_edition_already_is_not_opened_twice(ward: RevisedWard) -> None:
    claim = claim_of(ward.ben)
    claim_of(ward.ben, NEW_EDITION)
    assert transfer_claim(by=account_of(ward.ben), claim=claim, targets=[NEW_EDITION]) == []


def test_progress_notices_pages_and_the_record_agree_about_who_owes_what(approved: RevisedWard) -> None:
    """Dee was assessed on the new editions herself, Cat is carried on one and assessed on the other."""
    dee = holder("dee", MET_ON, NEW_CODE, NEW_EDITION)
    decide(approved.cat, MET_ON, NEW_CODE)
    adopted(approved)
    everyone = (approved.ann, approved.ben, approved.cat, dee)
    for day, late in ((TODAY, False), (IN_TRANSITION, False), (ENDS + timedelta(days=1), True)):
        with clock.travelling_to(day):
            for person in everyone:
                lines = [
                    line
                    for _, those in what_changes_for(by=TESTS, person=person).transitions
                    for line in those
                ]
                said = {
                    line.row.new[0]
                    for line in lines
                    if line.state in (OWED, OVERDUE) and line.asks in (SIGN, SHOW)
                }
                fresh = [Person.objects.select_related("stale").get(pk=person.pk)]
                asked = {
                    pair.standard
                    for pair, standing in standings_on(fresh, day).items()
                    if any(reason.startswith(("signature", "bridging")) for reason in standing.reasons)
                }
                assert said == asked, (person.ref, day)
                to_sign = signatures_owed(record_of(by=TESTS, person=person, at=day))
                signing = {standard for one in to_sign for standard in one.standards}
                assert signing == {
                    line.row.new[0] for line in lines if line.state in (OWED, OVERDUE) and line.asks == SIGN
                }
                assert any(line.state == OVERDUE for line in lines) == (late and person != dee)
            make_notices(by=TESTS, today=day)
    assert not Notice.objects.filter(person=dee).exists()
