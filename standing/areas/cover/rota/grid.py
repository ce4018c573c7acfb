"""A rota as most wards keep it: a row for each person, a column for each day, and a letter for the shift.

It becomes the same rows as a list of shifts. What stands in a cell and is no shift is known for leave or a day off, and
counted; or it is a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from standing.areas.record.joining.cells import read_day
from standing.areas.record.joining.paste import Column, Line, fold
from standing.areas.record.joining.plans import NAME, STAFF_NUMBER
from standing.areas.refusals import Refused
from standing.core.formats.workbook import letters
from standing.core.rules.shifts import EARLY, LATE, LONG_DAY, NIGHT, TWILIGHT, kind_of

LEAST_DAYS = 3
MOST_PEOPLE = 500
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


@dataclass(frozen=True)
class Grid:
    """The rows of a grid as lines of a list, what stands aside, and every fault with the number of its row."""

    lines: tuple[Line, ...]
    faults: tuple[tuple[int, str], ...]
    recognised: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, int], ...]


def grid_of(text: str, today: date) -> Grid | None:
    """The grid that a paste is, or None where no row at its top has several days in it. Raises `Refused` for one
    with nobody's name or number, with a day twice, or too large.
    """
    rows = [
        [cell.strip() for cell in line.split("\t")]
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    for number, row in enumerate(rows[:20]):
        days = {place: day for place, cell in enumerate(row) if (day := _day(cell, today)) is not None}
        if len(days) >= LEAST_DAYS:
            return _read(rows, number, days)
    return None


def _day(cell: str, today: date) -> date | None:
    """The day over a column: a whole one; nothing is made of a weekday or a bare number."""
    try:
        return read_day(cell)
    except ValueError:
        return None


def _read(rows: Sequence[Sequence[str]], head: int, days: dict[int, date]) -> Grid:
    twice = [day for day, often in Counter(days.values()).items() if often > 1]
    if twice:
        raise Refused(
            f"{twice[0].isoformat()} stands over two columns. One day has one column.", field="text"
        )
    beside = {place: _key(cell) for place, cell in enumerate(rows[head]) if place not in days}
    if not {"ref", "name"} & set(beside.values()):
        raise Refused(
            "No column beside the days was recognised as the staff number or the name. Put a heading over it, in the "
            "row of the days.",
            field="text",
        )
    below = [(number, row) for number, row in enumerate(rows[head + 1 :], head + 2) if any(row)]
    if len(below) > MOST_PEOPLE:
        raise Refused(f"These are {len(below)} people, and {MOST_PEOPLE} fit one rota.", field="text")
    lines, faults, aside = [], [], Counter[str]()
    for number, row in below:
        who = {key: row[place] for place, key in beside.items() if key and place < len(row)}
        for place, cell in enumerate(row):
            if place not in days:
                if place not in beside and cell:
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
    return Grid(tuple(lines), tuple(faults), recognised, tuple(sorted(aside.items())))


def _key(heading: str) -> str:
    return next((column.key for column in _OVER_PEOPLE if fold(heading) in column.names), "")


def _unknown(cell: str) -> str:
    return (
        f"found “{cell}”, which is no shift that is known. Write E, L, D, LD, TW or N; AL, RD or nothing for whoever "
        "is not on one; or send a list with the times of each shift."
    )
