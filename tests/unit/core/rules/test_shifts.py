"""Shifts: the days they touch, and whether two overlap."""

from __future__ import annotations

from datetime import date, time

import pytest

from standing.core.rules.shifts import DAY, EARLY, LATE, NIGHT, OTHER, When, kind_of

FIRST, SECOND = date(2026, 7, 1), date(2026, 7, 2)


def at(starts: int, ends: int, day: date = FIRST, kind: str = OTHER) -> When:
    """A shift between two hours."""
    return When(kind, day, time(starts), time(ends))


@pytest.mark.parametrize(
    ("shift", "days"),
    [
        (When(EARLY, FIRST), (FIRST,)),
        (When(NIGHT, FIRST), (FIRST, SECOND)),
        (at(20, 8), (FIRST, SECOND)),
        (at(7, 15), (FIRST,)),
        (at(16, 0), (FIRST,)),
        (at(9, 9), (FIRST, SECOND)),
        (at(20, 23, kind=NIGHT), (FIRST, SECOND)),
    ],
    ids=[
        "no times",
        "a night",
        "past midnight",
        "a day",
        "up to midnight",
        "a day and a night",
        "a night by name",
    ],
)
def test_the_days_it_touches(shift: When, days: tuple[date, ...]) -> None:
    assert shift.days == days


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "may"),
    [
        (at(7, 15), at(13, 21), True, True),
        (at(7, 15), at(15, 21), False, False),
        (at(20, 8), at(7, 15, SECOND), True, True),
        (at(20, 8), at(8, 15, SECOND), False, False),
        (When(EARLY, FIRST), When(LATE, FIRST), False, True),
        (When(EARLY, FIRST), When(EARLY, FIRST), True, True),
        (When(OTHER, FIRST), When(OTHER, FIRST), False, True),
        (When(NIGHT, FIRST), When(NIGHT, SECOND), False, True),
        (When(NIGHT, FIRST), at(7, 15, SECOND), False, True),
        (When(DAY, FIRST), When(DAY, SECOND), False, False),
    ],
)
def test_whether_somebody_can_be_on_both(one: When, other: When, overlaps: bool, may: bool) -> None:
    assert (one.overlaps(other), one.may_overlap(other)) == (overlaps, may)
    assert (other.overlaps(one), other.may_overlap(one)) == (overlaps, may)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("E", EARLY),
        ("Late", LATE),
        ("long-day", "long_day"),
        (" NIGHTS ", NIGHT),
        ("Days", DAY),
        ("Zeta", None),
    ],
)
def test_the_kind_a_name_says(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_what_no_shift_can_be() -> None:
    with pytest.raises(ValueError, match="no kind of shift"):
        When("zeta", FIRST)
    with pytest.raises(ValueError, match="or neither"):
        When(EARLY, FIRST, time(7))
