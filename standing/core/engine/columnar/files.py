"""A folder of CSV and Parquet files as a source of batches."""

import csv as csv_module
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import csv, parquet

from standing.core.engine.apostrophes import APOSTROPHES
from standing.core.engine.columnar.cells import NotPlain
from standing.core.engine.parquet_files import read_batches, read_parquet
from standing.core.engine.refused import Refused
from standing.core.engine.rows import ignored_columns
from standing.core.engine.sources import READERS, TableFiles
from standing.core.engine.tables import TABLES, Located, Table, rows_to_facts

_BYTES_OF_A_ROW = 40
_BYTES_AT_ONCE = 16 << 20
_NAMES_FROM = ("assignments", "decisions")
_PLACES = 8
_CODED = ("standard", "context", "outcome", "subject", "population", "role", "unit")
"""Columns in which the same few texts come again and again: as they lie in a file, they need not be made text."""


class FolderSource:
    """The fact tables of a folder. Raises `Refused` where there is no such folder."""

    def __init__(self, folder: Path) -> None:
        self._files = TableFiles.of(folder)
        self.ignored_files = self._files.ignored

    def rows(self) -> int:
        return sum(_rows_in(path) for path in self._files.paths.values())

    def some_names(self) -> list[str]:
        for name in _NAMES_FROM:
            path = self._files.paths.get(name)
            if path is not None and path.suffix == ".parquet":
                return _names_in(path)
        return []

    def batches(self, table: Table) -> Iterator[pa.RecordBatch]:
        path = self._path(table)
        if path is None:
            return
        if path.suffix == ".csv":
            yield from _csv_batches(table, path)
        else:
            read_parquet(table, path)  # refuses a file without the columns of the table
            yield from read_batches(table, path, _CODED)

    def located(self, table: Table) -> Iterator[Located | str]:
        path = self._path(table)
        if path is not None:
            yield from rows_to_facts(table, path.name, READERS[path.suffix](table, path).rows)

    def _path(self, table: Table) -> Path | None:
        if table.name in self._files.faults:
            raise Refused([self._files.faults[table.name]])
        return self._files.paths.get(table.name)

    def ignored_columns(self) -> tuple[str, ...]:
        """The places of columns that belong to no table."""
        return tuple(
            f"{path.name}:1:{column}"
            for name, path in self._files.paths.items()
            for column in ignored_columns(TABLES[name], _header(path))
            if column != APOSTROPHES
        )


def _header(path: Path) -> list[str]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            return next(csv_module.reader(file), [])
    with parquet.ParquetFile(path) as file:
        return list(file.schema_arrow.names)


def _rows_in(path: Path) -> int:
    if path.suffix == ".csv":
        return path.stat().st_size // _BYTES_OF_A_ROW
    try:
        with parquet.ParquetFile(path) as file:
            rows: int = file.metadata.num_rows
            return rows
    except (pa.ArrowException, OSError):
        return 0  # it is refused when it is read


def _names_in(path: Path) -> list[str]:
    """The people of some of a file's groups of rows, evenly apart."""
    try:
        with parquet.ParquetFile(path) as file:
            groups = file.metadata.num_row_groups
            some = sorted({groups * place // _PLACES for place in range(_PLACES)})
            column = file.read_row_groups(some, columns=["person"]).column("person")
            return [str(name) for name in column.unique().to_pylist()]
    except (pa.ArrowException, OSError, LookupError, ValueError):
        return []


def _csv_batches(table: Table, path: Path) -> Iterator[pa.RecordBatch]:
    """Cells as text. Raises `NotPlain` where it is for the csv module to say what the cells are."""
    header = _header(path)
    required = {column.name for column in table.columns if column.required}
    if len(set(header)) < len(header) or not required <= set(header) or APOSTROPHES in header:
        raise NotPlain
    with path.open("rb") as file:
        if any(b'"' in piece for piece in iter(lambda: file.read(_BYTES_AT_ONCE), b"")):
            raise NotPlain
    wanted = [name for name in header if name in table.column_names]
    try:
        yield from csv.open_csv(
            path,
            read_options=csv.ReadOptions(block_size=_BYTES_AT_ONCE),
            convert_options=csv.ConvertOptions(
                include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string())
            ),
        )
    except (pa.ArrowException, OSError) as error:
        raise NotPlain from error
