"""An adoption undone, again adopted, and followed by another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import Need, ProfileVersion
from standing.areas.record import actions
from standing.areas.record.answers import Pair
from standing.areas.record.models import Batch, Change, Decision
from standing.areas.record.periods import differences, store_all_stale
from standing.areas.refusals import Refused
from standing.areas.revisions import actions as crosswalks
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.transitions import Judged, grant_equivalence
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from tests.factories.adopting import (
    CODE,
    EFFECTIVE,
    KEPT,
    LATER,
    NEW_CODE,
    NEW_KEPT,
    NEWER,
    RECODED,
    REPLACED,
    TESTS,
    UNCHANGED,
    approved,
    decide,
    settled,
)
from tests.factories.revisions import make_steward
from tests.integration.areas.revisions.adopting.conftest import (
    IN_TRANSITION,
    TODAY,
    adopt,
    answers,
    carried_rows,
    make_profile,
    odds,
    standing,
)

pytestmark = pytest.mark.django_db


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
        "Decisions were recorded on the new editions since: Ada Example (P3) on ZB2 (2026).",
        "Nurse version 2 is in use: put a version without the new editions in use first.",
    ):
        assert words in refused.value.reason
    assert "asked of" not in refused.value.reason, "what is in the way is said once"
    assert answers() == before


def test_what_was_built_on_it_and_is_gone_again_is_in_the_way_no_longer(people: tuple[Person, ...]) -> None:
    make_profile("nurse", (KEPT, "", Need.ESSENTIAL, None), (UNCHANGED, "", Need.ESSENTIAL, None))
    before = answers()
    adopted = adopt()
    carried = ProfileVersion.objects.get(carried_with=adopted.batch)
    with clock.travelling_to(IN_TRANSITION):
        profiles.put_in_use(by=TESTS, version=carried, from_on=IN_TRANSITION)
        without = profiles.draft_version(by=TESTS, profile=carried.profile)
        profiles.remove_line(by=TESTS, line=without.lines.exclude(standard=UNCHANGED).get())
        profiles.put_in_use(by=TESTS, version=without, from_on=IN_TRANSITION + timedelta(days=1))
        with pytest.raises(Refused, match="Nurse version 2 is in use"):
            undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    with clock.travelling_to(IN_TRANSITION + timedelta(days=1)):
        undone = undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert undone.counts["draft profile"] == 0
    assert ProfileVersion.objects.get(pk=carried.pk).to_on == IN_TRANSITION + timedelta(days=1)
    assert answers() == before
    assert odds() == []


def test_whoever_asks_for_a_new_edition_by_another_version_is_named(people: tuple[Person, ...]) -> None:
    make_profile("nurse", (KEPT, "", Need.ESSENTIAL, None))
    adopted = adopt()
    carried = ProfileVersion.objects.get(carried_with=adopted.batch)
    with clock.travelling_to(IN_TRANSITION):
        profiles.put_in_use(by=TESTS, version=carried, from_on=IN_TRANSITION)
        another = profiles.draft_version(by=TESTS, profile=carried.profile)
        profiles.put_in_use(by=TESTS, version=another, from_on=IN_TRANSITION + timedelta(days=1))
    with (
        clock.travelling_to(IN_TRANSITION + timedelta(days=1)),
        pytest.raises(Refused, match="The new editions are asked of Nurse since"),
    ):
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")


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
        with pytest.raises(Refused, match=r"\(P1\) was granted ZC1 \(2013\) on 2 April 2026"):
            undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert Batch.objects.get(pk=adopted.batch.pk).state == Batch.ACTIVE
