"""What one cell says by itself, before anything is known of its column.

A cell says one thing or is a fault. What depends on the column (the order of day and month, what a date means, what a
cross means) is left open, and `settling` closes it with the answers that were given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from standing.core.formats.matrix.days import Day, find_days
from standing.core.formats.matrix.model import Meaning
from standing.core.formats.matrix.words import BESIDE, HARMLESS, MARKS, STATES, UNSURE, plain, tidy
from standing.core.formats.workbook import Cell
from standing.core.formats.workbook.formats import as_day, shows_parts

_LONGEST = 200
_BESIDE = tuple((meaning, re.compile(rf"\b(?:{pattern})\b\.?")) for meaning, pattern in BESIDE)
_HARMLESS = re.compile(rf"\b(?:{HARMLESS})\b")
_PUNCTUATION = re.compile(r"[\s()\[\]:;,.\-–—\x00]+")
# Not 04.2025, which is a month.
_NUMBER = re.compile(r"(?!\d{1,2}\.(?:19|20)\d\d$)\d{1,7}(?:\.\d{1,15})?")
WRITE_DATE = "Write the date in full (day, month, year), or clear the cell."


class Form(StrEnum):
    """What kind of thing a cell says."""

    DAY = "day"
    ORDER = "order"  # two days, by the order of day and month
    MONTH = "month"  # a month without its day
    YEARLESS = "yearless"  # a day whose year is kept and not shown
    NUMBER = "number"  # a bare number that could be a day
    STATE = "state"  # words that say how it stands
    MARK = "mark"  # a mark that means one thing here and another there
    WORD = "word"  # words that are not known
    FAULT = "fault"


@dataclass(frozen=True)
class Said:
    """What a cell says by itself: `written` is how it reads.

    `day` for DAY, YEARLESS and NUMBER; `day` and `other` (the month first) for ORDER; `day` is the first of the month
    for MONTH. `own` is the meaning that the cell's own words give the date. `order` is the order of day and month that
    the text proves. `typed`: the spreadsheet itself keeps it as a date.
    """

    form: Form
    written: str
    day: date | None = None
    other: date | None = None
    own: Meaning | None = None
    state: Meaning | None = None
    order: str = ""
    mark: str = ""
    typed: bool = False
    short: bool = False
    note: str = ""
    repaired: str = ""
    fault: str = ""
    do: str = WRITE_DATE


def said(cell: Cell, today: date, starts_1904: bool) -> Said:
    """What a filled cell says."""
    if cell.error:
        return _fault(
            shown(cell),
            cell.error,
            "Put the value itself into the cell, or work the workbook out and save it.",
        )
    if cell.struck:
        what = f"“{shown(cell)}” is struck through"
        return _fault(shown(cell), what, "Clear the cell if it no longer holds, or take the line out.")
    match cell.value:
        case str(value):
            found = _text(value, today, starts_1904)
        case date() as value:
            found = _typed(value, cell.format)
        case bool(value):
            found = Said(Form.STATE, shown(cell), state=Meaning.HELD if value else Meaning.NOT_HELD)
        case int() | float() as value:
            found = _number(float(value), cell.format, shown(cell), starts_1904)
        case _:
            found = _fault(shown(cell), f"“{shown(cell)}” is a time without a day", WRITE_DATE)
    return found


def shown(cell: Cell) -> str:
    """A cell as words."""
    value = cell.value
    if cell.error:
        return f"({cell.error})"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _fault(written: str, what: str, do: str) -> Said:
    return Said(Form.FAULT, written, fault=what, do=do)


@lru_cache(maxsize=65536)
def _typed(value: date, number_format: str) -> Said:
    """A date that the spreadsheet keeps as one. What its format does not show, nobody has seen."""
    timed = isinstance(value, datetime)
    day = value.date() if isinstance(value, datetime) else value
    written = shown(Cell(value))
    found = Said(Form.DAY, written, day, typed=True, repaired="the time of day left out" if timed else "")
    parts = shows_parts(number_format) if number_format else "dmy"
    if "d" in parts and "y" in parts:
        return found
    if "d" in parts:
        return replace(found, form=Form.YEARLESS)
    if "m" in parts and day.day == 1:
        return replace(found, form=Form.MONTH, written=f"{day:%B %Y}")
    if "m" in parts:
        # Typed with its day; only the format hides it.
        return replace(found, repaired=f"the day that the cell keeps ({day:%d/%m/%Y}) and does not show")
    if parts == "y":
        return _fault(written, f"only the year {day.year} is shown", WRITE_DATE)
    return found


@lru_cache(maxsize=8192)
def _number(number: float, number_format: str, written: str, starts_1904: bool) -> Said:
    if "%" in number_format:
        return _fault(f"{number:.0%}", f"{number:.0%} is neither a date nor a state", WRITE_DATE)
    if number in (0, 1, 2):
        return Said(Form.MARK, written, mark=written)
    if 1950 <= number <= 2100:
        return _fault(written, f"{written} is a year without a day, or a number", WRITE_DATE)
    moment = as_day(number, starts_1904)
    # Spreadsheets count 25,569 days to 1970 and 73,050 to the end of 2099.
    if moment is None or not 1970 <= moment.year < 2100:
        return _fault(written, f"{written} is neither a date nor a state", WRITE_DATE)
    return Said(Form.NUMBER, written, moment.date())


@lru_cache(maxsize=65536)
def _text(text: str, today: date, starts_1904: bool) -> Said:
    tidied = tidy(text)
    found = _words(tidied, today, starts_1904)
    if tidied != text and not found.fault:
        odd = "special" if tidied != " ".join(text.split(" ")).strip(" ") else "needless"
        return replace(found, written=text, repaired=found.repaired or f"{odd} spaces and signs left out")
    return replace(found, written=text)


def _words(text: str, today: date, starts_1904: bool) -> Said:
    words = plain(text)
    bare = words.strip(" .!,;:()[]*\"'")
    state = STATES.get(words) or STATES.get(bare)
    if len(words) > _LONGEST:
        what = f"a text of {len(words)} letters is neither a date nor a state"
        found = _fault(text, what, "Move the remarks elsewhere, and leave the date or state.")
    elif "?" in words or bare in UNSURE:
        found = _fault(text, f"“{text}” says that it is not known", WRITE_DATE)
    elif state:
        found = Said(Form.STATE, text, state=state)
    elif bare in MARKS:
        found = Said(Form.MARK, text, mark=bare)
    elif words.startswith(("=", "+", "@")):
        found = _fault(text, f"“{text}” is a formula written as text", "Put the value itself into the cell.")
    elif _NUMBER.fullmatch(bare):
        found = _number(float(bare), "", bare, starts_1904)
    else:
        found = _dated(text, words, today)
    return found


def _dated(text: str, words: str, today: date) -> Said:
    """A text that may hold a date and words beside it."""
    days, rest = find_days(words, today)
    if not days:
        return Said(
            Form.WORD, text, mark=words, fault=f"“{text}” is neither a date nor a state that is known"
        )
    if len(days) > 1:
        return _fault(
            text,
            f"“{text}” holds {len(days)} dates",
            "Leave one date in the cell, and put the others elsewhere.",
        )
    found = days[0]
    if found.wrong:
        return _fault(text, found.wrong, WRITE_DATE)
    own, note, odd = _beside(rest)
    if odd:
        return _fault(text, f"“{odd}” beside the date is not understood", "Leave the date alone in the cell.")
    return _day(text, found, own, note)


def _beside(rest: str) -> tuple[Meaning | None, str, str]:
    """What stands beside a date: the meaning it gives, words that change nothing, and words that are not understood."""
    meanings = set()
    for meaning, pattern in _BESIDE:
        rest, count = pattern.subn(" ", rest)
        if count:
            meanings.add(meaning)
    notes = [match[0] for match in _HARMLESS.finditer(rest)]
    odd = _PUNCTUATION.sub(" ", _HARMLESS.sub(" ", rest)).strip()
    if len(meanings) > 1:
        odd = odd or " and ".join(sorted(meanings))
    return next(iter(meanings), None), " ".join(notes), odd


def _day(text: str, found: Day, own: Meaning | None, note: str) -> Said:
    about = Said(Form.DAY, text, own=own, note=note, short=found.short)
    if found.day:
        return replace(about, day=found.day, order=found.order)
    if found.month:
        year, month = found.month
        return replace(about, form=Form.MONTH, day=date(year, month, 1))
    return replace(about, form=Form.ORDER, day=found.day_first, other=found.month_first)
