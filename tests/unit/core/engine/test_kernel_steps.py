"""The kernel's steps one by one: what is joined, put off, signed, and the order in which decisions are walked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.engine.catalogue import day_of, number_of
from standing.core.engine.kernel import asking, walking
from standing.core.engine.kernel.asking import note_signatures, put_off
from standing.core.engine.kernel.calendar import add_months
from standing.core.engine.kernel.grouping import group
from standing.core.engine.kernel.layout import (
    BRIDGED,
    FIRST,
    LAST,
    MET,
    OPEN,
    REVOKED,
    About,
    Rules,
    Scratch,
    Signatures,
    Signings,
    Spans,
)
from standing.core.engine.kernel.names import Names, _mixed, digest, mark, number_names, place_again, rises
from standing.core.engine.kernel.spans import LONG_ABSENCE_DAYS, join, keep_long
from standing.core.engine.kernel.walking import rule_of, walk_key
from standing.core.rules import days, holding, obligations
from standing.core.rules.days import Period, join_periods

DAY = number_of(date(2024, 1, 31))


def spans(*rows: tuple[int, int, int]) -> Spans:
    """Periods of one person, as what they are about and their two days."""
    return Spans([0, len(rows)], *(list(column) for column in zip(*rows, strict=True)))


def room(rows: int) -> Spans:
    return Spans([0], [0] * rows, [0] * rows, [0] * rows)


def joined(of: Spans, person: int) -> list[tuple[int, int, int]]:
    """What `join` makes of a person's periods."""
    length = len(of.about)
    none: Any = None
    scratch = Scratch([0] * length, [0] * length, *([none] * 5))
    made = room(length)
    join(of, person, scratch, made)
    return list(zip(made.about, made.first, made.end, strict=True))[: made.at[0]]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 8), st.integers(0, 5)), min_size=1, max_size=12))
def test_periods_about_one_thing_are_joined_as_the_definition_joins_them(
    rows: list[tuple[int, int, int]],
) -> None:
    of = spans(
        (0, DAY - 3, DAY + 50), *((about, DAY + first, DAY + first + long) for about, first, long in rows)
    )
    of = of._replace(at=[0, 1, len(of.about)])
    expected = [
        (about, number_of(period.from_on), number_of(period.to_on))
        for about in range(3)
        for period in join_periods(
            Period(date.fromordinal(100 + first), date.fromordinal(100 + first + long))
            for which, first, long in rows
            if which == about
        )
    ]
    moved = number_of(date.fromordinal(100)) - DAY
    assert [(about, first + moved, end + moved) for about, first, end in joined(of, 1)] == expected


@pytest.mark.parametrize(("days_away", "kept"), [(27, False), (28, True), (29, True)])
def test_an_absence_is_long_from_28_days_on(days_away: int, kept: bool) -> None:
    away = Spans([1], [0], [DAY], [DAY + days_away])
    keep_long(away)
    assert away.at[0] == kept
    assert LONG_ABSENCE_DAYS == 28


def test_open_absences_are_long_and_short_ones_between_are_let_go() -> None:
    away = Spans([3], [0] * 3, [DAY, DAY + 90, LAST - 3], [DAY + 30, DAY + 92, OPEN])
    keep_long(away)
    assert (away.at[0], away.first[:2], away.end[:2]) == (2, [DAY, LAST - 3], [DAY + 30, OPEN])


@pytest.mark.parametrize(
    ("due", "away", "expected"),
    [
        (28, (), 28),
        (28, ((28, 60),), 88),  # it begins on the due day
        (28, ((29, 60),), 28),  # it begins after it
        (28, ((-40, 0),), 28),  # it ends on the effective day: nothing of it is after
        (1, ((-40, 0),), 1),
        (1, ((-40, 1),), 29),  # it ends the day after
        (200, ((0, 60),), 200),  # it moves nothing forward
        (28, ((0, 60), (88, 120)), 148),  # the second begins on the due day as the first has moved it
        (28, ((0, 60), (89, 120)), 88),
        (28, ((0, OPEN),), LAST),
    ],
)
def test_absences_put_off_what_is_due(due: int, away: tuple[tuple[int, int], ...], expected: int) -> None:
    rows = [(0, DAY + first, end if end == OPEN else DAY + end) for first, end in away]
    of = Spans([len(rows)], *(list(column) for column in zip(*rows, strict=True))) if rows else room(0)
    moved = put_off(DAY + due, DAY, 28, of)
    assert moved == (LAST if expected == LAST else DAY + expected)


def test_a_signature_signs_its_kind_from_the_first_day_on() -> None:
    # Kinds: 0 signs the first two things, 1 the third, 2 the first four. Two people.
    signings = Signings([0, 2, 0], [2, 3, 4])
    signatures = Signatures([0, 2, 5], [2, 1, 1, 0, 0], [DAY, DAY + 5, DAY + 7, DAY + 9, DAY + 8])
    none: Any = None
    about = About(none, none, [0] * 5, [-1] * 5)
    note_signatures(signatures, signings, 0, about)
    assert (about.signed, about.signed_by) == ([DAY, DAY, DAY, DAY, 0], [0, 0, 0, 0, -1])
    note_signatures(signatures, signings, 1, about)
    assert (about.signed, about.signed_by) == ([DAY + 8, DAY + 8, DAY + 7, DAY, 0], [1, 1, 1, 0, -1])


