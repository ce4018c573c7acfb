"""A corrected crosswalk adopted while the first is: only what it changes is taken back and carried anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.profiles.models import ProfileVersion
from standing.areas.record import actions as record
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.loading import load_people
from standing.areas.record.models import CarryLink, Decision, EditionEnd
from standing.areas.record.periods import differences, store_all_stale
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import Refused
from standing.areas.revisions import actions as crosswalks
from standing.areas.revisions.actions.adopting import Adopted, adopt_revision
from standing.areas.revisions.actions.correcting import adopted_version, correction_of, what_stays
from standing.areas.revisions.actions.transitions import Judged, grant_equivalence
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from standing.areas.revisions.rehearsing.revisions import plan_revision
from standing.core.rules import facts
from standing.core.rules.status import standing_on
from tests.factories import adopting as world
from tests.factories.adopting import (
    CODE,
    EFFECTIVE,
    ENDS,
    TESTS,
    approved,
    decide,
    holder,
    load_revisions,
    settled,
)
from tests.factories.profiles import make_profile
from tests.factories.revisions import make_steward

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
IN_TRANSITION = date(2026, 6, 1)
MET_ON = date(2025, 9, 1)
DAYS = (TODAY, EFFECTIVE, IN_TRANSITION, ENDS, ENDS + timedelta(days=1), ENDS + timedelta(days=200))
Change = Callable[[Any, CrosswalkVersion], object]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def people() -> tuple[Person, ...]:
    """The crosswalk is approved. Two hold everything, one is suspended from one of it."""
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()
        one, other = holder("P1", MET_ON), holder("P2", MET_ON)
        record.append_facts(
            by=TESTS, entries=[record.Entry(facts.Suspension("P2", MET_ON, None, world.RECODED))]
        )
        return one, other


def adopt() -> Adopted:
    return adopt_revision(by=TESTS, revision=CODE)


def row(old: str, **changed: Any) -> Change:
    """A correction of one row of the approved crosswalk."""

    def change(steward: Any, version: CrosswalkVersion) -> None:
        kept = version.rows.get(old=old)
        said = {"kind": kept.kind, "new": [link.new_id for link in kept.links.all()], "context": kept.context}
        crosswalks.change_row(
            by=steward, version=version, old=old, why="Compared anew", need=kept.need, **(said | changed)
        )

    return change


def deferred(old: str) -> Change:
    return lambda steward, version: crosswalks.defer_rows(
        by=steward, version=version, old=[old], why="In doubt"
    )


def ends(on: date) -> Change:
    return lambda steward, version: crosswalks.set_days(
        by=steward, version=version, effective_on=EFFECTIVE, transition_ends_on=on
    )


def correct(change: Change, hour: int = 12) -> CrosswalkVersion:
    """The next version of the crosswalk, with one thing otherwise, approved by two."""
    steward = make_steward(f"Steward at {hour}")
    with clock.travelling_to(clock.today(), hour=hour):
        approved_one = CrosswalkVersion.objects.get(revision__code=CODE, state="approved")
        version = crosswalks.begin_next_version(by=steward, version=approved_one, why="A mistake")
        change(steward, version)
        version = CrosswalkVersion.objects.get(pk=version.pk)
        assert version.effective_on is not None
        return settled(steward, version, effective_on=version.effective_on)


def answers() -> dict[date, Any]:
    everyone = list(Person.objects.select_related("stale"))
    return {day: standings_on(everyone, day) for day in DAYS}


def standing(person: Person, standard: str, on: date = IN_TRANSITION) -> Any:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    return standings_on([fresh], on).get(Pair(person.ref, standard, ""))


def carried() -> set[tuple[Any, ...]]:
    rows = Decision.objects.filter(carried_from__isnull=False, retracted_on=None)
    return set(rows.values_list("person", "standard", "context", "held_from", "expires_on", "carried_from"))


def ended() -> set[tuple[str, date]]:
    return set(EditionEnd.objects.filter(retracted_on=None).values_list("standard", "ends_on"))


def tasks() -> set[tuple[Any, ...]]:
    rows = TransitionTask.objects.filter(state="open")
    return set(rows.values_list("kind", "person", "standard", "context", "due_on", "version__number"))


def links() -> set[tuple[str, str, str]]:
    rows = CarryLink.objects.filter(batch__state="active")
    return set(rows.values_list("old", "new", "context"))


def everything() -> tuple[Any, ...]:
    return answers(), carried(), ended(), tasks(), links()


def together(*changes: Change) -> Change:
    """Several corrections in one version."""

    def change(steward: Any, version: CrosswalkVersion) -> None:
        for each in changes:
            each(steward, version)

    return change


def as_rehearsed(people: tuple[Person, ...]) -> dict[Any, Any]:
    """How everybody would stand by a rehearsal of the correction, of what is there or would be."""
    plan = plan_revision(CODE)
    assert plan.notes[0].startswith("It corrects version 1, which is adopted")
    asked = plan.question.after
    after = {ref: plan.after(found) for ref, found in load_people(people).items()}
    pairs = {(ref, *pair) for ref, found in after.items() for pair in found.pairs(asked)}
    return {
        (day, ref, standard, context): standing_on(after[ref], asked, standard, context, day)
        for day in DAYS
        for ref, standard, context in pairs
    }


CORRECTIONS: dict[str, Change] = {
    "rows treated otherwise, and one that is in doubt": together(
        row(world.KEPT, kind="revised"), row(world.WIDENED, context="gardens"), deferred(world.SPLIT)
    ),
    "other new standards, and none any more": together(
        row(world.RECODED, new=[world.EXISTING], kind="replaced"),
        row(world.ABSORBED, kind="withdrawn", new=[]),
        row(world.WITHDRAWN, kind="recoded", new=[world.NEWER]),
    ),
    "a longer transition, and words": together(
        ends(date(2027, 9, 30)), row(world.KEPT, note="The same words")
    ),
}


@pytest.mark.parametrize("change", CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_correction_comes_to_what_the_corrected_crosswalk_would_have(
    change: Change, people: tuple[Person, ...]
) -> None:
    with transaction.atomic():
        correct(change)
        with clock.travelling_to(TODAY, hour=14):
            adopt()
        expected = everything()
        transaction.set_rollback(True)
    adopt()
    correct(change)
    rehearsed = as_rehearsed(people)
    with clock.travelling_to(TODAY, hour=14):
        corrected = adopt()
        assert (corrected.version, corrected.already) == (2, False)
        assert adopt().already
    assert everything() == expected
    assert rehearsed == {(day, *pair): one for day, found in answers().items() for pair, one in found.items()}
    assert [(one.where, one.what) for one in facts_at_odds_with_the_trail()] == []
    store_all_stale()
    assert differences(people) == {person.ref: [] for person in people}


def test_whoever_is_not_touched_is_left_alone_and_what_they_signed_counts(people: tuple[Person, ...]) -> None:
    adopt()
    before = set(Decision.objects.filter(standard=world.NEW_CODE).values_list("pk", flat=True))
    with clock.travelling_to(EFFECTIVE):
        signed = facts.Signature("P1", CODE, 1, EFFECTIVE)
        record.append_facts(by=TESTS, entries=[record.Entry(signed)])
        assert standing(people[0], world.NEW_CODE).reasons == ()
        correct(row(world.KEPT, kind="revised"))
        with clock.travelling_to(EFFECTIVE, hour=14):
            adopt()
    assert set(Decision.objects.filter(standard=world.NEW_CODE).values_list("pk", flat=True)) == before
    assert standing(people[0], world.NEW_CODE).reasons == ()
    assert standing(people[0], world.NEW_KEPT).reasons == ("bridging_owed",), (
        "it is asked for anew where it differs"
    )


def test_what_was_built_on_what_is_right_stands_in_no_way(people: tuple[Person, ...]) -> None:
    adopt()
    with clock.travelling_to(EFFECTIVE + timedelta(days=1)):
        task = TransitionTask.objects.get(person=people[0], standard=world.EXISTING)
        judged = {old: Judged(used=True) for old in (world.REPLACED, world.ALSO_REPLACED)}
        grant_equivalence(by=TESTS, task=task, judged=judged, why="The same work")
        decide(people[1], clock.today(), world.NEW_CODE)
        with pytest.raises(Refused, match="Somebody has built on"):
            undo_adoption(by=TESTS, revision=CODE, why="A mistake")
        version = correct(deferred(world.RECODED))
        adopted = adopted_version(CODE)
        assert adopted is not None
        found = correction_of(adopted, to_carry(version))
        assert (found.olds, found.no_more) == ({world.RECODED}, {world.NEW_CODE})
        (stays,) = what_stays(CODE, found)
        assert "(P2) on ZB2 (2026)" in stays
        with clock.travelling_to(EFFECTIVE + timedelta(days=1), hour=14):
            adopt()
        task.refresh_from_db()
        assert (task.state, task.version.number) == ("granted", 2)
        assert standing(people[0], world.NEW_CODE) is None
        assert standing(people[1], world.NEW_CODE).counts, "their own decision is theirs"
        assert standing(people[0], world.EXISTING).counts
        decide(people[0], clock.today(), world.RECODED)
        assert standing(people[0], world.NEW_CODE) is None, "nothing follows it any more"


def test_a_deferred_row_is_settled_by_a_correction(people: tuple[Person, ...]) -> None:
    correct(deferred(world.KEPT), hour=2)
    with clock.travelling_to(TODAY, hour=3):
        adopt()
    assert world.KEPT not in {standard for standard, _ in ended()}
    assert standing(people[0], world.KEPT, ENDS + timedelta(days=1)).counts, (
        "it does not lapse while nobody has settled it"
    )
    assert standing(people[0], world.NEW_KEPT) is None, "and nobody counts on the new one"
    with clock.travelling_to(IN_TRANSITION):
        correct(lambda steward, version: crosswalks.resume_row(by=steward, version=version, old=world.KEPT))
        with clock.travelling_to(IN_TRANSITION, hour=14):
            adopt()
    assert (world.KEPT, ENDS) in ended()
    assert standing(people[0], world.NEW_KEPT).counts


def test_profiles_that_it_touches_are_carried_anew_and_others_kept(people: tuple[Person, ...]) -> None:
    make_profile("nurse", essential=[world.KEPT], from_on=date(2025, 1, 1))
    make_profile("worker", essential=[world.RECODED], from_on=date(2025, 1, 1))
    adopt()
    kept = ProfileVersion.objects.get(profile__code="nurse", from_on=None).pk
    correct(row(world.RECODED, new=[world.NEWER]))
    with clock.travelling_to(TODAY, hour=14):
        adopt()
    assert ProfileVersion.objects.get(profile__code="nurse", from_on=None).pk == kept
    anew = ProfileVersion.objects.get(profile__code="worker", from_on=None)
    assert [line.standard_id for line in anew.lines.all()] == [world.NEWER]


def test_undoing_takes_the_correction_and_what_it_corrected(people: tuple[Person, ...]) -> None:
    before = everything()
    adopt()
    correct(row(world.KEPT, kind="revised"))
    with clock.travelling_to(TODAY, hour=14):
        adopt()
    with clock.travelling_to(TODAY, hour=15):
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert everything() == before
    assert [(one.where, one.what) for one in facts_at_odds_with_the_trail()] == []


def test_refused_where_a_later_revision_carries_on_what_it_takes_back(people: tuple[Person, ...]) -> None:
    adopt()
    with clock.travelling_to(IN_TRANSITION):
        approved(world.LATER, effective_on=date(2026, 9, 1))
        adopt_revision(by=TESTS, revision=world.LATER)
        before = everything()
        correct(row(world.RECODED, new=[world.EXISTING], kind="replaced"))
        with pytest.raises(Refused, match=r"zb-2027 carries ZB2@2026 on already. Undo that first"):
            adopt()
        assert answers() == before[0]
