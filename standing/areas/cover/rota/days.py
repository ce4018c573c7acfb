"""A day as rotas write it: whole, or without its year where one can be meant. A weekday beside it must be its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from standing.areas.record.joining.cells import read_day

MOST_DAYS_WITHOUT_YEAR = 92
"""How far from today a day without its year may lie: three months either way, so that no other year is meant."""
EXPECTED = "a day like Tue 24 Nov 2026, 24/11/2026 or 2026-11-24"

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b[.,]? *",
    re.IGNORECASE,
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_BARE = re.compile(
    rf"(\d{{1,2}})(?:[/-](\d{{1,2}})|(?:st|nd|rd|th)?[ -]?({_MONTH})\.?)",
    re.IGNORECASE,
)
_LIKE = re.compile(
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}.*|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{_BARE.pattern}.*", re.IGNORECASE
)
_VAGUE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.\d{1,2}")


@dataclass(frozen=True)
class ReadDay:
    """A day, and whether its year had to be found."""

    day: date
    without_year: bool = False


def read_rota_day(text: str, today: date) -> ReadDay:
    """The day that a cell of a rota says. Raises ValueError, saying what was found and what to write, for none, for one
    that could be meant in two ways, and for one that contradicts the weekday beside it.
    """
    words = " ".join(text.split())
    weekday = _WEEKDAY.match(words)
    rest = words[weekday.end() :] if weekday else words
    bare = _BARE.fullmatch(rest)
    found = ReadDay(_nearest(words, bare, today), without_year=True) if bare else ReadDay(_whole(words, rest))
    if weekday and found.day.weekday() != _WEEKDAYS.index(weekday[1][:3].lower()):
        raise ValueError(
            f"found “{words}”, and {found.day:%-d %B %Y} is a {found.day:%A}; expected {EXPECTED}"
        )
    return found


def is_like_a_day(cell: str) -> bool:
    """Whether a cell has the shape of a date, right or wrong, with its year or without."""
    rest = _WEEKDAY.sub("", cell, count=1) if _WEEKDAY.match(cell) else cell
    return _LIKE.fullmatch(rest) is not None


def is_part_of_a_day(cell: str) -> bool:
    """Whether a cell says no more of a day than its weekday or its number, of which no day can be made."""
    match = _WEEKDAY.match(cell)
    rest = cell[match.end() :] if match else cell
    return (match is not None and not rest) or _VAGUE.fullmatch(rest) is not None


def _whole(words: str, rest: str) -> date:
    try:
        return read_day(rest)
    except ValueError as error:
        raise ValueError(str(error).replace(f"“{rest}”", f"“{words}”", 1)) from None


def _nearest(words: str, bare: re.Match[str], today: date) -> date:
    """The one day of that name near today: two a year apart are never both near."""
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            day = read_day(f"{bare[1]}/{bare[2]}/{year}" if bare[2] else f"{bare[1]} {bare[3]} {year}")
        except ValueError:
            continue
        if abs((day - today).days) <= MOST_DAYS_WITHOUT_YEAR:
            return day
    raise ValueError(f"found “{words}”, which says no year; expected {EXPECTED}")
