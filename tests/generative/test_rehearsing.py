"""Laws of rehearsals: what one says of a pair or a team is what the definition says of every day of both worlds."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standing.core.engine.evaluate import Window, Workforce
from standing.core.rehearsing.effects import GAINS, LOSES, PairEffect
from standing.core.rehearsing.rehearsal import (
    Evaluate,
    Outcome,
    Question,
    Worlds,
    evaluate_each,
    evaluate_together,
    rehearse,
)
from standing.core.rehearsing.teams import Figure
from standing.core.rules.days import add_days
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import standing_on
from tests.generative.worlds import START, World, worlds
from tests.support.facts import workforce_of

TABLES = ("decisions", "signatures", "absences", "suspensions", "claims", "members", "assignments", "changes")
DAYS = 120
UNIT = "ward 3"


@st.composite
def two_worlds(draw: st.DrawFn) -> tuple[Workforce, Workforce, date]:
    """A world, the same without some of its facts, and a day within it."""
    world: World = draw(worlds())
    fewer = dict(world.facts)
    for table in draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=2)):
        rows = list(fewer[table])
        if rows:
            del rows[draw(st.integers(0, len(rows) - 1))]
        fewer[table] = rows
    before, after = workforce_of(fewer), workforce_of(world.facts)
    return before, after, draw(st.sampled_from((START, *world.days)))


def asked_by(before: Workforce, after: Workforce, first: date) -> tuple[Question, list[Worlds]]:
    window = Window(first, add_days(first, DAYS))
    standards = frozenset(after.asked.standards)
    names = sorted(before.people.keys() | after.people.keys())
    people = [
        Worlds(before.people.get(name, PersonFacts(name)), after.people.get(name, PersonFacts(name)))
        for name in names
    ]
    return Question(before.asked, after.asked, standards, window), people


def run(
    question: Question, people: list[Worlds], at_once: int = 10, evaluate: Evaluate = evaluate_each
) -> tuple[Outcome, list[PairEffect]]:
    found: list[PairEffect] = []
    batches = [people[start : start + at_once] for start in range(0, len(people), at_once)]
    outcome = rehearse(question, batches, each=lambda _, effects: found.extend(effects), evaluate=evaluate)
    return outcome, found


@given(two_worlds())
def test_what_is_said_of_a_pair_is_what_the_definition_says_of_every_day(
    drawn: tuple[Workforce, Workforce, date],
) -> None:
    question, people = asked_by(*drawn)
    _, found = run(question, people)
    effects = {(one.person, one.standard, one.context): one for one in found}
    days = [add_days(drawn[2], number) for number in range(DAYS)]
    for one in people:
        pairs = one.before.pairs(question.before) | one.after.pairs(question.after)
        for standard, context in pairs:
            was = [standing_on(one.before, question.before, standard, context, day) for day in days]
            will = [standing_on(one.after, question.after, standard, context, day) for day in days]
            effect = effects.get((one.before.person, standard, context))
            said = {} if effect is None else {finding.kind: finding.on for finding in effect.findings}
            lost = [
                day for day, old, new in zip(days, was, will, strict=True) if old.counts and not new.counts
            ]
            gained = [
                day for day, old, new in zip(days, was, will, strict=True) if new.counts and not old.counts
            ]
            assert said.get(LOSES) == min(lost, default=None)
            assert said.get(GAINS) == min(gained, default=None)
            if was != will:
                assert effect is not None
                for stretches, answers in ((effect.before, was), (effect.after, will)):
                    told = [
                        stretch.standing
                        for stretch in stretches
                        for _ in range(((stretch.to_on or date.max) - stretch.from_on).days)
                    ]
                    assert told == answers


@given(two_worlds())
def test_a_teams_figures_are_those_counted_on_the_day(drawn: tuple[Workforce, Workforce, date]) -> None:
    question, people = asked_by(*drawn)
    outcome, _ = run(question, people)
    for number in range(0, DAYS, 7):
        day = add_days(drawn[2], number)
        figures = outcome.teams.figures_on(day)
        for column in {(unit, *pair) for unit, *pair in figures}:
            _, standard, context = column
            after = [
                standing_on(one.after, question.after, standard, context, day).counts
                for one in people
                if is_asked(one.after, question.after, standard, context, day)
            ]
            assert figures[column][1] == Figure(sum(after), len(after))  # type: ignore[index]


def is_asked(person: PersonFacts, asked: Asked, standard: str, context: str, day: date) -> bool:
    """Whether a role of the person asks for the pair on a day, and they are not away for long."""
    away = any(period.covers(day) for period in person.long_absences)
    return not away and any(
        assignment.unit == UNIT
        and assignment.period.covers(day)
        and requirement.period.covers(day)
        and (requirement.standard, requirement.context) == (standard, context)
        and day >= assignment.from_on + timedelta(days=requirement.needed_by_days or 0)
        for assignment in person.assignments
        for requirement in asked.requirements.get(assignment.role, ())
    )


@given(two_worlds(), st.integers(1, 3))
def test_batches_and_the_kernel_change_nothing(
    drawn: tuple[Workforce, Workforce, date], at_once: int
) -> None:
    question, people = asked_by(*drawn)
    outcome, found = run(question, people)
    again, found_again = run(question, people, at_once, evaluate_together)
    assert found == found_again
    assert replace(outcome, teams=again.teams) == again
    first, last = question.window.from_on, add_days(question.last_day, 1)
    assert outcome.teams.falls(first, last) == again.teams.falls(first, last)


@given(two_worlds())
def test_the_same_world_twice_is_no_change(drawn: tuple[Workforce, Workforce, date]) -> None:
    before, _, first = drawn
    question, people = asked_by(before, before, first)
    outcome, found = run(question, people)
    assert found == []
    assert outcome.teams.falls(first, add_days(first, DAYS)) == []


@given(two_worlds(), st.integers(1, 3))
def test_people_rehearsed_apart_come_together_to_what_all_of_them_come_to(
    drawn: tuple[Workforce, Workforce, date], at_once: int
) -> None:
    question, people = asked_by(*drawn)
    whole, _ = run(question, people)
    parts = [run(question, people[start : start + at_once])[0] for start in range(0, len(people), at_once)]
    merged = Outcome()
    for part in parts:
        merged.merge(pickle.loads(pickle.dumps(part)))  # noqa: S301 - its own
    first, last = question.window.from_on, add_days(drawn[2], DAYS)
    assert merged.teams.falls(first, last) == whole.teams.falls(first, last)
    assert merged.teams.figures_on(first) == whole.teams.figures_on(first)
    for name in ("examined", "people", "pairs", "by_standard", "losses", "work"):
        assert getattr(merged, name) == getattr(whole, name)
