"""Sums of periods: shared days, and those of one that are not in another."""

from __future__ import annotations

from datetime import date

from standing.core.rehearsing.periods import shared, without
from standing.core.rules.days import Period


def day(number: int) -> date:
    return date(2026, 1, number)


def test_days_shared_end_with_the_first_to_end() -> None:
    one = [Period(day(1), day(10)), Period(day(20))]
    other = [Period(day(5), day(25))]
    assert shared(one, other) == [Period(day(5), day(10)), Period(day(20), day(25))]


def test_periods_that_only_touch_share_nothing() -> None:
    assert shared([Period(day(1), day(5))], [Period(day(5), day(9))]) == []


def test_two_open_periods_share_an_open_one() -> None:
    assert shared([Period(day(1))], [Period(day(3))]) == [Period(day(3))]


def test_without_cuts_a_hole() -> None:
    assert without([Period(day(1))], [Period(day(5), day(9))]) == [Period(day(1), day(5)), Period(day(9))]


def test_without_an_open_period_leaves_what_lies_before_it() -> None:
    assert without([Period(day(1), day(20))], [Period(day(5))]) == [Period(day(1), day(5))]


def test_without_what_covers_it_leaves_nothing() -> None:
    assert without([Period(day(5), day(9))], [Period(day(1), day(20))]) == []


def test_without_what_lies_elsewhere_leaves_it() -> None:
    assert without([Period(day(5), day(9))], [Period(day(1), day(5)), Period(day(9))]) == [
        Period(day(5), day(9))
    ]
