"""When somebody is told, and when not again."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.reminding import Thing, Told, is_to_be_told, stage_on, to_be_told

TODAY = date(2026, 3, 2)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (400, "new"),
        (91, "new"),
        (90, "90"),
        (31, "90"),
        (30, "30"),
        (8, "30"),
        (7, "7"),
        (0, "7"),
        (-1, "overdue"),
    ],
)
def test_stages(left: int, stage: str) -> None:
    assert stage_on(Thing("a", days(left)), TODAY) == stage


def test_what_has_no_day_is_told_once() -> None:
    thing = Thing("a")
    assert stage_on(thing, TODAY) == "new"
    assert is_to_be_told(thing, [], TODAY)
    assert not is_to_be_told(thing, [Told(days(-300), "new")], TODAY)


def test_a_stage_is_told_once_for_a_day_that_is_due() -> None:
    thing = Thing("a", days(25))
    assert is_to_be_told(thing, [Told(days(-60), "90", days(25))], TODAY)
    assert not is_to_be_told(thing, [Told(days(-20), "30", days(25))], TODAY)
    assert is_to_be_told(thing, [Told(days(-20), "30", days(-1))], TODAY)


def test_what_is_overdue_is_told_every_week() -> None:
    thing = Thing("a", days(-20))
    assert not is_to_be_told(thing, [Told(days(-6), "overdue", days(-20))], TODAY)
    assert is_to_be_told(thing, [Told(days(-7), "overdue", days(-20))], TODAY)


def test_only_what_is_to_be_told_is() -> None:
    told = {"a": [Told(days(-1), "new")]}
    assert to_be_told([Thing("a"), Thing("b")], told, TODAY) == [Thing("b")]


@given(due=st.integers(0, 300), skipped=st.sets(st.integers(0, 400)))
def test_never_twice_in_a_week_and_never_silent_for_long_once_overdue(due: int, skipped: set[int]) -> None:
    """A service that was down on some days: of each thing somebody is told at most once in seven days, and of what is
    overdue within seven days of the first day on which the service runs again.
    """
    thing = Thing("a", days(due))
    told: list[Told] = []
    for day in range(400):
        if day not in skipped and is_to_be_told(thing, told, days(day)):
            told.append(Told(days(day), stage_on(thing, days(day)), thing.due))
        if day not in skipped and day > due + 7:
            assert (days(day) - told[-1].on).days < 7
    assert all((later.on - one.on).days >= 7 for one, later in pairwise(told))
