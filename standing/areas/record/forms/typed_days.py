"""A day as people type it into the cell of a spreadsheet: the day first, as in Britain; nothing is guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from standing.areas.refusals import Refused
from standing.site.forms.dates import MONTH_NUMBERS

_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[ \-]?([a-z]{3,9})\.?[ \-,]?\s?(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
LONGEST_SHOWN = 40


def typed_day(text: str, today: date) -> date:
    """The day that was typed: 27/3/2026, 27.3.26, 27 Mar 2026, 2026-03-27, or the word today.

    A year of two figures is of this century. Raises `Refused` for anything else, saying how to type it.
    """
    said = " ".join(text.split()).casefold()
    if said == "today":
        return today
    with suppress(ValueError):
        if whole := _ISO.fullmatch(said):
            return date(int(whole[1]), int(whole[2]), int(whole[3]))
        if parts := _NUMBERS.fullmatch(said):
            return date(_year(parts[3]), int(parts[2]), int(parts[1]))
        if named := _NAMED.fullmatch(said):
            return date(_year(named[3]), MONTH_NUMBERS.get(named[2], 0), int(named[1]))
    shown = text.strip()[:LONGEST_SHOWN]
    what = f"“{shown}” is no day" if shown else "No day was typed"
    raise Refused(f"{what}. Type the day first, such as 27/3/2026.", field="day")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
