"""What one cell of a paste says: a day, a name. What could be read in two ways is refused, never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:[a-z]{3,9},? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.IGNORECASE
)

EXPECTED = "a day like 1 September 2026, 1/9/2026 or 2026-09-01"


def read_day(text: str) -> date:
    """A day as it is written in Britain: the day before the month. Raises ValueError saying what was found."""
    words = " ".join(text.split())
    if match := _ISO.fullmatch(words):
        return _day(words, int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _day(words, _year(match[3]), int(match[2]), int(match[1]))
    if match := _WORDS.fullmatch(words):
        month = match[2].lower()[:3]
        if month in _MONTHS and _is_month(match[2]):
            return _day(words, _year(match[3]), _MONTHS.index(month) + 1, int(match[1]))
    raise ValueError(f"found “{words}”, expected {EXPECTED}")


def _is_month(word: str) -> bool:
    full = date(2000, _MONTHS.index(word.lower()[:3]) + 1, 1).strftime("%B").lower()
    return full.startswith(word.lower()) or word.lower() == "sept"


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"found “{words}”, which is no day; expected {EXPECTED}") from None


def within_reason(day: date, today: date) -> bool:
    """Whether somebody may start, move or leave on a day: not decades ago, nor years ahead."""
    return today - timedelta(days=365 * 60) <= day <= today + timedelta(days=365 * 2)


def read_name(text: str) -> tuple[str, str]:
    """A whole name as (given, family): "Example, Ada" or "Ada Example". Raises ValueError for one word, and where
    more than two leave it open which of them are the family's.
    """
    words = " ".join(text.split())
    family, comma, given = (part.strip() for part in words.partition(","))
    if comma:
        if not given or not family or "," in given:
            raise ValueError(f"found “{words}”, expected a family name, a comma and a given name")
        return given, family
    parts = words.split()
    if len(parts) == 2:
        return parts[0], parts[1]
    if len(parts) < 2:
        raise ValueError(f"found “{words}”, expected a given name and a family name")
    raise ValueError(
        f"found “{words}”, which leaves open where the family name begins; write it first, with a comma: "
        f"{parts[-1]}, {' '.join(parts[:-1])}"
    )
