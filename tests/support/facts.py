"""Facts as rows of text, the way they stand in files: made into what the engine reads, and into folders."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from standing.core.engine.evaluate import Workforce, workforce_known
from standing.core.engine.tables import TABLES, FactTables, Located, rows_to_facts

Rows = Mapping[str, Sequence[Mapping[str, str]]]


def read_rows(facts: Rows) -> FactTables:
    """The tables of facts that the rows state. Every row must be a fact."""
    tables: dict[str, tuple[Located, ...]] = {}
    for name, rows in facts.items():
        located = list(rows_to_facts(TABLES[name], f"{name}.csv", enumerate(rows, start=2)))
        messages = [item for item in located if isinstance(item, str)]
        assert not messages, messages
        tables[name] = tuple(item for item in located if isinstance(item, Located))
    return FactTables(tables)


def workforce_of(facts: Rows, known_on: date | None = None) -> Workforce:
    """The workforce known on a day, or now, from rows of text."""
    return workforce_known(read_rows(facts), known_on)


def write_csv_folder(folder: Path, facts: Rows) -> Path:
    """Write the rows as CSV, one file a table, with the columns that the rows have."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in facts.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns_of(rows), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def write_parquet_folder(folder: Path, facts: Rows) -> Path:
    """Write the rows as Parquet, one file a table, days as dates and empty cells as nulls."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in facts.items():
        kinds = {column.name: column.read.__name__ for column in TABLES[name].columns}
        columns = {
            column: _typed([row.get(column) or None for row in rows], kinds[column])
            for column in columns_of(rows)
        }
        parquet.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


def columns_of(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The columns of the rows, each once, in the order in which they first appear."""
    return list(dict.fromkeys(column for row in rows for column in row))


def _typed(cells: Sequence[str | None], kind: str) -> pa.Array:
    if kind == "read_day":
        return pa.array([cell and date.fromisoformat(cell) for cell in cells], pa.date32())
    if kind == "read_number":
        return pa.array([None if cell is None else int(cell) for cell in cells], pa.int64())
    return pa.array(cells, pa.string())
