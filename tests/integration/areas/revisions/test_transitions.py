"""What follows an adoption: equivalence judged, notices to those affected, progress by team, claims transferred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Change, Claim, Decision
from standing.areas.record.selectors.changes import signatures_owed
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.records import record_of
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions import actions as revisions
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.claims import transfer_claim
from standing.areas.revisions.actions.daily import do_daily_work
from standing.areas.revisions.actions.notices import make_notices, read_notice
from standing.areas.revisions.actions.transitions import (
    Judged,
    create_tasks,
    grant_equivalence,
    note_offer,
    refuse_equivalence,
    settle_line,
)
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import CrosswalkVersion, Notice, TransitionTask
from standing.areas.revisions.presenters.rehearsal_words import headline
from standing.areas.revisions.rehearsing.revisions import plan_revision
from standing.areas.revisions.rehearsing.running import as_numbers, run
from standing.areas.revisions.selectors.transitions import (
    lines_to_decide,
    progress_of,
    task_in_full,
    tasks_to_judge,
    unread_notices,
    what_changes_for,
)
from standing.areas.revisions.transition_lines import (
    DONE,
    LOST,
    NOT_CARRIED,
    OVERDUE,
    OWED,
    SHOW,
    SIGN,
    TO_COME,
    WAITING,
)
from standing.areas.revisions.transition_words import line_words
from standing.areas.standards.models import Standard
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.adopting import (
    ABSORBED,
    ALSO_REPLACED,
    CODE,
    CONTEXT,
    EFFECTIVE,
    ENDS,
    EXISTING,
    NEW_CODE,
    NEW_EDITION,
    RECODED,
    REPLACED,
    REVISED,
    SPLIT,
    WIDENED,
    WIDER,
    WITHDRAWN,
    decide,
    holder,
)
from tests.factories.people import make_account, make_person, signed_in
from tests.factories.record import account_of, make_assessor
from tests.factories.revisions import approve
from tests.factories.transitions import (
    IN_TRANSITION,
    MET_ON,
    TODAY,
    RevisedWard,
    adopted,
    equivalence_of,
    revised_ward,
)

pytestmark = pytest.mark.django_db

TESTS = System("tests")
USED, LEFT = Judged(used=True), Judged(used=False, why="Not the same work.")


@pytest.fixture
def approved() -> Iterator[RevisedWard]:
    with clock.travelling_to(TODAY):
        yield revised_ward()


@pytest.fixture
def ward(approved: RevisedWard) -> Iterator[RevisedWard]:
    """The revision is adopted, and its transition is under way."""
    adopted(approved)
    with clock.travelling_to(IN_TRANSITION):
        yield approved


def standing_of(person: Person, standard: str, on: date = IN_TRANSITION) -> Standing | None:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], on).get(Pair(person.ref, standard, ""))


def states(person: Person) -> dict[str, str]:
    found = what_changes_for(by=TESTS, person=person)
    return {line.old: line.state for _, lines in found.transitions for line in lines}


# -- equivalence --------------------------------------------------------------------------------------------


def test_an_assessor_sees_the_tasks_of_their_own_people_soonest_first(ward: RevisedWard) -> None:
    found = [
        (task.person.ref, task.standard_id, task.kind)
        for task in tasks_to_judge(by=ward.assessor)
        if task.person
    ]
    assert ("ann", EXISTING, "equivalence") in found
    assert ("ben", NEW_EDITION, "offer") in found
    assert not any(ref == "cat" for ref, *_ in found)
    assert {standard for ref, standard, _ in found if ref == "ann"} == {
        EXISTING,
        "ZB7@2026",
        "ZC2@2013",
        NEW_EDITION,
    }


def test_nobody_is_offered_or_may_judge_their_own_task(ward: RevisedWard) -> None:
    ann = account_of(ward.ann, (Role.ASSESSOR, ward.unit))
    assert not any(task.person == ward.ann for task in tasks_to_judge(by=ann))
    task = equivalence_of(ward.ann)
    with pytest.raises(NotAllowed):
        task_in_full(by=ann, key=task.pk)
    for act in (
        lambda: grant_equivalence(
            by=ann, task=task, judged={REPLACED: USED, ALSO_REPLACED: USED}, why="Mine"
        ),
        lambda: refuse_equivalence(by=ann, task=task, why="Mine"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert equivalence_of(ward.ann).state == "open"


def test_an_outsider_neither_sees_nor_judges(ward: RevisedWard) -> None:
    outsider = make_assessor(ward.other)
    task = equivalence_of(ward.ann)
    with pytest.raises(NotFound):
        task_in_full(by=outsider, key=task.pk)
    with pytest.raises(NotAllowed):
        grant_equivalence(by=outsider, task=task, judged={REPLACED: USED, ALSO_REPLACED: USED}, why="Same")
    with pytest.raises(NotAllowed):
        refuse_equivalence(by=ward.manager, task=task, why="No")
    assert not tasks_to_judge(by=ward.manager)
    assert signed_in(outsider).get(f"/to-judge/{task.pk}/").status_code == 404


def test_granting_gives_the_earliest_expiry_and_practice_of_what_is_used(ward: RevisedWard) -> None:
    task = equivalence_of(ward.ben)
    decision = grant_equivalence(
        by=ward.assessor, task=task, judged={REPLACED: USED, ALSO_REPLACED: USED}, why="The same work"
    )
    source = Decision.objects.get(person=ward.ben, standard=REPLACED)
    before = standing_of(ward.ben, REPLACED)
    assert before is not None
    assert (decision.outcome, decision.decided_on) == (facts.MET, IN_TRANSITION)
    assert decision.expires_on == before.expires_on
    assert decision.practice_as_of == source.decided_on
    assert decision.evidence == "Folder ben"
    after = standing_of(ward.ben, EXISTING)
    assert after is not None
    assert after.counts
    task.refresh_from_db()
    assert (task.state, task.decision, task.why) == ("granted", decision, "The same work")
    assert Event.objects.filter(action="grant_equivalence").count() == 1
    with pytest.raises(Refused, match="settled before"):
        refuse_equivalence(by=ward.assessor, task=task, why="Again")


def test_every_old_standard_held_is_judged_and_what_is_left_out_says_why(ward: RevisedWard) -> None:
    task = equivalence_of(ward.ben)
    with pytest.raises(Refused, match="Say whether ZA6@2013 is used"):
        grant_equivalence(by=ward.assessor, task=task, judged={REPLACED: USED}, why="Same")
    with pytest.raises(Refused, match="Say why ZA6@2013 is not used"):
        grant_equivalence(
            by=ward.assessor,
            task=task,
            judged={REPLACED: USED, ALSO_REPLACED: Judged(used=False)},
            why="Same",
        )
    with pytest.raises(Refused, match="Use one old standard or more"):
        grant_equivalence(
            by=ward.assessor, task=task, judged={REPLACED: LEFT, ALSO_REPLACED: LEFT}, why="Same"
        )
    with pytest.raises(Refused, match="not what this task is about"):
        grant_equivalence(by=ward.assessor, task=task, judged={RECODED: USED}, why="Same")
    with pytest.raises(Refused, match="Say why"):
        grant_equivalence(by=ward.assessor, task=task, judged={REPLACED: USED, ALSO_REPLACED: LEFT}, why=" ")
    grant_equivalence(by=ward.assessor, task=task, judged={REPLACED: USED, ALSO_REPLACED: LEFT}, why="Same")
    judged = {source.old_id: (source.judged, source.why) for source in task.sources.all()}
    assert judged == {REPLACED: ("used", ""), ALSO_REPLACED: ("not_used", "Not the same work.")}


def test_an_old_standard_not_held_needs_no_word(ward: RevisedWard) -> None:
    assessor = make_assessor(ward.other)
    task = equivalence_of(ward.cat)
    grant_equivalence(by=assessor, task=task, judged={REPLACED: USED}, why="Same")
    assert task.sources.get(old=ALSO_REPLACED).why == "Not held."


def test_only_what_counts_can_be_used(ward: RevisedWard) -> None:
    record.suspend_person(
        by=ward.manager, person=ward.ben, from_on=IN_TRANSITION, reason="Under review", standard=REPLACED
    )
    with pytest.raises(Refused, match="ZA5@2013 does not count today"):
        grant_equivalence(
            by=ward.assessor,
            task=equivalence_of(ward.ben),
            judged={REPLACED: USED, ALSO_REPLACED: LEFT},
            why="Same",
        )
    assert not Decision.objects.filter(person=ward.ben, standard=EXISTING).exists()


def test_what_somebody_has_for_longer_already_is_not_shortened(ward: RevisedWard) -> None:
    decide(ward.ben, IN_TRANSITION - timedelta(days=1), EXISTING)
    with pytest.raises(Refused, match="has ZC1@2013 already, and for longer"):
        grant_equivalence(
            by=ward.assessor,
            task=equivalence_of(ward.ben),
            judged={REPLACED: USED, ALSO_REPLACED: USED},
            why="Same",
        )


def test_refusing_and_looking_at_an_offer_keep_their_reasons(ward: RevisedWard) -> None:
    refused = refuse_equivalence(by=ward.assessor, task=equivalence_of(ward.ben), why="Other people")
    assert (refused.state, refused.why, refused.ended_by) == ("refused", "Other people", ward.assessor)
    offer = equivalence_of(ward.ben, NEW_EDITION)
    with pytest.raises(Refused, match="settled before"):
        note_offer(by=ward.assessor, task=refused, why="No offer")
    assert note_offer(by=ward.assessor, task=offer, why="Looked at").state == "noted"
    assert standing_of(ward.ben, EXISTING) is None


def test_the_owner_of_profiles_decides_about_a_line_without_a_successor(ward: RevisedWard) -> None:
    (task,) = lines_to_decide(by=ward.lead)
    assert (task.profile, task.standard_id) == ("nurse", WITHDRAWN)
    assert lines_to_decide(by=ward.assessor) == []
    with pytest.raises(NotAllowed):
        settle_line(by=ward.assessor, task=task, why="No")
    settle_line(by=ward.lead, task=task, why="Taken out")
    assert lines_to_decide(by=ward.lead) == []


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
    with pytest.raises(Refused, match="was granted ZC1@2013 on 1 June 2026"):
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
    assert f"An assessor judges the new standard by what else you hold, {ALSO_REPLACED}" in said
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


# -- notices ------------------------------------------------------------------------------------------------


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


# -- what changes, and how far it has got -------------------------------------------------------------------


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


# -- portfolios in progress ---------------------------------------------------------------------------------


def claim_of(person: Person, standard: str = REVISED) -> Claim:
    return record.open_claim(by=TESTS, person=person, standard=standard, opened_on=MET_ON)


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


# -- the pages ----------------------------------------------------------------------------------------------


def test_an_assessor_judges_on_the_page(ward: RevisedWard) -> None:
    client = signed_in(ward.assessor)
    assert "Revisions: 6 to judge" in client.get("/").content.decode()
    assert "Ben Example" in client.get("/to-judge/").content.decode()
    task = equivalence_of(ward.ben)
    page = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Folder ben" in page
    assert "not the criteria" in page
    missing = client.post(f"/to-judge/{task.pk}/", {"outcome": "grant", "why": "Same"}).content.decode()
    assert "Select whether ZA5@2013 is used" in missing
    sent = {
        "outcome": "grant",
        "why": "Same",
        "judged_0": "use",
        "judged_1": "leave",
        "why_1": "Not the same work",
    }
    done = client.post(f"/to-judge/{task.pk}/", sent, follow=True).content.decode()
    assert "ZC1@2013 is granted to Ben Example." in done
    settled = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Granted. Same" in settled
    assert "Record what I find" not in settled
    offer = equivalence_of(ward.ben, NEW_EDITION)
    noted = client.post(
        f"/to-judge/{offer.pk}/", {"outcome": "note", "why": "Looked"}, follow=True
    ).content.decode()
    assert "Nothing was granted." in noted


def test_a_lead_decides_about_a_line_and_a_claim_is_transferred_on_their_pages(ward: RevisedWard) -> None:
    lead = signed_in(ward.lead)
    task = TransitionTask.objects.get(kind="withdrawn_line")
    assert "1 line of profiles to decide" in lead.get("/").content.decode()
    done = lead.post(f"/to-judge/lines/{task.pk}/", {"why": "Taken out"}, follow=True).content.decode()
    assert "Kept: what was decided about ZA9@2013" in done
    claim = claim_of(ward.ben)
    client = signed_in(account_of(ward.ben))
    assert (
        "Only title and scope of it are held here"
        in client.get(f"/what-changes/claims/{claim.pk}/").content.decode()
    )
    moved = client.post(
        f"/what-changes/claims/{claim.pk}/", {"targets": NEW_EDITION}, follow=True
    ).content.decode()
    assert f"now works towards {NEW_EDITION}" in moved


def test_an_adoption_that_is_repeated_makes_no_task_twice(ward: RevisedWard) -> None:
    number = TransitionTask.objects.count()
    assert adopt_revision(by=ward.steward, revision=CODE).already
    assert TransitionTask.objects.count() == number


# -- nobody is asked for what cannot be ---------------------------------------------------------------------


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


def test_grant_is_offered_only_where_something_can_be_granted(ward: RevisedWard) -> None:
    task = equivalence_of(ward.cat)
    client = signed_in(make_assessor(ward.other))
    page = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Grant the new standard" in page
    assert f"{REPLACED} was replaced by a standard that existed before." in page
    record.append_facts(
        by=TESTS,
        entries=[
            record.Entry(facts.Suspension("cat", IN_TRANSITION, None, REPLACED), beside={"reason": "x"})
        ],
    )
    page = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Grant the new standard" not in page
    assert "It cannot be granted today. None of the old standards counts today, so none can be used." in page


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


def test_the_page_to_sign_says_what_became_of_ones_own_standards_and_lists_what_signing_settles(
    ward: RevisedWard,
) -> None:
    page = signed_in(account_of(ward.ann)).get(f"/changes/{CODE}/1/sign/").content.decode()
    settled, _, unsettled = page.partition("What signing does not settle")
    said = " ".join(settled.split())
    assert (
        f"{NEW_CODE} follows {RECODED}. Read the new edition before you sign. The source says: Now ZB2"
        in said
    )
    assert said.count(" follows ") == 3, "kept, recoded and widened"
    assert str(Standard.objects.get(pk=RECODED)) in said
    assert "ZA4 (2026)" not in said.partition("What you sign for")[2]
    assert "ZA4 (2026)" in unsettled


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
