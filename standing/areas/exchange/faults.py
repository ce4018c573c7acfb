"""The faults of a file, by cell: what was found and what to do, for a page and for a spreadsheet to send back."""

from __future__ import annotations

from datetime import datetime

from standing.areas.exchange.selectors import Way
from standing.areas.record.presenters.spreadsheets import ListSheet, xlsx_file
from standing.core.moving_in.people import Fate
from standing.core.moving_in.plan import Outcome, sentences

HEAD = ("Cell", "Person", "Course", "In the file", "What is wrong, and what to do")
_WIDTHS = (20, 26, 30, 24, 90)

Fault = dict[str, str]


def faults_of(way: Way) -> list[Fault]:
    """Every fault, in the order of the file: of rows and sheets, of people, and of cells."""
    journey = way.journey
    found = [
        {
            "where": each.address,
            "name": "",
            "label": "",
            "words": each.words,
            "why": sentences(each.what, each.do),
        }
        for each in journey.row_faults
    ]
    found += [
        {
            "where": each.rows[0].place,
            "name": each.name,
            "label": "",
            "words": each.rows[0].staff_number,
            "why": each.why,
        }
        for each in journey.everybody
        if each.fate is Fate.REFUSED
    ]
    found += [
        {"where": step.address, "name": step.name, "label": step.label, "words": step.words, "why": step.why}
        for step in way.plan.steps
        if step.outcome is Outcome.REFUSED
    ]
    return found


def faults_file(file: str, moment: datetime, faults: list[Fault]) -> bytes:
    """The faults as a workbook to send back. Every cell is text: nothing of a file is run as a formula."""
    about = [
        ("Faults of", file),
        ("As of", f"{moment:%-d %B %Y, %H:%M}"),
        ("Faults", f"{len(faults):,}"),
        (
            "What to do",
            "Mend these cells in the file itself, and bring the whole file in again: nothing is doubled.",
        ),
    ]
    lines = [(each["where"], each["name"], each["label"], each["words"], each["why"]) for each in faults]
    return xlsx_file(f"Faults of {file}", about, [ListSheet("Faults", HEAD, lines, _WIDTHS, frozen=1)])