def test_decisions_are_walked_in_the_order_of_the_rules() -> None:
    """By standard and day; `met`, `bridged`, `revoked`; among `met` those with an expiry last, the earliest last."""
    expiries = [OPEN, 3653, 400, 1, 0]
    ordered = [
        (standard, decided, outcome, expiry)
        for standard, decided, outcome in product(
            (0, 1, 3), (FIRST, FIRST + 1, DAY, LAST - 5000, LAST - 4999), (MET, BRIDGED, REVOKED)
        )
        for expiry in (expiries if outcome == MET else [OPEN])
    ]
    keys = [
        walk_key(standard, decided, outcome, OPEN if expiry == OPEN else decided + expiry)
        for standard, decided, outcome, expiry in ordered
    ]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(("decided", "row"), [(-1, 2), (0, 2), (9, 2), (10, 3), (19, 3), (20, 4), (99, 5)])
def test_the_latest_rule_begun_by_the_day_is_that_of_a_decision(decided: int, row: int) -> None:
    rules = Rules([0, 2, 6], [FIRST, DAY, DAY, DAY + 10, DAY + 20, DAY + 30], [0] * 6, [0] * 6, [OPEN] * 2)
    assert rule_of(rules, 1, DAY + decided) == row


@pytest.mark.parametrize("year", [1, 400, 1600, 1700, 1900, 2000, 2024, 2100, 9996])
@pytest.mark.parametrize("months", [1, 11, 12, 36])
def test_months_are_added_about_the_ends_of_february_and_of_years(year: int, months: int) -> None:
    for month, day in ((1, 1), (1, 31), (2, 28), (3, 1), (3, 31), (11, 15), (12, 31)):
        one = date(year, month, day)
        assert day_of(add_months(number_of(one), months)) == days.add_months(one, months)
    leap_or_not = date(year, 3, 1) - timedelta(days=1)
    assert day_of(add_months(number_of(leap_or_not), months)) == days.add_months(leap_or_not, months)


def test_the_last_month_of_the_calendar_is_reached() -> None:
    assert day_of(add_months(number_of(date(9999, 11, 15)), 1)) == date(9999, 12, 15)
    assert add_months(number_of(date(9999, 12, 15)), 1) == LAST


def test_the_days_of_the_rules_are_the_definitions() -> None:
    assert walking.RENEWAL_DAYS == holding.RENEWAL_DAYS
    assert obligations.DAYS_AFTER_RETURN == {
        "signature": 0,
        "showing": asking.DAYS_AFTER_RETURN,
        "bridging": 28,
    }


def test_digests_are_those_of_fnv_1a() -> None:
    """The values that its authors publish."""
    for word, expected in ((b"", 0x811C9DC5), (b"a", 0xE40C292C), (b"foobar", 0xBF9CF968)):
        text: Any = word
        assert digest(text, 0, len(word)) == expected
        assert mark(text, 0, len(word)) >> 31 == expected


def test_marks_are_of_63_bits_and_of_all_the_bytes() -> None:
    other = 16777619
    for byte in b"foobar":
        other = (other ^ byte) * 16777619 % (1 << 32)
    text: Any = b"foobar"
    assert mark(text, 0, 6) == 0xBF9CF968 * (1 << 31) + other // 2


def test_rows_about_the_first_thing_begin_at_the_beginning() -> None:
    at, order = [0] * 3, [9] * 3
    group([1, 0, 1], at, order)
    assert (at, order) == ([0, 1, 3], [1, 0, 2])


def test_names_that_share_the_last_slot_go_on_from_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standing.core.engine.kernel.names._mixed", lambda last, about: 7)
    text: Any = bytearray(b"abc")
    names = Names([0] * 8, [0, 1, 2, 3, 0], text, [3, 0])
    place_again(names)
    about = (1 << 8) + 97
    assert names.slots == [98, (about + 1 << 31) + 2, 99, (about + 2 << 31) + 3, 0, 0, 97, (about << 31) + 1]


def test_names_go_on_from_where_they_were_left() -> None:
    text: Any = b"aabb"
    names = Names([0] * 32, [0] * 17, bytearray(9), [0, 0])  # type: ignore[arg-type]
    numbers = [7] * 4
    assert number_names(text, [0, 1, 2, 3, 4], 2, 4, numbers, names) == 4
    assert numbers == [7, 7, 0, 0]


def test_what_a_slot_tells_of_a_short_name_is_mixed_into_all_the_bits() -> None:
    """So that names which rise by one, or differ in one byte, lie apart."""
    made = 1 * 16777619 + 2 * 2166136261 + 3 * 2166136261
    assert _mixed((2 << 28) + 1, 3) == made ^ made // (1 << 29)
    assert len({_mixed(last, 2144) % 4096 for last in range(1024)}) > 800
    assert len({_mixed(last << 48, 2144) % 4096 for last in range(256)}) > 200


def test_ids_rise_from_where_it_is_asked() -> None:
    text: Any = b"cabb"
    assert rises(text, [0, 1, 2, 3, 4], 1, 3)
    assert not rises(text, [0, 1, 2, 3, 4], 0, 3)
    assert not rises(text, [0, 1, 2, 3, 4], 2, 4)


@pytest.mark.parametrize(
    ("one", "other", "rising"),
    [("ab", "ac", True), ("ab", "ba", True), ("ac", "ab", False), ("ba", "ab", False), ("ab", "ab", False)],
)
def test_ids_as_long_are_told_apart_by_their_first_difference(one: str, other: str, rising: bool) -> None:
    text: Any = (one + other).encode()
    assert rises(text, [0, 2, 4], 0, 2) == rising
