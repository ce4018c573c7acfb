"""The steps of questions over timelines: what is asked of somebody, for whom it is counted, which stops are listed."""

from __future__ import annotations

import pytest

from standing.core.engine.kernel.layout import FIRST, OPEN, Required
from standing.core.engine.kernel.questions import Asking, Stretches, Work, _list_asked, list_stops, tally

COUNTING = 1
"""Statuses below it count: here 0."""


def room(places: int = 16) -> Asking:
    return Asking(*([-9] * places for _ in Asking._fields))


def asked_of(required: Required, work: Work, person: int) -> list[tuple[int, int, int, int]]:
    """Pair, unit, first day and end of what is asked, in the order in which it lies."""
    joined = room()
    count = _list_asked(required, work, person, room(), joined)
    rows = zip(joined.pair, joined.unit, joined.first, joined.end, strict=True)
    return list(rows)[:count]


EVER = Required([0, 2], [0, 1], [FIRST, FIRST], [OPEN, OPEN])
"""A role that requires the pairs 0 and 1 at all times."""


@pytest.mark.parametrize("person", [0, 1])
def test_what_is_asked_lies_by_pair_unit_and_day(person: int) -> None:
    """Whoever comes first and whoever comes later, with more units than the other has."""
    mine = ([2, 0, 1], [0, 0, 0], [5, 5, 5], [9, 9, 9])
    other = ([0], [0], [1], [2])
    columns = [a + b for a, b in zip(*((mine, other) if person == 0 else (other, mine)), strict=True)]
    work = Work([0, 3, 4] if person == 0 else [0, 1, 4], *columns)
    assert asked_of(EVER, work, person) == [(pair, unit, 5, 9) for pair in (0, 1) for unit in (0, 1, 2)]


def test_periods_that_touch_or_overlap_are_one_and_others_are_not() -> None:
    one = Required([0, 1], [0], [FIRST], [OPEN])
    work = Work([0, 5], [0] * 5, [0] * 5, [FIRST, FIRST + 3, 20, 30, 25], [FIRST + 3, FIRST + 9, 30, 31, 26])
    assert asked_of(one, work, 0) == [(0, 0, FIRST, FIRST + 9), (0, 0, 20, 31)]


def test_what_was_required_until_work_began_is_not_asked() -> None:
    until_ten = Required([0, 1], [0], [FIRST], [10])
    assert asked_of(until_ten, Work([0, 1], [0], [0], [10], [20]), 0) == []
    assert asked_of(until_ten, Work([0, 1], [0], [0], [9], [20]), 0) == [(0, 0, 9, 10)]


def test_only_those_asked_about_are_counted() -> None:
    one = Required([0, 1], [0], [FIRST], [OPEN])
    work = Work([0, 1, 2, 3], [0] * 3, [0] * 3, [1, 2, 3], [OPEN] * 3)
    stretches = Stretches([0, 0, 1, 1], [0], [2], [OPEN], [0])
    counts = [0] * 6
    tally(one, work, stretches, 1, 2, [1, 2], 2, 1, room(), room(), counts)
    assert counts == [0, 1, -1, 0, 0, 0]


@pytest.mark.parametrize(
    ("after", "until", "leaves", "listed"),
    [
        (9, 10, OPEN, True),
        (10, 20, OPEN, False),
        (1, 9, OPEN, False),
        (1, 20, 10, False),
        (1, 20, 11, True),
    ],
)
def test_a_stop_is_listed_if_it_is_in_the_days_and_still_asked(
    after: int, until: int, leaves: int, listed: bool
) -> None:
    """It stops counting on day 10."""
    one = Required([0, 1], [0], [FIRST], [OPEN])
    work = Work([0, 1], [3], [0], [1], [leaves])
    stretches = Stretches([0, 2], [0, 0], [1, 10], [10, OPEN], [0, 1])
    rows, units = [-1], [-1]
    found = list_stops(one, work, stretches, 0, 1, COUNTING, after, until, room(), room(), rows, units)
    assert found == (1, 1 if listed else 0)
    assert (rows, units) == (([1], [3]) if listed else ([-1], [-1]))
