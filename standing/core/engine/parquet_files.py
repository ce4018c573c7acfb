"""Rows from a Parquet file, numbered as in a CSV file: the first is row 2."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from standing.core.engine.refused import Refused, shown_bytes
from standing.core.engine.rows import FIRST_ROW, FileRows, Row, check_header, ignored_columns
from standing.core.engine.tables import Cell, Table


def read_parquet(table: Table, path: Path) -> FileRows:
    """The rows of a Parquet file. Raises `Refused`, here or as the rows are read."""
    try:
        # Not parquet.read_table: it would take columns from the names of the folders above (`person=ann/`).
        with parquet.ParquetFile(path) as file:
            header = file.schema_arrow.names
            check_header(table, path.name, header)
            content = file.read(columns=[name for name in header if name in table.column_names])
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise Refused(
            [f"{path.name}: found a file that cannot be read ({reason}), expected Parquet"]
        ) from error
    return FileRows(_rows(table, path.name, content), ignored_columns(table, header))


def _rows(table: Table, file: str, content: pa.Table) -> Iterator[Row]:
    names = [name for name in content.column_names if name in table.column_names]
    columns = [_cells(file, name, content.column(name)) for name in names]
    for number, values in enumerate(zip(*columns, strict=True), start=FIRST_ROW):
        yield number, dict(zip(names, values, strict=True))


_UNREADABLE = (ValueError, ArithmeticError, LookupError, ImportError)
"""What pyarrow raises for a value that Python has no like of: a day after 9999, nanoseconds, an unknown time
zone.
"""


def _cells(file: str, name: str, column: pa.ChunkedArray) -> Sequence[Cell]:
    try:
        cells: list[Cell] = column.to_pylist()
    except _UNREADABLE:
        return [
            _cell(f"{file}:{number}:{name}", scalar) for number, scalar in enumerate(column, start=FIRST_ROW)
        ]
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
