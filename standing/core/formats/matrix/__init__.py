"""Finds out what a competence spreadsheet says, cell by cell: nothing is guessed, and what must be asked is asked
once a column.

The way through: `find_layouts` (how each sheet is laid out), `questions` (what must be asked), `read_entries` (what
each filled cell says), `together` (the cells of one row and course as one), `fault_rows` (a list to send back).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from standing.core.formats.matrix.model import (
    Conventions,
    Entries,
    Entry,
    Fault,
    Field,
    Kind,
    Layout,
    Left,
    Meaning,
    Means,
    Option,
    Person,
    Question,
    Shape,
    Together,
    ValueColumn,
    key,
)
from standing.core.formats.workbook import Workbook

__all__ = [
    "Conventions",
    "Entries",
    "Entry",
    "Fault",
    "Field",
    "Kind",
    "Layout",
    "Left",
    "Meaning",
    "Means",
    "Option",
    "Person",
    "Question",
    "Shape",
    "Together",
    "ValueColumn",
    "fault_rows",
    "find_layouts",
    "key",
    "laid_out_as",
    "questions",
    "read_entries",
    "together",
]


def find_layouts(workbook: Workbook) -> list[Layout]:
    """How each sheet is laid out: one layout a sheet, in order, hidden sheets too; UNKNOWN where nothing is
    recognised.
    """
    raise NotImplementedError


def laid_out_as(
    workbook: Workbook,
    sheet: str,
    *,
    header_rows: tuple[int, ...],
    fields: Mapping[Field, int],
    label_column: int | None = None,
    columns: Iterable[int] | None = None,
) -> Layout:
    """The layout of a sheet as a person corrects it: the rows of headings, the columns that tell of the person, the
    column that names the course (None: courses across), and the columns that are read (None: all that can be).
    """
    raise NotImplementedError


def questions(workbook: Workbook, layout: Layout, conventions: Conventions, today: date) -> list[Question]:
    """What must be asked before the sheet can be read, once a column; without what `conventions` answer already."""
    raise NotImplementedError


def read_entries(workbook: Workbook, layout: Layout, conventions: Conventions, today: date) -> Entries:
    """One entry for each filled cell of the layout's people and columns. What a question is open for is UNANSWERED."""
    raise NotImplementedError


def together(entries: Iterable[Entry]) -> list[Together]:
    """The entries of one row and course as one, in the order of the sheet."""
    raise NotImplementedError


def fault_rows(layout: Layout, entries: Entries) -> list[Fault]:
    """Every fault of a sheet, in the order of its cells: rows for a spreadsheet to send back."""
    raise NotImplementedError
