"""What holds of carrying over whatever the facts (rules, part 5): nothing is laundered or lost silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.engine.evaluate import Workforce
from standing.core.rules import carrying
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.days import add_days
from standing.core.rules.facts import GENERAL
from standing.core.rules.fates import AWAITING, CARRIED, FATES, WITHDRAWN
from standing.core.rules.holding import walk
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.populations import carried_population
from standing.core.rules.revising import Adopting, Revising
from standing.core.rules.status import Standing, standing_on
from tests.generative.worlds import STANDARDS, Drawing, World, worlds
from tests.support.facts import workforce_of

FIRST, SECOND = STANDARDS
NEW, NEWER, BESIDE = "GEN1@2024", "GEN1@2025", "GEN2@2024"
CARRIED_KINDS = ("kept", "recoded", "widened", "revised")
ALL_CONTEXTS = ("", "forensic", "elsewhere")
Day = date


@dataclass(frozen=True)
class Drawn:
    """A world with new standards in it, and a revision of its old ones."""

    world: World
    before: Workforce
    revising: Revising

    @cached_property
    def adopting(self) -> Adopting:
        return Adopting(self.revising, self.before.asked)

    @cached_property
    def after(self) -> Workforce:
        return adopted(self.before, self.revising)

    def people(self) -> Iterator[tuple[PersonFacts, PersonFacts]]:
        """Everyone before and after."""
        after = self.after
        for name, person in self.before.people.items():
            yield person, after.people[name]


def adopted(before: Workforce, revising: Revising) -> Workforce:
    adopting = Adopting(revising, before.asked)
    return Workforce(
        adopting.asked, {name: adopting.person(person) for name, person in before.people.items()}
    )


def _row(drawing: Drawing, old: str, new: str) -> CrosswalkRow:
    kind = drawing.of(*CARRIED_KINDS)
    context = drawing.of("forensic", "elsewhere") if kind == "widened" else ""
    return CrosswalkRow("REV", old, kind, (new,), context=context)


def _days(drawing: Drawing) -> tuple[date, date]:
    effective = drawing.day()
    return effective, drawing.day(earliest=effective)


@st.composite
def drawn(draw: Callable[..., object], *, both: bool = False) -> Drawn:
    """A world in which nobody has anything on the new standard, and a revision of one old standard, or of both onto
    the same new one.
    """
    world = draw(worlds())
    assert isinstance(world, World)
    drawing = Drawing(draw, world.days)
    rules = [_rule(drawing, name) for name in (NEW, NEWER, BESIDE)]
    facts = world.facts | {"standards": [*world.facts["standards"], *rules]}
    rows = [_row(drawing, FIRST, NEW), *([_row(drawing, SECOND, NEW)] if both else [])]
    effective, ends = _days(drawing)
    revising = Revising("REV", effective, ends, tuple(rows))
    return Drawn(world, workforce_of(facts, world.known_on), revising)


def _rule(drawing: Drawing, name: str) -> dict[str, str]:
    return {
        "standard": name,
        "rule_from": "",
        "validity_months": drawing.of("", "1", "3", "6", "12"),
        "grace_days": drawing.of("", "0", "28"),
        "ends_on": "",
    }


def on(person: PersonFacts, asked: Asked, standard: str, context: str, day: date) -> Standing:
    return standing_on(person, asked, standard, context, day)


def some_days(one: Drawn) -> list[date]:
    """The world's own days, those that the rules count from them, and the days after."""
    offsets = (0, 28, 29, 60, 91, 365)
    near = {add_days(day, far + beside) for day in one.world.days for far in offsets for beside in (0, 1)}
    return sorted(near | {add_days(one.revising.effective_on, 1)})


def days_asked(one: Drawn) -> list[date]:
    """Days in the transition, but those on which something comes into effect: on these an overdue duty is due once
    more, since nothing is due before the holding is in effect. None after an old edition ended of itself.
    """
    ends = [one.before.asked.standards[row.old].ends_on for row in one.revising.rows]
    first, last = one.revising.effective_on, one.revising.transition_ends_on
    until = min([last, *(end for end in ends if end is not None and end > first)])
    begins = {row.in_effect_from for person in one.before.people.values() for row in person.decisions}
    return [day for day in some_days(one) if first < day <= until and day not in begins]


