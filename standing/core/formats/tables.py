"""A table in a sheet whose columns are known by their headings: found, and read row by row as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from standing.core.formats.results import Problem
from standing.core.formats.workbook.model import BLANK, Cell, Sheet

_LOOKED_AT = 20
"""How many rows at the top of a sheet may be before its headings."""
_MEND = "Put the cell right in the file, then send it again."


@dataclass(frozen=True)
class Header:
    """The columns of a kind of table: each by the name it has here, with the headings it is known by."""

    needed: Mapping[str, Sequence[str]]
    optional: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def name_of(self, heading: str) -> str | None:
        """The name of the column with this heading, or None."""
        folded = fold_heading(heading)
        for name, headings in (*self.needed.items(), *self.optional.items()):
            if folded in map(fold_heading, headings):
                return name
        return None


@dataclass(frozen=True)
class TableRow:
    """A row of a table: where it stands (`file:row`), and its cells by the names of their columns."""

    number: int
    where: str
    cells: Mapping[str, Cell]
    addresses: Mapping[str, str]

    def text(self, name: str) -> str:
        """The cell of a column as text without spaces around it; empty where the table has no such column."""
        return " ".join(text_of(self.cells.get(name, BLANK)).split())

    def raw(self, name: str) -> str:
        """The cell of a column as text, every space as it stands."""
        return text_of(self.cells.get(name, BLANK))

    @property
    def empty(self) -> bool:
        """Whether nothing stands in any column."""
        return all(cell.empty for cell in self.cells.values())

    def faults(self) -> list[Problem]:
        """A problem for each cell whose value could not be read."""
        return [
            Problem(self.addresses[name], cell.error, _MEND)
            for name, cell in self.cells.items()
            if cell.error
        ]


@dataclass(frozen=True)
class Found:
    """Where a table was found: the row of its headings, its columns by name, and headings that are none of it."""

    row: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...]

    def rows(self, sheet: Sheet, file: str) -> Iterator[TableRow]:
        """The rows below the headings in which something stands."""
        for number in range(self.row + 1, sheet.height + 1):
            cells = {name: sheet.cell(number, column) for name, column in self.columns.items()}
            addresses = {
                name: f"{file}:{sheet.address(number, column)}" for name, column in self.columns.items()
            }
            row = TableRow(number, f"{file}:{number}", cells, addresses)
            if not row.empty:
                yield row


def find_header(sheet: Sheet, header: Header) -> Found | None:
    """The first row near the top of a sheet that has the heading of every needed column, or None."""
    for number in range(1, min(sheet.height, _LOOKED_AT) + 1):
        columns: dict[str, int] = {}
        unknown = []
        for column, cell in enumerate(sheet.rows[number - 1], 1):
            heading = text_of(cell)
            name = header.name_of(heading)
            if name is not None:
                columns.setdefault(name, column)
            elif heading.strip():
                unknown.append(heading.strip())
        if columns.keys() >= header.needed.keys():
            return Found(number, columns, tuple(unknown))
    return None


def text_of(cell: Cell) -> str:
    """What stands in a cell, as text: a day in ISO form, a whole number without a point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def fold_heading(heading: str) -> str:
    """A heading as headings are compared: letters and digits alone, in small letters."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
