"""Rows from a CSV file in UTF-8 (a byte order mark is allowed).

A row is a record: cells may hold line ends, and a blank line, which states nothing, still has a number.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from standing.core.engine.apostrophes import APOSTROPHES, without_apostrophes
from standing.core.engine.refused import Refused, shown_bytes
from standing.core.engine.rows import FIRST_ROW, FileRows, Row, check_header, ignored_columns
from standing.core.engine.tables import Table
from standing.core.rules.facts import BadFact

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LARGEST_CELL = 2**31 - 1
"""Columns that are not read may hold long notes; the csv module's own limit of 131,072 characters would
refuse them.
"""

_UNDECODED = re.compile("[\udc80-\udcff]")
_WHOLE_CELL = re.compile(r'(?:"(?:[^"]++|"")*+"|[^",][^,]*+|),')


def read_csv(table: Table, path: Path) -> FileRows:
    """The rows of a CSV file. Raises `Refused`, here or as the rows are read."""
    text = _text_of(path)
    records = _records(text, path.name)
    header = next(records, [])
    if not header:
        raise Refused(
            [f"{path.name}:1:{table.columns[0].name}: found nothing, expected the names of the columns"]
        )
    bad_text_possible = _UNDECODED.search(text) is not None
    if bad_text_possible:
        positions = [str(position) for position in range(1, len(header) + 1)]
        if fault := _not_utf8(f"{path.name}:1", positions, header):
            raise Refused([fault])
    check_header(table, path.name, header)
    rows = _rows(table, path.name, header, records, bad_text_possible)
    if APOSTROPHES in header:
        rows = _as_they_were(path.name, header, rows)
    ignored = tuple(name for name in ignored_columns(table, header) if name != APOSTROPHES)
    return FileRows(rows, ignored)


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(
            [f"{path.name}: found a file that cannot be read ({error.strerror}), expected CSV"]
        ) from error
    if content.startswith(_UTF_16_MARKS):
        raise Refused([f"{path.name}:1:1: found text in UTF-16, expected text in UTF-8"])
    return content.decode("utf-8-sig", errors="surrogateescape")


def _rows(
    table: Table, file: str, header: Sequence[str], records: Iterator[list[str]], bad_text_possible: bool
) -> Iterator[Row | str]:
    kept = table.column_names | {APOSTROPHES}
    wanted = [(position, name) for position, name in enumerate(header) if name in kept]
    for number, record in enumerate(records, start=FIRST_ROW):
        if not record:
            continue
        place = f"{file}:{number}"
        if len(record) != len(header):
            column = header[min(len(record), len(header) - 1)]
            yield f"{place}:{column}: found {len(record)} cells in this row, expected {len(header)}"
        elif bad_text_possible and (fault := _not_utf8(place, header, record)):
            yield fault
        else:
            yield number, {name: record[position] for position, name in wanted}


def _as_they_were(file: str, header: Sequence[str], rows: Iterator[Row | str]) -> Iterator[Row | str]:
    """The rows with every apostrophe that was put before a cell taken away: their own column names the cells."""
    if header.count(APOSTROPHES) > 1:
        raise Refused([f"{file}:1:{APOSTROPHES}: found this column twice, expected it once"])
    for row in rows:
        if isinstance(row, str):
            yield row
            continue
        number, cells = row
        try:
            yield number, without_apostrophes(cells)
        except BadFact as bad:
            yield f"{file}:{number}:{bad.column}: {bad}"


def _not_utf8(place: str, columns: Sequence[str], cells: Sequence[str]) -> str | None:
    """What is wrong with the first cell that is not UTF-8, if there is one."""
    for column, cell in zip(columns, cells, strict=True):
        if _UNDECODED.search(cell):
            found = shown_bytes(cell.encode("utf-8", errors="surrogateescape"))
            return f"{place}:{column}: found the bytes {found}, expected text in UTF-8"
    return None


class _Lines:
    """The lines of a text, remembering those given since the last record was whole."""

    def __init__(self, text: str) -> None:
        self._lines = StringIO(text, newline="")
        self.of_record: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.of_record.append(line)
        return line


def _records(text: str, file: str) -> Iterator[list[str]]:
    lines = _Lines(text)
    csv.field_size_limit(_LARGEST_CELL)
    reader = enumerate(csv.reader(lines, strict=True), start=1)
    header: list[str] = []
    number = 0
    try:
        for number, record in reader:  # noqa: B007 - the number of the last whole record is told below
            header = header or record
            lines.of_record.clear()
            yield record
    except csv.Error as error:
        column = _broken_column(header, "".join(lines.of_record))
        found = f"found a cell that is not CSV ({error})"
        raise Refused([f"{file}:{number + 1}:{column}: {found}, expected quotes in pairs"]) from error


def _broken_column(header: Sequence[str], record: str) -> str:
    """The name of the column whose cell cannot be read; its position where the header has no such name."""
    position, end = 0, 0
    while whole := _WHOLE_CELL.match(record, end):
        position, end = position + 1, whole.end()
    return header[position] if position < len(header) else str(position + 1)