def sources_of(one: Drawn, context: str) -> list[str]:
    return [row.old for row in one.revising.rows if row.kind != "widened" or row.context == context]


def is_no_later(new: Day | None, old: Day | None) -> bool:
    return old is None or (new is not None and new <= old)


def _holds_back(one: Drawn) -> None:
    """In every context and on every day: who counts on the new counts on a source, and no longer than that."""
    for before, after in one.people():
        for context in ALL_CONTEXTS:
            sources = sources_of(one, context)
            for day in days_asked(one):
                new = on(after, one.after.asked, NEW, context, day)
                olds = [on(before, one.before.asked, old, context, day) for old in sources]
                if new.counts:
                    assert any(old.counts for old in olds), (before.person, context, day)
                    assert any(is_no_later(new.expires_on, old.expires_on) for old in olds)


@given(drawn())
@settings(max_examples=150)
def test_nobody_counts_on_a_target_who_does_not_count_on_its_source_nor_for_longer(one: Drawn) -> None:
    _holds_back(one)


@given(drawn(both=True))
@settings(max_examples=150)
def test_a_standard_reached_by_two_paths_gives_no_more_than_one_of_them(one: Drawn) -> None:
    _holds_back(one)


@given(drawn(), st.data())
@settings(max_examples=100)
def test_nothing_is_gained_by_several_revisions_in_a_row(one: Drawn, data: st.DataObject) -> None:
    drawing = Drawing(data.draw, one.world.days)
    effective = drawing.day(earliest=one.revising.effective_on)
    last = drawing.day(earliest=effective)
    row = CrosswalkRow("LATER", NEW, drawing.of("kept", "revised"), (NEWER,))
    later = Revising("LATER", effective, last, (row,))
    after = adopted(one.after, later)
    begins = {row.in_effect_from for person in after.people.values() for row in person.decisions}
    for name, person in one.before.people.items():
        for context in ALL_CONTEXTS:
            sources = sources_of(one, context)
            for day in some_days(one):
                if effective < day <= min(last, one.revising.transition_ends_on) and day not in begins:
                    new = on(after.people[name], after.asked, NEWER, context, day)
                    olds = [on(person, one.before.asked, old, context, day) for old in sources]
                    if new.counts:
                        assert any(old.counts for old in olds), (name, context, day)
                        assert any(is_no_later(new.expires_on, old.expires_on) for old in olds)


@given(drawn(both=True), st.data())
@settings(max_examples=60)
def test_what_two_standards_of_a_revision_asked_is_asked_of_whoever_a_later_one_combines(
    one: Drawn, data: st.DataObject
) -> None:
    """Each row onto a standard of its own, to sign for or to bridge to, and both onto one: nothing stands in the way,
    and nobody counts there who counts on neither.
    """
    drawing = Drawing(data.draw, one.world.days)
    first, second = one.revising.rows
    apart = replace(one.revising, rows=(first, replace(second, new=(BESIDE,))))
    after = adopted(one.before, apart)
    effective = drawing.day(earliest=apart.effective_on)
    rows = tuple(CrosswalkRow("LATER", old, "recoded", (NEWER,)) for old in (NEW, BESIDE))
    later = Revising("LATER", effective, drawing.day(earliest=effective), rows)
    adopting = Adopting(later, after.asked)
    asked_twice = [clash for clash in adopting.clashes if clash.source.subject == apart.subject]
    assert asked_twice == [], "changes of a policy may clash, and a revision's own never do"
    again = adopted(after, later)
    begins = {row.in_effect_from for person in again.people.values() for row in person.decisions}
    days = [
        day
        for day in some_days(one)
        if effective < day <= min(later.transition_ends_on, apart.transition_ends_on)
    ]
    for name, person in after.people.items():
        for context in ALL_CONTEXTS:
            for day in days:
                if day in begins:
                    continue
                new = on(again.people[name], again.asked, NEWER, context, day)
                olds = [on(person, after.asked, old, context, day) for old in (NEW, BESIDE)]
                if new.counts:
                    assert any(old.counts for old in olds), (name, context, day)


