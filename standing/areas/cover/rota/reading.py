"""A rota from a paste or a file: one row for each person on each shift, or a grid of people by days.

Nothing is guessed and nothing left out without a word: every row becomes part of a shift or has a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeVar

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.rota.days import EXPECTED, ReadDay, read_rota_day
from standing.areas.cover.rota.grid import BOTH_WAYS, Grid, grid_of
from standing.areas.cover.rota.people import RotaPeople
from standing.areas.cover.rota.wanted import PersonWanted, Said, ShiftWanted, as_called, when_of
from standing.areas.people.models import Unit
from standing.areas.record.joining.paste import Column, Line, NoHeading, Paste, fold, read_paste
from standing.areas.record.joining.plans import FAMILY, GIVEN, NAME, STAFF_NUMBER
from standing.areas.refusals import Refused

MOST_ROWS = 3_000
MOST_DAYS_OFF = 366
"""How far from today a day of a rota may lie: beyond it is a slip."""

DATE = Column("date", "Date", ("date", "day", "shift date", "start date", "on"))
SHIFT = Column("shift", "Shift", ("shift", "shift name", "duty", "shift type", "shift code"))
START = Column("start", "Start", ("start", "starts", "start time", "from", "begins"))
END = Column("end", "End", ("end", "ends", "end time", "finish", "to", "until"))
ROLE = Column(
    "role", "Role on the shift", ("role", "role on shift", "role on the shift", "job", "job title", "grade")
)
BAND = Column("band", "Band", ("band", "afc band", "pay band", "agenda for change band"))
LEADS = Column(
    "leads", "Leads", ("leads", "lead", "shift lead", "in charge", "nurse in charge", "leads the shift")
)
AGENCY = Column(
    "agency", "Not in the record", ("agency", "not in the record", "bank or agency", "agency worker")
)
UNIT = Column("unit", "Unit", ("unit", "ward", "team", "department"))
COLUMNS = (DATE, SHIFT, START, END, STAFF_NUMBER, NAME, GIVEN, FAMILY, ROLE, BAND, LEADS, AGENCY, UNIT)
USUAL = (("date", "shift", "ref", "name"), ("date", "shift", "ref", "name", "role", "band", "leads"))

_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?(?:[:.]00)?", re.ASCII)
_BAND = re.compile(r"(?:band|b)? ?([1-9])[a-d]?", re.ASCII)
_YES, _NO = frozenset({"yes", "y", "x", "1", "true", "✓", "✔"}), frozenset({"", "no", "n", "0", "false", "-"})

Value = TypeVar("Value")


@dataclass
class RotaPlan:
    """What a rota says, and every fault with the number of its row. Only one without a fault can be put in place."""

    shifts: tuple[ShiftWanted, ...] = ()
    faults: list[tuple[int, str]] = field(default_factory=list)
    recognised: tuple[tuple[str, str], ...] = ()
    silent: frozenset[Said] = frozenset()
    """Of what it says nothing at all, having no column for it: there, what stands on the rota is kept."""
    aside: tuple[tuple[str, int], ...] = ()
    """What was read as no shift (leave, days off): what stands there, and how often. For a grid alone."""
    without_year: tuple[tuple[str, date], ...] = ()
    """The days written without their year, as they were written and as they were read: to be shown before anything is
    written."""


def plan_rota(*, by: Actor, unit: Unit, text: str, whole_days: bool = False) -> RotaPlan:
    """What the rota in a text says of the shifts of a unit. A fixed number of queries; writes nothing. Raises `Refused`
    for what cannot be read at all. With `whole_days` a day without its year is a fault: for whoever sends a rota with
    nobody looking on before it is written.
    """
    plan = _plan(by, unit, text)
    if whole_days and plan.without_year:
        written = ", ".join(f"“{words}”" for words, _ in plan.without_year)
        raise Refused(f"Found {written}, without a year. Expected {EXPECTED}.", field="text")
    return plan


def _plan(by: Actor, unit: Unit, text: str) -> RotaPlan:
    grid = grid_of(text, clock.today())
    if grid is not None:
        return _planned(by, unit, grid.lines, _of_grid(grid))
    paste = _list_of(text)
    _check_columns(paste.keys)
    return _planned(by, unit, paste.lines, RotaPlan(recognised=paste.recognised, silent=_silent(paste.keys)))


def _list_of(text: str) -> Paste:
    try:
        return read_paste(text, COLUMNS, USUAL, most_lines=MOST_ROWS)
    except NoHeading as refusal:
        raise Refused(f"{refusal.reason} {BOTH_WAYS}", field="text") from None


def _of_grid(grid: Grid) -> RotaPlan:
    silent = _silent({key for line in grid.lines for key in line.cells})
    return RotaPlan(
        faults=list(grid.faults),
        recognised=grid.recognised,
        silent=silent,
        aside=grid.aside,
        without_year=grid.without_year,
    )


def _silent(keys: Collection[str]) -> frozenset[Said]:
    columns = {Said.TIMES: START.key, Said.ROLE: ROLE.key, Said.BAND: BAND.key, Said.LEADS: LEADS.key}
    return frozenset(said for said, key in columns.items() if key not in keys)


def _check_columns(keys: frozenset[str]) -> None:
    missing = [column.label.lower() for column in (DATE, SHIFT) if column.key not in keys]
    if "ref" not in keys and "name" not in keys and not {"given", "family"} <= keys:
        missing.append("staff number or the name")
    if missing:
        raise Refused(
            f"No column was recognised as the {', the '.join(missing)}. Put a heading over it. {BOTH_WAYS}",
            field="text",
        )


def _planned(by: Actor, unit: Unit, lines: Sequence[Line], plan: RotaPlan) -> RotaPlan:
    people = RotaPeople(by, {line.get("ref") for line in lines})
    rows = [_Row(line, unit, people) for line in lines]
    # Once a row: in a grid one row is many shifts, with one and the same wrong name.
    plan.faults += dict.fromkeys((row.line.number, fault) for row in rows for fault in row.faults)
    plan.without_year += tuple(
        dict.fromkeys(
            (row.line.get("date"), row.read.day) for row in rows if row.read and row.read.without_year
        )
    )
    if not plan.faults:
        plan.shifts = tuple(_together(rows, plan))
    plan.faults.sort(key=lambda fault: fault[0])
    return plan


class _Row:
    """One row, read: which shift it is of, who is on it, and what is wrong with it."""

    def __init__(self, line: Line, unit: Unit, people: RotaPeople) -> None:
        self.line = line
        self.faults: list[str] = []
        self.read = self._read(DATE, _rota_day)
        self.day = self.read.day if self.read else None
        self.name = as_called(line.get("shift"))
        self.starts_at = self._read(START, _rota_time)
        self.ends_at = self._read(END, _rota_time)
        self.person = self._person(people)
        if not self.name:
            self.faults.append("Shift: found nothing, expected what the shift is called.")
        if line.get("unit") and fold(line.get("unit")) not in (fold(unit.code), fold(unit.name)):
            self.faults.append(f"Unit: found “{line.get('unit')}”, and this is the rota of {unit.name}.")
        if line.get("beyond"):
            self.faults.append(f"There is more on this row than there are columns: “{line.get('beyond')}”.")

    def _read(self, column: Column, read: Callable[[str], Value]) -> Value | None:
        try:
            return read(self.line.get(column.key))
        except ValueError as error:
            self.faults.append(f"{column.label}: {error}.")
            return None

    def _person(self, people: RotaPeople) -> PersonWanted | None:
        line = self.line
        band = self._read(BAND, _rota_band)
        leads = self._read(LEADS, _yes) or False
        agency = self._read(AGENCY, _yes)
        ref, name = line.get("ref"), line.get("name") or f"{line.get('given')} {line.get('family')}".strip()
        if not ref and not name:
            said = [line.get(column.key) for column in (ROLE, BAND, LEADS, AGENCY) if line.get(column.key)]
            if said:
                self.faults.append(
                    f"Name: found nothing, and the row says {', '.join(said)}. Write who it is."
                )
            return None
        if agency and ref:
            self.faults.append(f"Staff number: found “{ref}” of somebody said not to be in the record.")
            return None
        if agency is None:
            return None
        try:
            person = None if agency else people.find(ref, name)
            return PersonWanted(person, name if agency else "", line.get("role"), band, leads)
        except ValueError as error:
            self.faults.append(f"{'Staff number' if ref else 'Name'}: {error}.")
        except Refused as refusal:
            self.faults.append(refusal.reason)
        return None


def _together(rows: Sequence[_Row], plan: RotaPlan) -> list[ShiftWanted]:
    """The shifts that rows of one day and name are; rows that contradict one another have a fault."""
    found: dict[tuple[date, str], list[_Row]] = {}
    for row in rows:
        assert row.day is not None
        found.setdefault((row.day, row.name.casefold()), []).append(row)
    shifts = []
    for together in found.values():
        try:
            shifts.append(_shift(together))
        except Refused as refusal:
            plan.faults.append((together[0].line.number, refusal.reason))
        except _Contradiction as fault:
            plan.faults.append((fault.row, str(fault)))
    return sorted(shifts, key=lambda shift: shift.key)


class _Contradiction(Exception):
    def __init__(self, row: int, what: str) -> None:
        super().__init__(what)
        self.row = row


def _shift(rows: Sequence[_Row]) -> ShiftWanted:
    times = {(row.starts_at, row.ends_at) for row in rows if row.starts_at or row.ends_at}
    if len(times) > 1:
        other = next(
            row for row in rows if (row.starts_at, row.ends_at) != (rows[0].starts_at, rows[0].ends_at)
        )
        raise _Contradiction(
            other.line.number,
            f"Start and end: they differ from those of {rows[0].name} on row {rows[0].line.number}. One shift has one "
            "beginning and one end: give the other a name of its own.",
        )
    starts_at, ends_at = next(iter(times), (None, None))
    first = rows[0]
    assert first.day is not None
    people = tuple(row.person for row in rows if row.person is not None)
    return ShiftWanted(first.name, when_of(first.name, first.day, starts_at, ends_at), people)


def _rota_day(text: str) -> ReadDay:
    if not text:
        raise ValueError("found nothing, expected the day the shift begins")
    found = read_rota_day(text, clock.today())
    if abs((found.day - clock.today()).days) > MOST_DAYS_OFF:
        raise ValueError(f"found {found.day.isoformat()}, more than a year from today")
    return found


def _rota_time(text: str) -> time | None:
    if not text:
        return None
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"found “{text}”, expected a time like 07:30 or 19:30")
    return time(int(match[1]), int(match[2] or 0))


def _rota_band(text: str) -> int | None:
    if not text:
        return None
    match = _BAND.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        raise ValueError(f"found “{text}”, expected an Agenda for Change band like 6 or 8a")
    return int(match[1])


def _yes(text: str) -> bool:
    said = text.strip().casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueError(f"found “{text}”, expected yes or nothing")
