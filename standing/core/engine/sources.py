"""Fact tables from a folder of CSV or Parquet files (rules, part 2).

A folder is read whole or refused whole: `Refused` holds one message a fault, each `file:row:column: found X,
expected Y`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from standing.core.engine.checks import check_tables
from standing.core.engine.csv_files import read_csv
from standing.core.engine.refused import Refused
from standing.core.engine.rows import FileRows
from standing.core.engine.tables import TABLES, FactTables, Located, Table, rows_to_facts

__all__ = ["FactTables", "Refused", "check_tables", "read_folder"]


def _read_parquet(table: Table, path: Path) -> FileRows:
    from standing.core.engine.parquet_files import read_parquet  # noqa: PLC0415 - loaded for a Parquet file, not before

    return read_parquet(table, path)


READERS: Mapping[str, Callable[[Table, Path], FileRows]] = {".csv": read_csv, ".parquet": _read_parquet}


def read_folder(folder: Path) -> FactTables:
    """Every fact table in a folder. Raises `Refused` where any row of any table cannot be a fact."""
    files = TableFiles.of(folder)
    faults: list[str] = []
    tables: dict[str, tuple[Located, ...]] = {}
    ignored_columns: list[str] = []
    for table in TABLES.values():
        if table.name in files.faults:
            faults.append(files.faults[table.name])
        elif table.name in files.paths:
            read = _read_file(table, files.paths[table.name])
            faults += read.faults
            ignored_columns += read.ignored_columns
            tables[table.name] = read.rows
    if faults:
        raise Refused(faults)
    return FactTables(tables, files.ignored, tuple(ignored_columns))


@dataclass(frozen=True)
class TableFiles:
    """The file of each table in a folder, or what is wrong with it, by the table's name; and the files of no table."""

    paths: Mapping[str, Path]
    faults: Mapping[str, str]
    ignored: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path) -> "TableFiles":
        """Look into a folder. Raises `Refused` where it cannot be read."""
        names = _names_in(folder)
        paths: dict[str, Path] = {}
        faults: dict[str, str] = {}
        for table in TABLES:
            present = [table + form for form in READERS if table + form in names]
            if len(present) > 1:
                faults[table] = f"{present[1]}: found this table as {present[0]} too, expected one of the two"
            # A folder, a broken link or a pipe of this name is somebody's table gone wrong, not a table without a file.
            elif present and not _may_be_file(names[present[0]]):
                faults[table] = f"{present[0]}: found something that is not a file, expected a file"
            elif present:
                paths[table] = names[present[0]]
            elif other := _in_another_form(table, names):
                faults[table] = (
                    f"{other}: found this table in a form that is not read, expected {_forms(table)}"
                )
        ignored = names.keys() - {table + form for table in TABLES for form in READERS}
        return cls(paths, faults, tuple(sorted(ignored)))


def _in_another_form(table: str, names: Iterable[str]) -> str | None:
    """What is named after a table that has no file of its own: a workbook, a file packed small, a folder of parts."""
    return min((name for name in names if name.partition(".")[0].casefold() == table), default=None)


def _may_be_file(path: Path) -> bool:
    """Whether a path is a file, or what it is cannot be seen: reading it then says why."""
    try:
        return path.is_file()
    except OSError:
        return True


def _forms(table: str) -> str:
    return " or ".join(table + form for form in READERS)


def _names_in(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise Refused([f"{folder}: found no such folder, expected a folder of fact tables"])
    try:
        return {path.name: path for path in folder.iterdir()}
    except OSError as error:
        raise Refused(
            [f"{folder}: found a folder that cannot be read ({error.strerror}), expected one"]
        ) from error


@dataclass(frozen=True)
class _Read:
    """What one file gave."""

    rows: tuple[Located, ...] = ()
    faults: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()


def _read_file(table: Table, path: Path) -> _Read:
    rows: list[Located] = []
    faults: list[str] = []
    ignored: tuple[str, ...] = ()
    try:
        file = READERS[path.suffix](table, path)
        ignored = tuple(f"{path.name}:1:{column}" for column in file.ignored_columns)
        for item in rows_to_facts(table, path.name, file.rows):
            if isinstance(item, Located):
                rows.append(item)
            else:
                faults.append(item)
    except Refused as refused:
        faults += refused.messages
    return _Read(tuple(rows), tuple(faults), ignored)
