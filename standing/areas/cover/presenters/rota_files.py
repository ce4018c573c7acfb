"""The cover of a rota as a spreadsheet: a line for each shift, for each line of its rules, and who is needed most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from standing.areas.cover.presenters.shifts import figures, verdict_of
from standing.areas.cover.selectors import LineOnShift, NotCounting, OnRota, ShiftCover
from standing.areas.cover.words import hours_in_words, line_in_words, why_in_words
from standing.areas.people.models import Unit
from standing.areas.record.presenters.spreadsheets import ListSheet, csv_file, xlsx_file
from standing.areas.record.words import day_in_words
from standing.areas.standards.presenters.words import marked_title
from standing.site.dates import moment

SHIFTS_HEAD = (
    "Unit", "Shift", "First day", "Last day", "Times", "Answer", "On it", "Would not meet it without",
)  # fmt: skip
LINES_HEAD = (
    "Unit", "Shift", "First day", "Last day", "Answer", "Rule", "Standard", "Title", "Asked", "Has", "Met",
    "Who counts", "On the shift and does not count", "Who else could",
)  # fmt: skip
NEEDED_HEAD = ("Staff number", "Name", "Shifts that would not meet the rule without them")
_SHIFT_WIDTHS = (26, 18, 12, 12, 14, 30, 60, 40)
_LINE_WIDTHS = (26, 18, 12, 12, 30, 26, 16, 40, 26, 8, 8, 50, 60, 50)

Line = tuple[Any, ...]


@dataclass(frozen=True)
class RotaFile:
    """What a file of cover is of: a unit with those below it, the days, the shifts, and when it was made."""

    unit: Unit
    first: date
    last: date
    made_at: datetime
    covers: Sequence[ShiftCover]
    needed: Sequence[tuple[OnRota, int]]


def about(found: RotaFile) -> Iterator[tuple[str, str]]:
    """What the file is of, and what it does not say."""
    yield "Team", f"{found.unit.name} ({found.unit.code})"
    yield "Shifts that begin from", found.first.isoformat()
    yield "Up to and including", found.last.isoformat()
    yield "Made on", moment(found.made_at)
    yield "Shifts", figures(found.covers) if found.covers else "There is no shift on the rota in these days."
    yield "Not said", "that care is safe: a shift meets the rule you set, or does not"


def shift_lines(found: RotaFile) -> Iterator[Line]:
    """A line for each shift."""
    for cover in found.covers:
        names = {one.key: one.name for one in cover.people}
        yield (
            *_shift(cover),
            hours_in_words(cover.shift),
            verdict_of(cover),
            ", ".join(names.values()),
            ", ".join(names[key] for key in cover.breaks_without),
        )


def rule_lines(found: RotaFile) -> Iterator[Line]:
    """A line for each line of each rule of each shift; one that says so where no rule holds."""
    for cover in found.covers:
        if not cover.is_ruled:
            yield (*_shift(cover), verdict_of(cover), *("" for _ in LINES_HEAD[5:]))
        for rule in cover.rules:
            for line in rule.lines:
                yield (*_shift(cover), verdict_of(cover), rule.rule.name, *_line(line))


def needed_lines(found: RotaFile) -> Iterator[Line]:
    """Whose absence breaks most shifts."""
    for who, number in found.needed:
        yield who.ref, who.name, number


def _shift(cover: ShiftCover) -> Line:
    return cover.unit.name, cover.shift.name, cover.days[0], cover.days[-1]


def _line(line: LineOnShift) -> Line:
    return (
        line.standard.pk,
        marked_title(line.standard),
        line_in_words(line.line),
        line.has,
        "yes" if line.is_met else "no",
        ", ".join(one.name for one in line.counts),
        "; ".join(_why(one) for one in line.left_out),
        "" if line.could is None else ", ".join(one.name for one in line.could) or "nobody who is free",
    )


def _why(one: NotCounting) -> str:
    return f"{one.who.name}: {why_in_words(one.why, one.limits)} on {one.day.isoformat()}"


def rota_csv(found: RotaFile) -> bytes:
    """A line for each line of each rule as a CSV file, under what it is of."""
    return csv_file([*about(found), (), LINES_HEAD, *rule_lines(found)])


def rota_xlsx(found: RotaFile) -> bytes:
    """The cover as a workbook."""
    sheets = (
        ListSheet("Shifts", SHIFTS_HEAD, list(shift_lines(found)), _SHIFT_WIDTHS, frozen=2),
        ListSheet("Rules", LINES_HEAD, list(rule_lines(found)), _LINE_WIDTHS, frozen=2),
        ListSheet("Needed most", NEEDED_HEAD, list(needed_lines(found)), (16, 30, 50)),
    )
    title = f"{found.unit.name}: cover from {day_in_words(found.first)} to {day_in_words(found.last)}"
    return xlsx_file(title, about(found), sheets)


ROTA_FILES: Mapping[str, Callable[[RotaFile], bytes]] = {"xlsx": rota_xlsx, "csv": rota_csv}
