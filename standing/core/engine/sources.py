"""Fact tables from a folder of CSV or Parquet files (rules, part 2).

A folder is read whole or refused whole: `Refused` holds one message a fault, each `file:row:column: found X, expected Y`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standing.core.engine.tables import TABLES, Cell, Located, Table, rows_to_facts
from standing.core.rules.facts import is_known

if TYPE_CHECKING:
    import pyarrow

FORMS = (".csv", ".parquet")

Row = tuple[int, Mapping[str, Cell]]


class Refused(ValueError):
    """The facts cannot be used. `messages` says where and why, one fault each."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(messages))


@dataclass(frozen=True)
class FactTables:
    """Every row of every table as read, by table name, and the files of the folder that are none of them."""

    tables: Mapping[str, tuple[Located, ...]]
    ignored_files: tuple[str, ...] = ()

    def facts(self, table: str) -> tuple[Any, ...]:
        return tuple(located.fact for located in self.tables.get(table, ()))

    def known(self, table: str, known_on: date | None) -> tuple[Located, ...]:
        """The rows known on a day, or now. Refresh rules are always known: their table has no second axis."""
        rows = self.tables.get(table, ())
        if table == "standards":
            return rows
        return tuple(row for row in rows if is_known(row.fact, known_on))


def read_folder(folder: Path) -> FactTables:
    """Every fact table in a folder. Raises `Refused` where any row of any table cannot be a fact."""
    if not folder.is_dir():
        raise Refused([f"{folder}: found no such folder, expected a folder of fact tables"])
    files = {path.name for path in folder.iterdir() if path.is_file()}
    faults: list[str] = []
    tables: dict[str, tuple[Located, ...]] = {}
    for table in TABLES.values():
        present = [table.name + form for form in FORMS if table.name + form in files]
        if len(present) > 1:
            faults.append(f"{present[1]}: found this table as {present[0]} too, expected one of the two")
        elif present:
            read = list(_read_table(table, folder / present[0]))
            faults.extend(item for item in read if isinstance(item, str))
            tables[table.name] = tuple(item for item in read if isinstance(item, Located))
    if faults:
        raise Refused(faults)
    return FactTables(tables, tuple(sorted(files - {name + form for name in TABLES for form in FORMS})))


def _read_table(table: Table, path: Path) -> Iterator[Located | str]:
    reader = _csv_rows if path.suffix == ".csv" else _parquet_rows
    try:
        yield from rows_to_facts(table, path.name, reader(table, path))
    except Refused as refused:
        yield from refused.messages


def _check_header(table: Table, file: str, header: Sequence[str]) -> None:
    for column in table.columns:
        found = header.count(column.name)
        if found > 1:
            raise Refused([f"{file}:1:{column.name}: found this column {found} times, expected it once"])
        if column.required and not found:
            raise Refused([f"{file}:1:{column.name}: found no such column, expected one: it is required"])


def _csv_rows(table: Table, path: Path) -> Iterator[Row]:
    """The rows of a CSV file by number; its bytes must be UTF-8 (a byte order mark is allowed)."""
    text = path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
    records = enumerate(_records(text, path.name), start=1)
    _, header = next(records, (1, []))
    for position, name in enumerate(header):
        _check_utf8(f"{path.name}:1:{position + 1}", name)
    _check_header(table, path.name, header)
    for number, record in records:
        if record:
            yield number, _cells(table, f"{path.name}:{number}", header, record)


def _records(text: str, file: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        message = f"{file}:{reader.line_num}: found a line that is not CSV ({error}), expected cells split by commas"
        raise Refused([message]) from error


def _cells(table: Table, place: str, header: Sequence[str], record: Sequence[str]) -> dict[str, Cell]:
    if len(record) != len(header):
        column = header[len(record)] if len(record) < len(header) else header[-1]
        raise Refused([f"{place}:{column}: found {len(record)} cells in this row, expected {len(header)}"])
    for name, cell in zip(header, record, strict=True):
        _check_utf8(f"{place}:{name}", cell)
    return {name: cell for name, cell in zip(header, record, strict=True) if name in table.column_names}


def _check_utf8(place: str, cell: str) -> None:
    if not cell.isascii() and any("\udc80" <= character <= "\udcff" for character in cell):
        found = cell.encode("utf-8", errors="surrogateescape")
        raise Refused([f"{place}: found the bytes {found!r}, expected text in UTF-8"])


def _parquet_rows(table: Table, path: Path) -> Iterator[Row]:
    """The rows of a Parquet file by number, counted as in a CSV file (the first is row 2)."""
    import pyarrow
    from pyarrow import parquet

    try:
        content = parquet.read_table(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise Refused([f"{path.name}: found a file that cannot be read ({error}), expected Parquet"]) from error
    _check_header(table, path.name, content.column_names)
    names = [name for name in content.column_names if name in table.column_names]
    columns = [_parquet_cells(path.name, name, content.column(name)) for name in names]
    for number, values in enumerate(zip(*columns, strict=True), start=2):
        yield number, dict(zip(names, values, strict=True))


def _parquet_cells(file: str, name: str, column: "pyarrow.ChunkedArray") -> list[Cell]:
    cells: list[Cell] = []
    for number, scalar in enumerate(column, start=2):
        try:
            cells.append(scalar.as_py())
        except UnicodeDecodeError as error:
            message = f"{file}:{number}:{name}: found the bytes {error.object!r}, expected text in UTF-8"
            raise Refused([message]) from error
    return cells


def check_tables(read: FactTables, known_on: date | None) -> None:
    """What no row can show alone: standards without a row, and things used twice among known rows. Raises `Refused`."""
    faults = [*_unknown_standards(read), *_used_twice(read, known_on)]
    if faults:
        raise Refused(faults)


def _unknown_standards(read: FactTables) -> Iterator[str]:
    standards = {rule.standard for rule in read.facts("standards")}
    for table in TABLES.values():
        if table.names_a_standard:
            for located in read.tables.get(table.name, ()):
                standard = located.fact.standard
                if standard and standard not in standards:
                    place = f"{located.file}:{located.row}:standard"
                    yield f"{place}: found {standard!r}, expected a standard that has a row in standards"


def _used_twice(read: FactTables, known_on: date | None) -> Iterator[str]:
    for table in TABLES.values():
        if table.unique:
            yield from _repeated(table, read.known(table.name, known_on))


def _repeated(table: Table, rows: Iterable[Located]) -> Iterator[str]:
    first: dict[tuple[object, ...], int] = {}
    for located in rows:
        key = tuple(getattr(located.fact, attribute) for attribute in table.unique)
        if key in first:
            place = f"{located.file}:{located.row}:{table.unique[0]}"
            what = " and ".join(table.unique)
            shown = ", ".join(_shown_part(part) for part in key)
            yield f"{place}: found {shown}, which row {first[key]} has too, expected each {what} once"
        else:
            first[key] = located.row


def _shown_part(part: object) -> str:
    if part is None:
        return "no date"
    return part.isoformat() if isinstance(part, date) else repr(part)


