"""Dates as British people write them into cells: finds them in a text, with every day they could be.

Nothing is decided here: `3/4/25` has two readings, `April 2025` has no day, `31/02/2025` is no day at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from standing.core.formats.matrix.words import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TIME = r"(?:(?:\s+at)?[\sT,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?(?:\s*(?:am|pm))?(?:z|\s?[+-]\d{2}:?\d{2})?)?"
_TH = "(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""(?<![\w/\-])(?<!\d\.)(?:
      (?P<iso_y>\d{{4}})\s?(?P<iso_s>[-/.])\s?(?P<iso_m>\d{{1,2}})\s?(?P=iso_s)\s?(?P<iso_d>\d{{1,2}}){_TIME}
    | (?P<first>\d{{1,2}})\s?(?P<sep>[-/.\\])\s?(?P<second>\d{{1,2}})\s?(?P=sep)\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}
    | (?P<sp_first>\d{{1,2}})\s(?P<sp_second>\d{{1,2}})\s(?P<sp_year>\d{{4}})
    | (?P<day>\d{{1,2}})\s?{_TH}[\s\-/.,]*(?:of\s)?(?P<month>{_MONTH})\.?[\s\-/.,']*(?P<m_year>\d{{4}}|\d{{2}}){_TIME}
    | (?P<us_month>{_MONTH})\.?\s(?P<us_day>\d{{1,2}})\s?{_TH},?\s(?P<us_year>\d{{4}}){_TIME}
    | (?P<only_month>{_MONTH})\.?[\s\-/.,']*(?P<only_year>\d{{4}}|\d{{2}})
    | (?P<ym_year>\d{{4}})[-/.](?P<ym_month>\d{{1,2}})
    | (?P<my_month>\d{{1,2}})\s?[-/.]\s?(?P<my_year>\d{{4}})
    | (?P<two_first>\d{{1,2}})\s?[-/]\s?(?P<two_second>\d{{2}})
    | (?P<eight>\d{{8}})
    | (?P<dm_day>\d{{1,2}})\s?{_TH}[\s\-/]?(?:of\s)?(?P<dm_month>{_MONTH})
    )(?![\w/\-]|\.\d)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """What one date in a text could be. At most one of the groups is filled; none: `wrong` says why it is no date.

    `day` for certain, and `order` which order of day and month it proves ("" for none); or `day_first` and
    `month_first`, two different days; or `month` (year, month) without a day. `short` is true where the year has two
    digits.
    """

    text: str
    day: date | None = None
    order: str = ""
    day_first: date | None = None
    month_first: date | None = None
    month: tuple[int, int] | None = None
    short: bool = False
    wrong: str = ""


def find_days(text: str, today: date) -> tuple[list[Day], str]:
    """The dates in a text, and the text without them. Years of two digits are those from 60 years back to 39 ahead."""
    days: list[Day] = []

    def found(match: re.Match[str]) -> str:
        days.append(_day(match, today))
        return " \x00 "

    return days, _DATE.sub(found, text)


def _day(match: re.Match[str], today: date) -> Day:
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    text = match[0]
    first = next(iter(got))
    match first:
        case "iso_y":
            found = _certain(text, int(got["iso_y"]), int(got["iso_m"]), int(got["iso_d"]))
        case "first":
            found = _numeric(text, got["first"], got["second"], got["year"], today)
        case "sp_first":
            found = _numeric(text, got["sp_first"], got["sp_second"], got["sp_year"], today)
        case "day":
            found = _certain(
                text, _year(got["m_year"], today), _named(got["month"]), int(got["day"]), got["m_year"]
            )
        case "us_month":
            found = _certain(text, int(got["us_year"]), _named(got["us_month"]), int(got["us_day"]))
        case "eight":
            found = _eight(text, today)
        case _:
            found = _without_day(text, first, got, today)
    return found


def _without_day(text: str, first: str, got: dict[str, str], today: date) -> Day:
    if first == "only_month":
        return _month(text, _year(got["only_year"], today), _named(got["only_month"]), got["only_year"])
    if first == "ym_year":
        return _month(text, int(got["ym_year"]), int(got["ym_month"]), got["ym_year"])
    if first == "my_month":
        return _month(text, int(got["my_year"]), int(got["my_month"]), got["my_year"])
    if first == "two_first":
        return _two_numbers(text, got["two_first"], got["two_second"], today)
    return Day(text, wrong=f"“{text}” has no year")


def _two_numbers(text: str, first: str, second: str, today: date) -> Day:
    """`03/25` is a month and a year; `03/05` could be two things, `25/03` lacks its year."""
    if 1 <= int(first) <= 12 and int(second) > 12:
        return _month(text, _year(second, today), int(first), second)
    if 1 <= int(first) <= 12 and int(second) >= 1:
        return Day(text, wrong=f"“{text}” could be a day and a month without a year, or a month and a year")
    return Day(text, wrong=f"“{text}” has no year")


def _certain(text: str, year: int, month: int, day: int, written_year: str = "") -> Day:
    found = _made(year, month, day)
    if found is None:
        return Day(text, wrong=f"“{text}” is no day of the calendar")
    return Day(text, found, short=len(written_year) == 2)


def _month(text: str, year: int, month: int, written_year: str) -> Day:
    if _made(year, month, 1) is None:
        return Day(text, wrong=f"“{text}” is no month of the calendar")
    return Day(text, month=(year, month), short=len(written_year) == 2)


def _numeric(text: str, first: str, second: str, year: str, today: date) -> Day:
    """Two numbers and a year: day and month in one order or the other."""
    whole, short = _year(year, today), len(year) == 2
    british, american = _made(whole, int(second), int(first)), _made(whole, int(first), int(second))
    if british and american:
        if british == american:
            return Day(text, british, short=short)
        return Day(text, day_first=british, month_first=american, short=short)
    if british or american:
        return Day(text, british or american, "day-first" if british else "month-first", short=short)
    return Day(text, wrong=f"“{text}” is no day of the calendar")


def _eight(text: str, today: date) -> Day:
    """Eight digits without anything between: year first, or year last. Never both: no month is 19 or 20."""
    if text[4:6] in ("19", "20"):
        return _numeric(text, text[:2], text[2:4], text[4:], today)
    return _certain(text, int(text[:4]), int(text[4:6]), int(text[6:]))


def _named(month: str) -> int:
    return MONTHS[month.lower()]


def _year(written: str, today: date) -> int:
    if len(written) == 4:
        return int(written)
    first = today.year - 60
    return first + (int(written) - first) % 100


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