@given(drawn(both=True))
@settings(max_examples=75)
def test_only_the_new_standard_is_touched_and_the_old_until_its_end(one: Drawn) -> None:
    for before, after in one.people():
        for standard in STANDARDS:
            for context in ALL_CONTEXTS:
                for day in some_days(one):
                    if day <= one.revising.transition_ends_on:
                        assert on(after, one.after.asked, standard, context, day) == on(
                            before, one.before.asked, standard, context, day
                        )


@given(drawn(both=True))
@settings(max_examples=75)
def test_adopting_twice_is_adopting_once(one: Drawn) -> None:
    again = Adopting(one.revising, one.after.asked)
    for name, person in one.before.people.items():
        first = one.adopting.over(person)
        second = again.over(one.after.people[name])
        assert second == first
        for new, over in first.items():
            adopted_once = one.after.people[name]
            members = {row.fact for row in again.memberships(adopted_once, second[new])}
            assert members == {row.fact for row in one.adopting.memberships(person, over)}
            assert members <= set(adopted_once.memberships)
    assert again.changes == ()
    assert again.asked == one.after.asked


@given(drawn(both=True), st.booleans())
@settings(max_examples=60)
def test_who_has_only_the_new_standard_itself_is_asked_nothing_by_the_revision(
    one: Drawn, later: bool
) -> None:
    """Whoever was assessed on the new edition, and by how many revisions in a row: nothing of theirs differs."""
    asked = replace(one.before.asked, changes={})
    day, first = one.revising.effective_on, one.world.days[0]
    for person in one.before.people.values():
        direct = replace(
            person,
            decisions=tuple(
                replace(row, standard=NEW) for row in person.decisions_on(FIRST) if row.decided_on <= day
            ),
            suspensions=(),
        )
        alone = Workforce(asked, {person.person: direct})
        after = adopted(alone, one.revising)
        assert after.people[person.person] is direct
        if later:
            row = CrosswalkRow("LATER", NEW, "kept", (NEWER,))
            last = one.revising.transition_ends_on
            after = adopted(after, Revising("LATER", day, last, (row,)))
            members = {row.population for row in after.people[person.person].memberships}
            assert carried_population("REV", NEWER) not in members
        for context in ALL_CONTEXTS:
            for asked_on in (first, *some_days(one)):
                if later and asked_on > one.revising.transition_ends_on:
                    continue
                assert on(after.people[person.person], after.asked, NEW, context, asked_on) == on(
                    direct, asked, NEW, context, asked_on
                )


@given(drawn(both=True))
@settings(max_examples=60)
def test_whoever_is_carried_is_asked_and_still_so_after_a_later_revision(one: Drawn) -> None:
    day, last = one.revising.effective_on, one.revising.transition_ends_on
    row = CrosswalkRow("LATER", NEW, "kept", (NEWER,))
    again = adopted(one.after, Revising("LATER", day, last, (row,)))
    for before, after in one.people():
        carried = after.decisions_on(NEW) != before.decisions_on(NEW)
        assert bool(after.memberships_of(carried_population("REV", NEW))) == carried
        on_newer = again.people[before.person]
        still = bool(on_newer.memberships_of(carried_population("REV", NEWER)))
        assert still == (carried and bool(on_newer.decisions_on(NEWER)))
        own = [change for change in one.adopting.changes if change.source is None]
        for change in own:
            (repeated,) = (each for each in again.asked.changes_to(NEWER) if each.subject == "REV")
            assert (repeated.change_class, repeated.due_on) == (change.fact.change_class, change.fact.due_on)


