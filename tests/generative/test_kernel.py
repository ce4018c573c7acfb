"""The kernel and the plain definition give the same rows: as it is and compiled, whole lives and windows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.engine.bulk import bulk_answers
from standing.core.engine.evaluate import Answer, Window, answers_of
from standing.core.rules.status import NOT_HELD, Standing, standing_on
from tests.generative.asking import turning_days
from tests.generative.worlds import World, worlds
from tests.support.facts import workforce_of

BOTH = pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])


def assert_same(world: World, window: Window | None, *, compiled: bool) -> None:
    """Fail unless the kernel's rows are the definition's."""
    workforce = workforce_of(world.facts, world.known_on)
    people = [workforce.people[name] for name in sorted(workforce.people)]
    defined = [row for person in people for row in answers_of(person, workforce.asked, window)]
    assert list(bulk_answers(people, workforce.asked, window, compiled=compiled)) == defined


@BOTH
@given(world=worlds())
@settings(max_examples=300, deadline=None)
def test_whole_lives_are_the_definitions(compiled: bool, world: World) -> None:
    assert_same(world, None, compiled=compiled)


@BOTH
@given(world=worlds(), data=st.data())
@settings(max_examples=100, deadline=None)
def test_windows_are_the_definitions(compiled: bool, world: World, data: st.DataObject) -> None:
    days = turning_days(world)
    first = data.draw(st.sampled_from([date.min, *days]))
    end = data.draw(st.sampled_from([*(day for day in days if day >= first), None]))
    assert_same(world, Window(first, end), compiled=compiled)
    assert_same(world, Window.of_day(first), compiled=compiled)


@given(world=worlds(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_day_on_which_anything_may_change_is_the_definitions(world: World, data: st.DataObject) -> None:
    """Day by day: the days of the world and those the rules count from them, their neighbours, and any others."""
    workforce = workforce_of(world.facts, world.known_on)
    far = data.draw(st.lists(st.dates(date(2022, 1, 1), date(2030, 1, 1)), max_size=10))
    for person in workforce.people.values():
        rows: dict[tuple[str, str], list[Answer]] = {}
        for row in bulk_answers([person], workforce.asked, compiled=False):
            rows.setdefault((row.standard, row.context), []).append(row)
        for (standard, context), stretches in rows.items():
            for day in (*turning_days(world), *far):
                covering = [row.standing for row in stretches if _covers(row, day)]
                assert covering or stretches[0].from_on is None or day < stretches[0].from_on
                found = covering[0] if covering else Standing(NOT_HELD)
                assert found == standing_on(person, workforce.asked, standard, context, day)
        assert rows.keys() == person.pairs(workforce.asked)


def _covers(row: Answer, day: date) -> bool:
    return row.from_on is not None and row.from_on <= day and (row.to_on is None or day < row.to_on)
