"""Reads a made-up workbook as somebody would: the questions answered as suggested, save where the workbook says how."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from standing.core.formats.matrix import (
    Conventions,
    Entry,
    Fault,
    Layout,
    Question,
    Shape,
    Together,
    fault_rows,
    find_layouts,
    questions,
    read_entries,
    together,
)
from standing.core.formats.workbook import Workbook, letters, read_workbook
from tests.facsimiles.workbooks import TODAY, Made


@dataclass
class Read:
    """All that was found in a workbook."""

    workbook: Workbook
    layouts: list[Layout] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    open: list[Question] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    joined: list[Together] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


def read(made: Made, today: date = TODAY) -> Read:
    """Everything in the workbook, from file to faults."""
    workbook = read_workbook(made.name, made.content)
    found = Read(workbook, find_layouts(workbook))
    for layout in found.layouts:
        if layout.shape is not Shape.UNKNOWN:
            _read_sheet(found, layout, made, today)
    return found


def answered(asked: list[Question], answers: dict[tuple[str, str, str], str]) -> Conventions:
    """The answers given, by kind, column letters and mark, and what is suggested for the rest."""
    given = Conventions()
    for question in asked:
        column = letters(question.column) if question.column else ""
        answer = answers.get((question.kind.value, column, question.mark))
        if answer is not None:
            given = given.answered(question, answer)
    return given.as_suggested(asked)


def _read_sheet(found: Read, layout: Layout, made: Made, today: date) -> None:
    asked = questions(found.workbook, layout, Conventions(), today)
    conventions = answered(asked, made.answers)
    entries = read_entries(found.workbook, layout, conventions, today)
    joined = together(entries.entries, today)
    found.asked += asked
    found.open += questions(found.workbook, layout, conventions, today)
    found.entries |= {entry.address: entry for entry in entries.entries}
    found.faults |= {fault.address: fault for fault in fault_rows(layout, entries, joined)}
    found.joined += joined
    found.settled += entries.settled
    found.repairs += [repair.what for repair in entries.repairs]
    found.numbers += [person.number for _, person in entries.people]
