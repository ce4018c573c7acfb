"""A rota as most wards keep it: a row for each person, a column for each day, and a letter for the shift.

It becomes the same rows as a list of shifts. What stands in a cell and is no shift is known for leave or a day off, and
counted; or it is a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from standing.areas.cover.rota.days import ReadDay, is_like_a_day, is_part_of_a_day, read_rota_day
from standing.areas.record.joining.paste import Column, Line, fold, rows_of
from standing.areas.record.joining.plans import NAME, STAFF_NUMBER
from standing.areas.refusals import Refused
from standing.core.formats.workbook import letters
from standing.core.rules.shifts import EARLY, LATE, LONG_DAY, NIGHT, TWILIGHT, kind_of

ROWS_AT_TOP = 20
DAYS_OF_NO_LIST = 2
"""So many days in one row stand in no list: a list has one day on each row."""
MOST_PEOPLE = 500
BOTH_WAYS = (
    "Write either a list, with the headings “date, shift, name” and below them “24 Nov 2026, Night, Ada Example”; or a "
    "grid, with the heading “name” and the days in one row, “name, 24 Nov 2026, 25 Nov 2026”, and below them "
    "“Ada Example, N, LD”. A staff number may stand in place of the name."
)
_AS_CALLED = {
    EARLY: "Early",
    LATE: "Late",
    LONG_DAY: "Long day",
    NIGHT: "Night",
    TWILIGHT: "Twilight",
    "day": "Day",
}
_OFF = frozenset(
    {"", "-", "al", "a l", "annual leave", "leave", "off", "do", "day off", "rd", "rest", "rest day", "x", "sd",
     "study", "study day", "sick", "sickness", "sl", "ml", "pl", "ul", "bh", "toil"}
)  # fmt: skip
_ROLE = Column("role", "Role on the shift", ("role", "job", "job title", "grade"))
_BAND = Column("band", "Band", ("band", "afc band", "pay band"))
_OVER_PEOPLE = (STAFF_NUMBER, NAME, _ROLE, _BAND)
_WHO = frozenset({STAFF_NUMBER.key, NAME.key})
_OF_A_LIST = frozenset(
    {"date", "day", "shift date", "shift", "shift name", "duty", "shift type", "shift code"}
)


@dataclass(frozen=True)
class Grid:
    """The rows of a grid as lines of a list, what stands aside, and every fault with the number of its row."""

    lines: tuple[Line, ...]
    faults: tuple[tuple[int, str], ...]
    recognised: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, int], ...]
    without_year: tuple[tuple[str, date], ...] = ()


def grid_of(text: str, today: date) -> Grid | None:
    """The grid that a paste is, or None for anything else: in one row at its top stand a heading for the name or the
    staff number and at least one day. Raises `Refused` where that may be a list as well, for a day that cannot be read,
    for two days with nobody's name or number beside them, for a day twice, and for too many people.
    """
    rows = rows_of(text)
    top = rows[:ROWS_AT_TOP]
    for is_day in (is_like_a_day, is_part_of_a_day):
        for number, row in enumerate(top):
            if any(map(is_day, row)) and _WHO & set(map(_key, row)):
                return _headed(rows, number, today)
    if not _is_list(rows) and any(sum(map(is_like_a_day, row)) >= DAYS_OF_NO_LIST for row in top):
        raise Refused(
            "No column beside the days was recognised as the staff number or the name. Put a heading over it, in the "
            f"row of the days. {BOTH_WAYS}",
            field="text",
        )
    return None


def _is_list(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first line that holds anything is the heading of a list."""
    first = next((row for row in rows if any(row)), ())
    return bool(_OF_A_LIST & set(map(fold, first)))


def _headed(rows: Sequence[Sequence[str]], head: int, today: date) -> Grid:
    row = rows[head]
    over = [place for place, cell in enumerate(row) if is_like_a_day(cell) or is_part_of_a_day(cell)]
    if len(over) < DAYS_OF_NO_LIST and _OF_A_LIST & set(map(fold, row)):
        raise Refused(
            f"Row {head + 1} has a day in it and a heading of a list beside it, so this can be meant in two ways. "
            f"{BOTH_WAYS}",
            field="text",
        )
    days = {place: _day(row[place], place, head, today) for place in over}
    return _read(rows, head, days)


def _day(cell: str, place: int, head: int, today: date) -> ReadDay:
    """The day over a column; nothing is made of a weekday or a bare number."""
    try:
        return read_rota_day(cell, today)
    except ValueError as error:
        raise Refused(f"Cell {letters(place + 1)}{head + 1}: {error}.", field="text") from None


def _read(rows: Sequence[Sequence[str]], head: int, read: dict[int, ReadDay]) -> Grid:
    days = {place: found.day for place, found in read.items()}
    twice = [day for day, often in Counter(days.values()).items() if often > 1]
    if twice:
        raise Refused(
            f"{twice[0].isoformat()} stands over two columns. One day has one column.", field="text"
        )
    beside = {place: _key(cell) for place, cell in enumerate(rows[head]) if place not in days}
    below = [(number, row) for number, row in enumerate(rows[head + 1 :], head + 2) if any(row)]
    if len(below) > MOST_PEOPLE:
        raise Refused(f"These are {len(below)} people, and {MOST_PEOPLE} fit one rota.", field="text")
    lines, faults, aside = [], [], Counter[str]()
    for number, row in below:
        who = {key: row[place] for place, key in beside.items() if key and place < len(row)}
        if not any(who.get(key) for key in _WHO) and any(
            kind_of(row[place]) for place in days if place < len(row)
        ):
            faults.append((number, "There is a shift on this row, and nobody's name or staff number."))
            continue
        for place, cell in enumerate(row):
            if place not in days:
                if cell and (place not in beside or not rows[head][place]):
                    faults.append(
                        (number, f"Cell {letters(place + 1)}{number}: “{cell}” stands under no day.")
                    )
                continue
            if fold(cell) in _OFF:
                aside.update([cell] if cell else [])
            elif kind_of(cell) is None:
                faults.append((number, f"Cell {letters(place + 1)}{number}: {_unknown(cell)}"))
            else:
                shift = _AS_CALLED[str(kind_of(cell))]
                lines.append(Line(number, {**who, "date": days[place].isoformat(), "shift": shift}))
    labels = {column.key: column.label for column in _OVER_PEOPLE}
    recognised = tuple(
        (
            cell,
            f"Shifts of {days[place]:%-d %B %Y}" if place in days else labels.get(beside[place], "Left out"),
        )
        for place, cell in enumerate(rows[head])
    )
    guessed = tuple((rows[head][place], found.day) for place, found in read.items() if found.without_year)
    return Grid(tuple(lines), tuple(faults), recognised, tuple(sorted(aside.items())), guessed)


def _key(heading: str) -> str:
    return next((column.key for column in _OVER_PEOPLE if fold(heading) in column.names), "")


def _unknown(cell: str) -> str:
    return (
        f"found “{cell}”, which is no shift that is known. Write E, L, D, LD, TW or N; AL, RD or nothing for whoever "
        "is not on one; or send a list with the times of each shift."
    )
