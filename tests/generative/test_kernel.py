"""The kernel and the plain definition give the same rows: as it is and compiled, whole lives and windows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.engine.bulk import bulk_answers
from standing.core.engine.evaluate import Window, answers_of
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
