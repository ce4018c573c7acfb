"""What is left to an assessor to judge after an adoption, and to the owner of profiles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Decision
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions.transitions import (
    Judged,
    grant_equivalence,
    note_offer,
    refuse_equivalence,
    settle_line,
)
from standing.areas.revisions.selectors.transitions import lines_to_decide, task_in_full, tasks_to_judge
from standing.core.rules import facts
from standing.core.rules.status import Standing
from tests.factories.adopting import (
    ALSO_REPLACED,
    EXISTING,
    NEW_EDITION,
    RECODED,
    REPLACED,
    WITHDRAWN,
    decide,
)
from tests.factories.people import signed_in
from tests.factories.record import account_of, make_assessor
from tests.factories.transitions import IN_TRANSITION, RevisedWard, equivalence_of
from tests.integration.areas.revisions.transitions.conftest import LEFT, USED

pytestmark = pytest.mark.django_db


def standing_of(person: Person, standard: str, on: date = IN_TRANSITION) -> Standing | None:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], on).get(Pair(person.ref, standard, ""))


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
