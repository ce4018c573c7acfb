"""Where a walk leads at the edges of grace, and rows that fill their room to the last place."""

from __future__ import annotations

import random

import pytest

from standing.core.engine.bulk import days_of
from standing.core.engine.kernel.layout import BRIDGED, FIRST, GENERAL, MET, OPEN, Decisions, Pairs, Rules
from standing.core.engine.kernel.sorting import sort, sort_with
from standing.core.engine.kernel.walking import HOLDING, walk
from standing.core.engine.people_columns import columns_of, compile_for
from standing.core.engine.running import run
from tests.support.facts import workforce_of

DAY, GRACE = 20_000, 28
PAIRS = Pairs([0], [GENERAL])
NEVER_OLD = Rules([0, 1], [FIRST], [0], [GRACE], [OPEN])
"""A rule without an expiry: each decision here is given one."""


def walked(outcome: int, decided: int, practice: int) -> tuple[int, int, int, int]:
    """Where a `met` of `DAY` that expires ten days later leads, and a decision after it: what is held, until when, the
    practice, and since when it is held.
    """
    expires = decided + 10 if outcome == MET else OPEN
    decisions = Decisions(
        [0, 2], [0, 0], [MET, outcome], [DAY, decided], [DAY, decided], [DAY, practice], [DAY + 10, expires]
    )
    leads, until, _, practised, held, _ = walk(decisions, PAIRS, NEVER_OLD, [0, 1], 0, 2, GENERAL, OPEN - 1)
    return leads, until, practised, held


@pytest.mark.parametrize(("late", "practice", "held"), [(0, DAY, DAY), (1, DAY - 50, DAY + 39)])
def test_the_last_day_of_grace_renews_and_the_next_begins_anew(late: int, practice: int, held: int) -> None:
    decided = DAY + 10 + GRACE + late
    assert walked(MET, decided, DAY - 50) == (HOLDING, decided + 10, practice, held)


@pytest.mark.parametrize(("late", "practice"), [(0, DAY + 5), (1, DAY)])
def test_practice_is_bridged_until_the_last_day_of_grace(late: int, practice: int) -> None:
    assert walked(BRIDGED, DAY + 10 + GRACE + late, DAY + 5) == (HOLDING, DAY + 10, practice, DAY)


@pytest.mark.parametrize("room", [1, 2, 3])
def test_a_pair_that_comes_when_the_room_is_full_waits_for_more(room: int) -> None:
    """Three pairs of which nothing is held: each is a row of a whole life."""
    workforce = workforce_of(
        {
            "standards": [{"standard": name} for name in ("A", "B", "C")],
            "requirements": [
                {"role": "nurse", "standard": name, "from": "2020-01-01"} for name in ("A", "B", "C")
            ],
            "assignments": [{"person": "p", "role": "nurse", "unit": "w", "from": "2020-01-01"}],
        }
    )
    people = list(workforce.people.values())
    catalogue = compile_for(workforce.asked, people)
    columns = columns_of(people, catalogue)
    parts = run(catalogue, columns, days_of(None), compiled=False, at_once=room)
    assert [row for part in parts for row in zip(part.pair, part.state, part.end, strict=True)] == [
        (0, 0, OPEN), (1, 0, OPEN), (2, 0, OPEN)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 9, 10, 36, 37, 117, 118, 400])
def test_any_number_of_keys_is_sorted(count: int) -> None:
    """Through every gap that is gone down from, in the worst order and in some other."""
    for keys in (list(range(count, 0, -1)), random.Random(count).sample(range(1000), count)):
        made, beside, order = list(keys), list(keys), list(range(count))
        sort(made, count)
        sort_with(beside, order, count)
        assert made == beside == sorted(keys)
        assert [keys[place] for place in order] == made
