"""The rows of one file, whatever its form: what a reader of files gives, and what every header must have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standing.core.engine.refused import Refused
from standing.core.engine.tables import Cell, Table

Row = tuple[int, Mapping[str, Cell]]

FIRST_ROW = 2
"""The number of the first row of facts: the header is row 1, in a Parquet file too."""


@dataclass(frozen=True)
class FileRows:
    """The rows of a file by number, as cells by column, or the message of why a row is none; and the columns
    that no table has, which are not read.
    """

    rows: Iterator[Row | str]
    ignored_columns: tuple[str, ...] = ()


def check_header(table: Table, file: str, header: Sequence[str]) -> None:
    """Raise `Refused` unless every required column is there and no column of the table twice."""
    faults = []
    for column in table.columns:
        found = header.count(column.name)
        if found > 1:
            faults.append(f"{file}:1:{column.name}: found this column {found} times, expected it once")
        if column.required and not found:
            faults.append(f"{file}:1:{column.name}: found no such column, expected one: it is required")
    if faults:
        raise Refused(faults)


def ignored_columns(table: Table, header: Sequence[str]) -> tuple[str, ...]:
    """The columns of a file that its table does not have: they are not read, and whoever sent them is told."""
    return tuple(name for name in header if name not in table.column_names)
