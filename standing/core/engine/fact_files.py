"""The fact tables as CSV files, so that reading them again gives the same facts (rules, part 2)."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from standing.core.engine.apostrophes import APOSTROPHES, with_apostrophes
from standing.core.engine.tables import Table

Beside = Mapping[str, str]
"""What a file has beside a fact: columns that no rule reads."""


def fact_lines(table: Table, extras: Sequence[str], rows: Iterable[tuple[Any, Beside]]) -> Iterator[bytes]:
    """The lines of a table's file, header first, as UTF-8: the columns of the rules in their order, then `extras`,
    then where an apostrophe stands before a cell that a spreadsheet would run.

    `rows` gives each fact with what is beside it, by the names of `extras`.
    """
    columns = [column.name for column in table.columns]
    yield csv_line([*columns, *extras, APOSTROPHES])
    for fact, beside in rows:
        cells = table.fact_to_row(fact) | {name: beside.get(name, "") for name in extras}
        yield csv_line(with_apostrophes(cells).values())


def plain_lines(columns: Sequence[str], rows: Iterable[Beside]) -> Iterator[bytes]:
    """The lines of a file that is no table of facts, written in the same way."""
    yield csv_line([*columns, APOSTROPHES])
    for row in rows:
        yield csv_line(with_apostrophes({name: row.get(name, "") for name in columns}).values())


def csv_line(cells: Iterable[str]) -> bytes:
    """One record of a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8")
