"""A rehearsal as a spreadsheet: the numbers, the teams, the work, the profiles, and a line for each person's pair.

Rows are written as they come, so that its size is not held in memory. Every text is written as text, so that a name
that looks like a formula is a name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from standing.areas.revisions.presenters.rehearsal_words import (
    GROUP_WORDS,
    WHAT_WORDS,
    WORK_WORDS,
    Numbers,
    fall_rows,
    group_rows,
    headline,
    profile_rows,
    shift_rows,
    standard_rows,
    work_rows,
)

MOST_ROWS = 1_048_000
"""A little fewer than a sheet can have."""

SHEETS = (
    "Numbers", "Standards", "Teams", "Shifts", "Groups", "Work", "Profiles", "People", "Tasks", "In groups",
)  # fmt: skip
PEOPLE_HEAD = (
    "Staff number", "Standard", "Context", "What", "From", "Reasons", "Work", "Last day", "Asked of them",
)  # fmt: skip
GROUPS_HEAD = ("Staff number", "Role profile", "Group", "At least", "What", "From", "Would not count")
TASKS_HEAD = ("Task", "Staff number", "Standard", "Context", "From old standards", "By", "Why")


class RehearsalBook:
    """Written to while a rehearsal runs, and closed with its numbers. Without a path it is kept in memory."""

    def __init__(self, path: Path | None) -> None:
        self.memory = io.BytesIO()
        # In order: with constant memory a sheet's rows are written once, from the top.
        self.book = xlsxwriter.Workbook(
            str(path) if path is not None else self.memory,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.book.set_properties({"author": "Standing"})
        self.head = self.book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "border": 1})
        self.text = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.sheets = {name: self.book.add_worksheet(name) for name in SHEETS}
        self.rows = dict.fromkeys(SHEETS, 0)
        self.left_out = 0
        self._line("People", PEOPLE_HEAD, head=True)
        self._line("Tasks", TASKS_HEAD, head=True)
        self._line("In groups", GROUPS_HEAD, head=True)

    def add(self, person: str, effects: Iterable[Any], tasks: Iterable[Any], groups: Iterable[Any]) -> None:
        """Add a person: a line for each thing found of each pair, one for each task, and one for each thing found of a
        group of standards.
        """
        for effect in effects:
            for found in effect.findings:
                self._line(
                    "People",
                    (
                        effect.person,
                        effect.standard,
                        effect.context,
                        WHAT_WORDS[found.kind],
                        found.on,
                        ", ".join(found.reasons),
                        WORK_WORDS.get(found.work, ""),
                        found.last_day,
                        "yes" if effect.asked_after else "no",
                    ),
                )
        for task in tasks:
            self._line(
                "Tasks",
                (
                    WORK_WORDS[task.task],
                    task.person,
                    task.standard,
                    task.context,
                    ", ".join(task.sources),
                    task.by_day,
                    task.why,
                ),
            )
        for one in groups:
            what = GROUP_WORDS[one.kind]
            line = (person, one.profile, one.group, one.at_least, what, one.on, ", ".join(one.lost))
            self._line("In groups", line)

    def close(self, numbers: Numbers) -> bytes:
        """Write the numbers and end the file. Returns it, where it was kept in memory."""
        lines = [(line,) for line in (*headline(numbers), *numbers["notes"])]
        if self.left_out:
            lines.append(
                (
                    f"{self.left_out:,} lines did not fit on the sheet of people: rehearse fewer teams at once.",
                )
            )
        self._sheet("Numbers", ("What was found",), lines)
        self._sheet(
            "Standards",
            ("Standard", "Stop counting", "New gaps", "Owe something new", "Count anew", "Keep it"),
            standard_rows(numbers),
        )
        self._sheet(
            "Teams",
            (
                "Team",
                "Standard",
                "Context",
                "Fewer count from",
                "Would count without it",
                "At worst",
                "Until",
            ),
            fall_rows(numbers),
        )
        self._sheet(
            "Shifts",
            ("Day", "Shift", "Unit", "Standard", "Asked for", "Count now", "Would count"),
            shift_rows(numbers),
        )
        self._sheet("Groups", ("From", "Role profile", "Group", "What", "People"), group_rows(numbers))
        self._sheet("Work", ("What", "Standard", "Month", "How many"), work_rows(numbers))
        self._sheet("Profiles", ("Profile", "What", "Old lines", "New lines", "Why"), profile_rows(numbers))
        for name, sheet in self.sheets.items():
            sheet.set_column(0, 0, 100 if name == "Numbers" else 24)
            sheet.set_column(1, 8, 24)
            sheet.freeze_panes(1, 0)
        try:
            self.book.close()
        except FileCreateError as error:
            # The system's own error says what stood in the way; this one only wraps it.
            raise OSError(*error.args[0].args) from error
        return self.memory.getvalue()

    def _sheet(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        self._line(name, head, head=True)
        for row in rows:
            self._line(name, row)

    def _line(self, name: str, cells: Sequence[Any], *, head: bool = False) -> None:
        sheet, number = self.sheets[name], self.rows[name]
        if number >= MOST_ROWS:
            self.left_out += 1
            return
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, self.day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, self.text)
            elif value:
                sheet.write_string(number, column, value, self.head if head else self.text)
        self.rows[name] += 1
