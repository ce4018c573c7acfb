"""Days, months and periods at their edges."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.rules.days import (
    FIRST_DAY,
    LAST_DAY,
    Period,
    add_days,
    add_months,
    day_after,
    join_periods,
)

HUGE = 10**30


def _day(number: int) -> date:
    return date(2024, 1, number)


def _period(first: int, end: int | None = None) -> Period:
    return Period(_day(first), None if end is None else _day(end))


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2024, 3, 1), -1, date(2024, 2, 29)),
        (LAST_DAY, 1, LAST_DAY),
        (FIRST_DAY, -1, FIRST_DAY),
        (date(2024, 1, 1), HUGE, LAST_DAY),
        (date(2024, 1, 1), -HUGE, FIRST_DAY),
    ],
)
def test_adding_days(day: date, days: int, expected: date) -> None:
    assert add_days(day, days) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 1, date(2024, 12, 30)),
        (date(2024, 12, 15), 12, date(2025, 12, 15)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(9999, 12, 1), 1, LAST_DAY),
        (date(2024, 1, 1), HUGE, LAST_DAY),
    ],
)
def test_adding_months(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_the_day_after() -> None:
    assert day_after(date(2024, 2, 29)) == date(2024, 3, 1)
    assert day_after(LAST_DAY) is None


def test_a_period_covers_its_first_day_and_not_its_end() -> None:
    assert [day for day in range(1, 10) if _period(3, 6).covers(_day(day))] == [3, 4, 5]
    assert _period(3).covers(LAST_DAY)
    assert not _period(3, 3).covers(_day(3))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (_period(1, 5), _period(4, 9), True),
        (_period(1, 5), _period(5, 9), False),
        (_period(1), _period(5), True),
        (_period(1, 9), _period(4, 4), False),
        (_period(4, 4), _period(4, 4), False),
    ],
)
def test_periods_overlap_where_they_share_a_day(one: Period, other: Period, expected: bool) -> None:
    assert one.overlaps(other) is expected
    assert other.overlaps(one) is expected


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], ()),
        ([_period(5, 9), _period(1, 5)], (_period(1, 9),)),
        ([_period(1, 5), _period(6, 9)], (_period(1, 5), _period(6, 9))),
        ([_period(1, 9), _period(2, 4)], (_period(1, 9),)),
        ([_period(1), _period(2, 4)], (_period(1),)),
        ([_period(1, 3), _period(2)], (_period(1),)),
        ([_period(3, 3)], ()),
        ([_period(1, 3), _period(5, 5), _period(7, 9)], (_period(1, 3), _period(7, 9))),
    ],
)
def test_joining_periods(periods: list[Period], expected: tuple[Period, ...]) -> None:
    assert join_periods(periods) == expected


def test_how_long_a_period_lasts() -> None:
    assert _period(1, 29).lasts_at_least(28)
    assert not _period(1, 28).lasts_at_least(28)
    assert _period(1).lasts_at_least(28)
