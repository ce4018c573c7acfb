"""Number formats of spreadsheets: which of them show a day, and the days that spreadsheets count.

A number format decides whether 45720 is a number or 4 March 2025, and whether March 2025 was written with its day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from standing.core.formats.workbook.model import Value


class Shows(StrEnum):
    """What a number format shows of a number."""

    NUMBER = "number"
    DATE = "date"  # a date, or a date and a time
    TIME = "time"  # a time of day
    SPAN = "span"  # a length of time: [h]:mm


# Formats that spreadsheet files name by a number only (ECMA-376 part 1, 18.8.30), as they look in Britain.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    # Days in the manner of the Far East: their order differs, their parts do not.
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy/mm/dd"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss"),
}
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# What stands for itself in a format: words in quotation marks, a sign after a backslash, spaces as wide as a sign,
# colours, conditions and locales.
_WORDS = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]')
_LAST_DAY = date.max.toordinal() - date(1899, 12, 30).toordinal()


@lru_cache(maxsize=4096)
def shows(number_format: str) -> Shows:
    """What a number format shows."""
    first = number_format.split(";", 1)[0]
    if _SPAN.search(first):
        return Shows.SPAN
    signs = _signs(number_format)
    if "general" in signs or not re.search("[dmyhs]", signs):
        return Shows.NUMBER
    if re.search("[dy]", signs) or not re.search("[hs]", signs):
        return Shows.DATE
    return Shows.TIME


@lru_cache(maxsize=4096)
def shows_parts(number_format: str) -> str:
    """Which parts of a date a format shows: some of the letters d, m and y, in this order. Empty: no format."""
    signs = _signs(number_format)
    minutes = re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", "", signs)
    return "".join(part for part in "dmy" if part in minutes)


def _signs(number_format: str) -> str:
    return _WORDS.sub("", number_format.split(";", 1)[0]).lower().replace("am/pm", "").replace("a/p", "")


def as_day(serial: float, starts_1904: bool) -> datetime | None:
    """The day and time that a number stands for where spreadsheets count days; None if there is no such day.

    Day 1 is 1 January 1900, and there is a 29 February 1900 (day 60), which there never was: None for it. Workbooks
    that count from 1904 call 1 January 1904 day 0.
    """
    if starts_1904:
        serial += 1462
    if not 1 <= serial < _LAST_DAY or 60 <= serial < 61:
        return None
    start = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
    # To the second: the rest is what is lost in a binary fraction.
    seconds = round((serial - int(serial)) * 86_400)
    return datetime.combine(start, time.min) + timedelta(days=int(serial), seconds=seconds)


def value_shown(number: float, number_format: str, starts_1904: bool) -> tuple[Value, str]:
    """The value of a number with its format, and what is wrong with it in words (empty: nothing). A date without a
    time is a `date`.
    """
    what = shows(number_format)
    if what is Shows.NUMBER:
        return number, ""
    if what is Shows.SPAN:
        return (
            (timedelta(days=number), "")
            if abs(number) < 1_000_000
            else (None, f"{number:g} is no length of time")
        )
    if what is Shows.TIME and 0 <= number < 1:
        seconds = round(number * 86_400) % 86_400
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60), ""
    moment = as_day(number, starts_1904)
    if moment is None:
        return None, f"the cell is formatted as a date, and {number:g} is no day that a spreadsheet counts"
    return (moment if moment.time() != time.min else moment.date()), ""
