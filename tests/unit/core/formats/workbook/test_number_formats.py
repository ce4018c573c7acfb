"""Number formats: which show a day, which hide a part of it, and the days that spreadsheets count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from standing.core.formats.workbook.formats import Shows, as_day, shows, shows_parts, value_shown
from standing.core.formats.workbook.model import Value


@pytest.mark.parametrize(
    ("number_format", "what", "parts"),
    [
        ("General", Shows.NUMBER, ""),
        ("", Shows.NUMBER, ""),
        ("0.00", Shows.NUMBER, ""),
        ('0 "days"', Shows.NUMBER, ""),
        ("[Red]#,##0;[Blue]-0", Shows.NUMBER, ""),
        ("0\\d", Shows.NUMBER, ""),
        ("dd/mm/yyyy", Shows.DATE, "dmy"),
        ("[$-809]d mmmm yyyy;@", Shows.DATE, "dmy"),
        ("d-mmm", Shows.DATE, "dm"),
        ("mmm-yy", Shows.DATE, "my"),
        ("mmmm", Shows.DATE, "m"),
        ("yyyy", Shows.DATE, "y"),
        ("dd/mm/yyyy hh:mm", Shows.DATE, "dmy"),
        ("h:mm AM/PM", Shows.TIME, ""),
        ("mm:ss", Shows.TIME, ""),
        ("[h]:mm", Shows.SPAN, ""),
    ],
)
def test_what_a_format_shows(number_format: str, what: Shows, parts: str) -> None:
    assert shows(number_format) is what
    assert what is Shows.SPAN or shows_parts(number_format) == parts


@pytest.mark.parametrize(
    ("number", "starts_1904", "day"),
    [
        (0.9, False, None),
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (60, False, None),
        (61, False, date(1900, 3, 1)),
        (45720, False, date(2025, 3, 4)),
        (44258, True, date(2025, 3, 4)),
        (0, True, date(1904, 1, 1)),
        (2_958_464, False, date(9999, 12, 30)),
        (2_958_465, False, None),
        (-1, False, None),
    ],
)
def test_the_days_that_are_counted(number: float, starts_1904: bool, day: date | None) -> None:
    moment = as_day(number, starts_1904)
    assert (moment.date() if moment else None) == day


@pytest.mark.parametrize(
    ("number", "number_format", "value", "error"),
    [
        (45720.0, "dd/mm/yyyy", date(2025, 3, 4), ""),
        (45720.5, "dd/mm/yyyy", datetime.combine(date(2025, 3, 4), time(12)), ""),
        (0.25, "h:mm", time(6), ""),
        (45720.25, "h:mm", datetime.combine(date(2025, 3, 4), time(6)), ""),
        (1.5, "[h]:mm", timedelta(hours=36), ""),
        (1e9, "[h]:mm", None, "no length of time"),
        (7.0, "0", 7.0, ""),
        (-3.0, "dd/mm/yyyy", None, "no day that a spreadsheet counts"),
    ],
)
def test_a_number_is_shown_as_its_format_says(
    number: float, number_format: str, value: Value, error: str
) -> None:
    shown, wrong = value_shown(number, number_format, False)
    assert (shown, type(shown)) == (value, type(value))
    assert error in wrong
    assert bool(error) == bool(wrong)
