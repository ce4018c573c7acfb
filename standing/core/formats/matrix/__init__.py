"""Finds out what a competence spreadsheet says, cell by cell: nothing is guessed, and what must be asked is asked
once a column.

The way through: `find_layouts` (how each sheet is laid out), `questions` (what must be asked), `read_entries` (what
each filled cell says), `together` (the cells of one row and course as one), `fault_rows` (a list to send back).
"""

from __future__ import annotations

from standing.core.formats.matrix.joining import fault_rows, together
from standing.core.formats.matrix.laying import find_layouts, laid_out_as
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
from standing.core.formats.matrix.reading import questions, read_entries

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