@given(drawn(both=True))
@settings(max_examples=100)
def test_everything_held_is_kept_carried_or_waits_for_a_person(one: Drawn) -> None:
    """Conservation: what is carried is held on the new standard from its first day, unless it was in grace."""
    day = one.revising.effective_on
    for before, after in one.people():
        fates = one.adopting.fates(before)
        assert len({(fate.old, fate.context) for fate in fates}) == len(fates)
        by_pair = {(fate.old, fate.context): fate for fate in fates}
        for row in one.revising.rows:
            rules = one.before.asked.standards[row.old]
            for context in before.contexts_of(row.old):
                old = walk(before.decisions_on(row.old), rules, context, day).holding
                if old is None or old.is_beyond_grace(day):
                    assert (row.old, context) not in by_pair
                    continue
                fate = by_pair[row.old, context]
                assert fate.fate in FATES
                assert bool(fate.why) == (fate.fate in (AWAITING, WITHDRAWN))
                if fate.fate == CARRIED and len(one.revising.rows) == 1:
                    onto = row.context or context
                    new = walk(after.decisions_on(NEW), one.after.asked.standards[NEW], onto, day).holding
                    assert new is not None
                    assert is_no_later(new.expires_on, old.expires_on) or row.context


@given(drawn(both=True))
@settings(max_examples=60)
def test_what_comes_to_be_held_in_the_transition_is_carried_or_waits_for_a_person(one: Drawn) -> None:
    """Conservation goes on: what is called carried is on the new standard, in the context it is held in there."""
    days = one.world.days
    rows = tuple(CrosswalkRow("REV", old, "widened", (NEW,), context="forensic") for old in (FIRST, SECOND))
    last = add_days(max(days), 1)
    one = Drawn(one.world, one.before, Revising("REV", min(days), last, rows))
    by_old = {row.old: row for row in one.revising.rows}
    for before, after in one.people():
        there = {row.context for row in after.decisions_on(NEW) if row.outcome == "met"}
        for fate in one.adopting.fates(before, today=last):
            if fate.fate == CARRIED:
                onto = by_old[fate.old].context or fate.context
                assert there & {onto, GENERAL}, (before.person, fate)


@given(drawn())
@settings(max_examples=75)
def test_what_takes_part_later_only_adds_to_what_was_carried_before(one: Drawn) -> None:
    """A decision recorded later leaves what was carried as it was, unless it is a revocation or was decided earlier."""
    for person in one.before.people.values():
        later = [row for row in person.decisions if row.decided_on > one.revising.effective_on]
        kept = replace(person, decisions=tuple(row for row in person.decisions if row not in later))
        before = {row.source: row.fact for over in one.adopting.over(kept).values() for row in over.decisions}
        after = {
            row.source: row.fact for over in one.adopting.over(person).values() for row in over.decisions
        }
        if before and not any(over.uncarried for over in one.adopting.over(person).values()):
            assert before.keys() <= after.keys()


@given(drawn(both=True))
@settings(max_examples=75)
def test_whoever_holds_nothing_is_left_alone(one: Drawn) -> None:
    for before, after in one.people():
        if not any(row.outcome == "met" for row in before.decisions):
            assert [row for row in after.decisions if row.standard == NEW] == []
        assert [row for row in after.decisions if row.standard != NEW] == list(before.decisions)
        assert GENERAL not in {row.context for row in after.decisions_on(NEW)} or any(
            row.context == GENERAL for row in before.decisions
        )


@given(drawn())
@settings(max_examples=150)
def test_the_short_way_for_a_single_met_is_the_whole_way(one: Drawn) -> None:
    adopting = one.adopting
    for person in one.before.people.values():
        for standard in {row.standard for row in person.decisions}:
            for row in person.decisions_on(standard):
                alone = replace(person, decisions=(row,))
                for links in one.revising.onto.values():
                    contexts = carrying.contexts_asked(one.before.asked, {NEW, FIRST})
                    short = carrying.carry_onto(alone, one.before.asked, links, contexts, adopting.asked)
                    whole = carrying._carry_all(
                        alone, one.before.asked, links, contexts, adopting.asked, again=False
                    )
                    assert short == whole
