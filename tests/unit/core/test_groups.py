"""Groups over time: on which days enough of some standards count, and on which somebody stops having enough."""

from datetime import date

from standing.core.groups import GroupOverTime, days_it_stops, days_with_enough
from standing.core.rules.days import Period

EVER = Period(date(2020, 1, 1))


def on(day: int) -> date:
    return date(2026, 3, day)


def held(first: int, end: int | None = None) -> list[Period]:
    return [Period(on(first), on(end) if end else None)]


def test_enough_is_any_so_many_and_ends_on_the_day_one_too_few_counts() -> None:
    lines = [("A", held(1, 10)), ("B", held(5)), ("C", held(8, 20))]
    assert days_with_enough(lines, 2) == (Period(on(5), on(20)),)
    assert days_with_enough(lines, 3) == (Period(on(8), on(10)),)
    assert days_with_enough(lines, 1) == (Period(on(1)),)
    assert days_with_enough(lines, 4) == ()


def test_one_standard_in_two_contexts_is_one() -> None:
    assert days_with_enough([("A", held(1)), ("A", held(3, 9))], 2) == ()
    assert days_with_enough([("A", held(1, 9)), ("A", held(9))], 1) == (Period(on(1)),)


def test_one_that_ends_as_another_begins_leaves_no_gap() -> None:
    assert days_with_enough([("A", held(1, 9)), ("B", held(9))], 1) == (Period(on(1)),)


def test_it_stops_where_too_few_count_while_it_is_asked_for() -> None:
    lines = (("A", held(1, 10)), ("B", held(1)))
    assert days_it_stops([GroupOverTime(EVER, 2, lines)]) == (on(10),)
    assert days_it_stops([GroupOverTime(Period(on(1), on(10)), 2, lines)]) == (), "it is asked for no longer"
    assert days_it_stops([GroupOverTime(EVER, 1, lines)]) == ()


def test_it_stops_where_a_version_begins_that_asks_for_more_and_not_where_one_goes_on() -> None:
    lines = (("A", held(1)), ("B", held(20)))
    before = GroupOverTime(Period(on(1), on(10)), 1, lines)
    assert days_it_stops([before, GroupOverTime(Period(on(10)), 1, lines)]) == ()
    more = GroupOverTime(Period(on(10)), 2, lines)
    assert days_it_stops([more, before]) == (on(10),)
    assert more.met == (Period(on(20)),)
