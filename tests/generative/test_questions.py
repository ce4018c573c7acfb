"""Questions over timelines give what asking the definition day by day and pair by pair gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.engine.evaluate import Workforce, evaluate
from standing.core.engine.questions.asking import EVERY_UNIT, Counts, StopOfUnit, counts_on, stops_in
from standing.core.engine.questions.in_memory import InMemory
from standing.core.rules.status import STATUSES, standing_on
from tests.generative.asking import turning_days
from tests.generative.test_pitfalls import MH1, D, by_several, decided, period, required_of, rows_of, rules
from tests.generative.worlds import Facts, World, worlds
from tests.support.facts import workforce_of

UNITS = ("elm", "ash")


def in_units(world: World) -> Workforce:
    """The workforce of a world, working in turns in two units."""
    rows = [row | {"unit": UNITS[place % 2]} for place, row in enumerate(world.facts["assignments"])]
    return workforce_of(world.facts | {"assignments": rows}, world.known_on)


def timelines_of(workforce: Workforce) -> InMemory:
    assignments = [row for person in workforce.people.values() for row in person.assignments]
    requirements = [row for rows in workforce.asked.requirements.values() for row in rows]
    return InMemory(lambda people: evaluate(workforce), assignments, requirements)


def asked(workforce: Workforce, day: date) -> set[tuple[str, str, str, str]]:
    """The units, people and pairs that are asked on a day."""
    return {
        (work.unit, person.person, row.standard, row.context)
        for person in workforce.people.values()
        for work in person.assignments
        for row in workforce.asked.requirements.get(work.role, ())
        if work.period.covers(day) and row.period.covers(day)
    }


def counted(workforce: Workforce, days: Sequence[date], *, by_unit: bool) -> Counts:
    """What `counts_on` gives, from the definition."""
    found: Counts = {}
    for place, day in enumerate(days):
        names = {(unit if by_unit else EVERY_UNIT, *rest) for unit, *rest in asked(workforce, day)}
        for unit, person, standard, context in names:
            standing = standing_on(workforce.people[person], workforce.asked, standard, context, day)
            each = found.setdefault(unit, {status: [0] * len(days) for status in STATUSES})
            each[standing.status][place] += 1
    return found


WORKING: st.SearchStrategy[Facts] = st.fixed_dictionaries(
    {
        "standards": rules("1", "3"),
        "requirements": required_of("doctor", "nurse"),
        "assignments": by_several(
            rows_of(period(-30, 0, 30, 60, 90, 121).map(lambda row: {"unit": "elm"} | row), 2, 5).map(
                lambda rows: [
                    row | {"role": ("nurse", "doctor", "nurse")[n % 3]} for n, row in enumerate(rows)
                ]
            )
        ),
        "decisions": by_several(decided(-60, -1, 0, 30, 60, contexts=("", "", "forensic"))),
        "suspensions": by_several(rows_of(period(1, 28, 61).map(lambda row: row | {"standard": MH1}), 0, 2)),
    }
)
"""People who work in several roles and hold what those require."""


def stops_of(workforce: Workforce, after: date, until: date) -> list[StopOfUnit]:
    """What `stops_in` gives, from the definition, in any order."""
    found = []
    for number in range((until - after).days):
        day = after + timedelta(days=number + 1)
        for unit, person, standard, context in asked(workforce, day):
            facts, what = workforce.people[person], workforce.asked
            before = standing_on(facts, what, standard, context, day - timedelta(days=1))
            standing = standing_on(facts, what, standard, context, day)
            if before.counts and not standing.counts:
                found.append(StopOfUnit(unit, person, standard, context, day, standing))
    return found


WORLDS = st.one_of(worlds(), WORKING.map(lambda facts: World(facts, (D,))))
BOTH = pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])


@BOTH
@given(world=WORLDS, data=st.data())
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_the_definition(compiled: bool, world: World, data: st.DataObject) -> None:
    workforce = in_units(world)
    timelines = timelines_of(workforce)
    timelines.compiled = compiled
    near = turning_days(world)
    days = sorted(data.draw(st.lists(st.sampled_from(near), min_size=1, max_size=6, unique=True)))
    for by_unit in (False, True):
        assert counts_on(timelines, days, by_unit=by_unit) == counted(workforce, days, by_unit=by_unit)


@BOTH
@given(world=WORLDS, data=st.data())
@settings(max_examples=60, deadline=None)
def test_stops_are_those_of_the_definition(compiled: bool, world: World, data: st.DataObject) -> None:
    workforce = in_units(world)
    timelines = timelines_of(workforce)
    timelines.compiled = compiled
    after = data.draw(st.sampled_from(turning_days(world)))
    until = after + timedelta(days=data.draw(st.integers(0, 40)))
    assert sorted(stops_in(timelines, after, until)) == sorted(stops_of(workforce, after, until))
