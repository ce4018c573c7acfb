"""A paste as a table: which sign parts its cells, whether its first line is a heading, what each column holds."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from standing.areas.refusals import Refused
from standing.core.formats.workbook import Unreadable, read_workbook

MOST_LINES = 500
MOST_LETTERS = 200_000
LONGEST_CELL = 100_000
TOO_MUCH = "Bring them in as a spreadsheet."


@dataclass(frozen=True)
class Column:
    """A column that may be met: its key, what it is called, and the words by which a heading means it."""

    key: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of a paste: its number there, counted from 1, and its cells by the key of their column."""

    number: int
    cells: Mapping[str, str]

    def get(self, key: str) -> str:
        """The cell of a column, without the spaces around it; empty where there is none."""
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Paste:
    """What was read. `recognised` are the columns in order: what stands over them, if anything, and what it was taken
    for ("left out" for none).
    """

    has_heading: bool
    recognised: tuple[tuple[str, str], ...]
    keys: frozenset[str]
    lines: tuple[Line, ...]


def read_paste(
    text: str, columns: Sequence[Column], usual: Sequence[Sequence[str]], *, most_lines: int = MOST_LINES
) -> Paste:
    """Read a paste. `usual` are the orders in which the columns come without a heading, told apart by their number.

    Raises `Refused` for nothing, for too much, and for a heading or a number of columns that says nothing.
    """
    if len(text) > MOST_LETTERS:
        raise Refused(f"These are {len(text):,} letters, too much for a paste. {TOO_MUCH}", field="text")
    rows = [(number, row) for number, row in enumerate(rows_of(text), 1) if any(row)]
    if not rows:
        raise Refused("Paste the lines, or select a file.", field="text")
    if len(rows) > most_lines + 1:
        raise Refused(
            f"These are {len(rows):,} lines, and {most_lines:,} fit a paste. {TOO_MUCH}", field="text"
        )
    heading = _heading(rows[0][1], columns)
    if heading is None:
        keys = _usual(_width([row for _, row in rows]), columns, usual)
        over, body = [""] * len(keys), rows
    else:
        keys, over, body = heading, rows[0][1], rows[1:]
    labels = {column.key: column.label for column in columns}
    return Paste(
        has_heading=heading is not None,
        recognised=tuple(
            (above, labels.get(key, "Left out")) for above, key in zip(over, keys, strict=False)
        ),
        keys=frozenset(keys) - {""},
        lines=tuple(Line(number, dict(_cells(keys, row))) for number, row in body),
    )


def read_file(name: str, content: bytes) -> str:
    """The first sheet of a spreadsheet or text file that holds anything, as a paste. Raises `Refused`."""
    try:
        book = read_workbook(name, content)
    except Unreadable as error:
        raise Refused(str(error), field="file") from error
    for sheet in book.sheets:
        lines = ["\t".join(_as_text(cell.value) for cell in row) for row in sheet.rows]
        if any(line.strip() for line in lines):
            return "\n".join(lines)
    raise Refused(f"There is nothing in {name}. Select another file.", field="file")


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def rows_of(text: str) -> list[list[str]]:
    """The cells of each line, empty lines too: parted by tabs or, without any, by semicolons or commas. Raises
    `Refused` for a cell that is far too long.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    sign = (
        "\t" if any("\t" in line for line in lines) else ";" if first.count(";") > first.count(",") else ","
    )
    if sign == "\t":
        return [[cell.strip().strip('"').strip() for cell in line.split("\t")] for line in lines]
    try:
        rows = [[cell.strip() for cell in next(csv.reader([line], delimiter=sign), [])] for line in lines]
    except csv.Error:
        raise _too_long() from None
    # The reader's own limit is one for the whole process, and whoever reads fact files raises it.
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise _too_long()
    return rows


def _too_long() -> Refused:
    return Refused("A cell of this is too long to be a name, a number or a day. Check it.", field="text")


def _cells(keys: Sequence[str], row: Sequence[str]) -> list[tuple[str, str]]:
    found = [(key, cell) for key, cell in zip(keys, row, strict=False) if key]
    beyond = [cell for cell in row[len(keys) :] if cell]
    return [*found, *([("beyond", ", ".join(beyond))] if beyond else [])]


def _heading(cells: Sequence[str], columns: Sequence[Column]) -> list[str] | None:
    """The key of each column, if the first line is a heading: two of its cells are names of columns."""
    keys = [next((column.key for column in columns if fold(cell) in column.names), "") for cell in cells]
    found = [key for key in keys if key]
    if len(found) < 2:
        return None
    twice = sorted({key for key in found if found.count(key) > 1})
    if twice:
        label = next(column.label for column in columns if column.key == twice[0])
        raise Refused(f"Two columns are headed as the {label.lower()}. Take one of them away.", field="text")
    return keys


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells most lines have, empty ones at their end left out: one line that differs says nothing."""
    widths = Counter(max((number for number, cell in enumerate(row, 1) if cell), default=0) for row in rows)
    return max(widths, key=lambda width: (widths[width], -width))


class NoHeading(Refused):
    """Nothing stands over the columns, and their number says nothing either."""


def _usual(width: int, columns: Sequence[Column], usual: Sequence[Sequence[str]]) -> list[str]:
    for order in usual:
        if len(order) == width:
            return list(order)
    labels = {column.key: column.label.lower() for column in columns}
    orders = "; or ".join(", ".join(labels[key] for key in order) for order in usual)
    raise NoHeading(
        f"Without a heading the columns are: {orders}. Here are {width}. Put a heading over them, or bring them into "
        "this order.",
        field="text",
    )


def fold(words: str) -> str:
    """A heading or a name as it is compared."""
    return " ".join(re.sub(r"[^\w&]+", " ", words.casefold().replace("_", " ")).split())
