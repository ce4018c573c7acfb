"""What is asked of every changed question of the mutation run: counts and stops of the definition, on worlds kept."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from standing.core.engine.questions import asking
from standing.core.engine.questions.asking import Counts, StopOfUnit, counts_on, stops_in
from standing.core.engine.questions.in_memory import InMemory
from tests.generative.test_pitfalls import D
from tests.generative.test_questions import counted, in_units, stops_of, timelines_of
from tests.generative.worlds import World
from tests.mutants.frozen import kept_worlds

DAYS = tuple(D + timedelta(days=far) for far in (0, 1, 28, 60, 61, 91, 120, 200))
UNTIL = D + timedelta(days=125)

Asked = tuple[InMemory, Counts, Counts, list[StopOfUnit]]


@cache
def asked(number: int) -> tuple[Asked, ...]:
    """Worlds in which somebody is asked something, as timelines, with what is to be answered of them."""
    found = []
    for facts, known_on in kept_worlds("questions", number):
        workforce = in_units(World(facts, (), known_on))
        timelines = timelines_of(workforce)
        timelines.compiled = False
        stops = stops_of(workforce, D, UNTIL)
        each = (counted(workforce, DAYS, by_unit=True), counted(workforce, DAYS, by_unit=False))
        found.append((timelines, *each, stops))
    return tuple(found)


def test_counts_and_stops_are_those_of_the_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    stopping = 0
    for timelines, by_unit, together, stops in asked(120):
        assert counts_on(timelines, DAYS, by_unit=True) == by_unit
        assert counts_on(timelines, DAYS, by_unit=False) == together
        assert sorted(stops_in(timelines, D, UNTIL)) == sorted(stops)
        stopping += len(stops)
        with monkeypatch.context() as little_room:
            little_room.setattr(asking, "_ROOM", 1)
            assert sorted(stops_in(timelines, D, UNTIL)) == sorted(stops)
    assert stopping > 30
