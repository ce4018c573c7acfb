"""Dates of birth: a day beside a word of birth, or one so long ago that little else is dated to the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from standing.core.guard.model import Kind
from standing.core.guard.spans import Span, after, before, words

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<year>(?:1[89]|20)\d\d|['’]?\d\d)"
_ST = r"(?:st|nd|rd|th)?"
_DAYS = tuple(
    re.compile(rf"(?<![\d/.]){pattern}(?!\d)(?!/\d)", re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}})(?P<sep>[ ]?[/.\-–][ ]?|[ ])(?P<month>\d{{1,2}})(?P=sep){_YEAR}",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{2})[-/.](?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}}){_ST}[ \-]{{0,2}}(?:of )?(?P<name>{_MONTH})[ ,\-]{{0,2}}{_YEAR}",
        rf"(?P<name>{_MONTH})[ ]{{0,2}}(?P<day>\d{{1,2}}){_ST}[ ,]{{1,2}}{_YEAR}",
    )
)
_SOLID = re.compile(r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)(?!\d)")

_BIRTH_BEFORE = words("d ?\\.? ?o ?\\.? ?b", "born", "births?", "birthday", "birthdate", "birth date", "b\\.")
_BIRTH_AFTER = re.compile(
    r"^[\s,()]{0,3}(?:(?:is|was|as) )?(?:(?:her|his|their|the|a|my) )?(?:date of birth|d\.?o\.?b\b|birthday|birth date)"
)

# Words of work, study and rules: a day beside them is when somebody qualified or a policy was made.
_OF_WORK_BEFORE = words(
    "qualified", "registered", "registration", "trained", "training", "refreshed", "course", "courses", "certificates?",
    "certified", "policy", "policies", "act", "regulations?", "guidance", "guideline", "standard", "published",
    "ratified", "approved", "effective", "dated", "in force", "force", "commenced", "study day", "conference",
    "attended", "completed", "joined", "appointed", "employed", "started", "starting", "retired", "graduated",
    "post", "promoted", "revised", "revision", "version", "issued", "review", "reviewed", "expires?", "expired",
    "diploma", "degree", "award", "awarded", "nmc", "hcpc", "pin", "renewed", "alert", "meeting", "drill", "opened",
)  # fmt: skip
_OF_WORK_AFTER = words(
    "course", "training", "certificates?", "policy", "version", "edition", "study day", "conference", "act"
)
_OF_PERSON = words(
    "patient", "pt", "client", "resident", "service user", "mrs?", "miss", "ms", "mx", "aged", "age", "years? old",
    "nhs", "yo", "y/o", "child", "young person",
)  # fmt: skip

EARLIEST = 1900
LATEST_BARE = 1999
"""A bare day of a later year is taken to be about work, unless something says that it is a birth."""
LATEST_OF_PERSON = 2012
"""With a word for a person who uses services just before it, a bare day up to this year is taken for a birth."""


def births(text: str) -> Iterator[Span]:
    """Days that are, or are likely to be, somebody's day of birth."""
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            if _is_day(found) and _is_birth(text, found):
                yield Span(Kind.DATE_OF_BIRTH, found.start(), found.end())
    for found in _SOLID.finditer(text):
        if _is_day(found) and _says_birth(text, found.start(), found.end()):
            yield Span(Kind.DATE_OF_BIRTH, found.start(), found.end())


def _is_birth(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    if _says_birth(text, start, end):
        return True
    year = found["year"]
    if len(year) != 4:
        # Two digits of a year say little by themselves; from 30 they are of the last century.
        if not year[-2:] >= "30":
            return False
        year = f"19{year[-2:]}"
    if _OF_WORK_BEFORE.search(_clause_before(text, start)) or _OF_WORK_AFTER.search(after(text, end, 24)):
        return False
    if int(year) <= LATEST_BARE:
        return int(year) >= EARLIEST
    return int(year) <= LATEST_OF_PERSON and bool(_OF_PERSON.search(before(text, start, 30)))


def _says_birth(text: str, start: int, end: int) -> bool:
    return bool(_BIRTH_BEFORE.search(_near_before(text, start)) or _BIRTH_AFTER.search(after(text, end, 30)))


def _near_before(text: str, start: int) -> str:
    """What stands before a day, since the day before it: "born 1 May 1960, qualified 2 June 1982" says one birth."""
    near = before(text, start, 34)
    digits = [place for place, sign in enumerate(near) if sign.isdigit()]
    return near[digits[-1] + 1 :] if digits else near


def _clause_before(text: str, start: int) -> str:
    """What stands before a day in its own clause, since the last full stop, semicolon or bracket."""
    return re.split(r"[.;()](?:\s|$)", before(text, start, 60))[-1]


def _is_day(found: re.Match[str]) -> bool:
    """Whether day, month and year are of the calendar; an American order is taken too."""
    groups = found.groupdict()
    day, year = int(groups["day"]), int(groups["year"][-2:]) + 2000
    name = groups.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["month"])
    return _in_calendar(year, month, day) or _in_calendar(year, day, month)


def _in_calendar(year: int, month: int, day: int) -> bool:
    """Whether the day exists in some year of its century: 29 February is let pass where the century is not known."""
    try:
        date(year if (month, day) != (2, 29) else 2000, month, day)
    except ValueError:
        return False
    return True
