"""Rows from a Parquet file, numbered as in a CSV file: the first is row 2."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from standing.core.engine.refused import Refused, shown_bytes
from standing.core.engine.rows import FIRST_ROW, FileRows, Row, check_header, ignored_columns
from standing.core.engine.tables import Cell, Table

ROWS_AT_ONCE = 1 << 20


def read_parquet(table: Table, path: Path) -> FileRows:
    """The rows of a Parquet file. Raises `Refused`, here or as the rows are read."""
    try:
        # Not parquet.read_table: it would take columns from the names of the folders above (`person=ann/`).
        with parquet.ParquetFile(path) as file:
            header = file.schema_arrow.names
            check_header(table, path.name, header)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path, error) from error
    return FileRows(_rows(table, path), ignored_columns(table, header))


def unreadable(path: Path, error: Exception) -> Refused:
    """How a file is refused that Arrow cannot read."""
    reason = str(error).splitlines()[0]
    return Refused([f"{path.name}: found a file that cannot be read ({reason}), expected Parquet"])


def _rows(table: Table, path: Path) -> Iterator[Row]:
    number = FIRST_ROW
    for batch in read_batches(table, path):
        yield from cells_by_row(table, path.name, pa.Table.from_batches([batch]), number)
        number += len(batch)


def read_batches(table: Table, path: Path, coded: Sequence[str] = ()) -> Iterator[pa.RecordBatch]:
    """The columns of the table that a file has, some rows at a time; text of the `coded` ones as dictionaries. Raises
    `Refused` where they cannot be read.
    """
    try:
        with parquet.ParquetFile(path) as file:
            metadata, wanted = (
                file.metadata,
                [name for name in file.schema_arrow.names if name in table.column_names],
            )
        as_codes = [name for name in coded if name in wanted]
        with parquet.ParquetFile(path, metadata=metadata, read_dictionary=as_codes) as file:
            yield from group_by_group(file, ROWS_AT_ONCE, wanted)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path, error) from error


def group_by_group(file: parquet.ParquetFile, rows: int, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """These columns of a file, at most so many rows at a time, read anew for each of its groups of rows: a reader that
    goes through them all holds on to some of each, and comes to most of the file.
    """
    for group in range(file.num_row_groups):
        yield from file.iter_batches(rows, row_groups=[group], columns=list(columns))


def cells_by_row(table: Table, file: str, content: pa.Table, first: int) -> Iterator[Row]:
    """The rows of Arrow columns as cells by column, numbered from the first."""
    names = [name for name in content.column_names if name in table.column_names]
    columns = [_cells(file, name, content.column(name), first) for name in names]
    for number, values in enumerate(zip(*columns, strict=True), start=first):
        yield number, dict(zip(names, values, strict=True))


_UNREADABLE = (ValueError, ArithmeticError, LookupError, ImportError)
"""What pyarrow raises for a value that Python has no like of: a day after 9999, nanoseconds, an unknown time
zone.
"""


def _cells(file: str, name: str, column: pa.ChunkedArray, first: int) -> Sequence[Cell]:
    try:
        cells: list[Cell] = column.to_pylist()
    except _UNREADABLE:
        return [_cell(f"{file}:{number}:{name}", scalar) for number, scalar in enumerate(column, start=first)]
    return cells


def _cell(place: str, scalar: pa.Scalar) -> Cell:
    try:
        cell: Cell = scalar.as_py()
    except UnicodeDecodeError as error:
        found = shown_bytes(error.object)
        raise Refused([f"{place}: found the bytes {found}, expected text in UTF-8"]) from error
    except _UNREADABLE as error:
        found = f"found a value of the type {scalar.type} that cannot be read"
        raise Refused([f"{place}: {found}, expected text, a whole number or a date"]) from error
    return cell
