"""A workbook as it was found, whatever program wrote it: sheets of cells, and what was met on the way.

Rows and columns are counted from 1, as a spreadsheet counts them. A `Workbook` says nothing about what the cells mean:
that is for `standing.core.formats.matrix`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import product

from standing.core.formats.results import Repair

# What a cell can hold. A date that a spreadsheet keeps as a number with a date format is a date here.
Value = str | int | float | bool | date | datetime | time | timedelta | None


class Unreadable(Exception):
    """A file cannot be read as a workbook. The words say what was found; `do` says what to do about it."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(f"{what} {do}")
        self.what = what
        self.do = do


@dataclass(frozen=True)
class Limits:
    """How much is read at most; more is refused in words. Chosen so that no file takes more than some seconds and
    some hundred megabytes.
    """

    file_bytes: int = 25_000_000
    # All that a packed file (xlsx, ods) unpacks to, and how many times its size that may be once it is large.
    unpacked_bytes: int = 160_000_000
    unpacked_ratio: int = 150
    sheets: int = 100
    # On any one sheet, counted to the last one that holds something.
    rows: int = 100_000
    columns: int = 2_000
    # In the whole workbook: cells that hold something, and cells of the rectangles they lie in.
    cells: int = 600_000
    area: int = 4_000_000
    # Rows and cells that are written down in the file, empty ones too.
    marks: int = 3_000_000
    # Elements of XML, begun or ended, in all parts of a packed file.
    tags: int = 10_000_000


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. An empty one has the value None and no error.

    `error` says in words why there is no value although something stands there (an error of a formula, a formula
    without a saved result). `formula`: the value is the result saved with a formula. `format` is the number format of a
    number or date, in the spreadsheet's own letters (`mmm-yy`); `fill` the colour of a solid background as RRGGBB, a
    hint only; `struck`: the whole text is struck through.
    """

    value: Value = None
    error: str = ""
    formula: bool = False
    format: str = ""
    fill: str = ""
    struck: bool = False

    @property
    def empty(self) -> bool:
        """True where nothing stands: no value, no error, or only spaces."""
        return not self.error and (
            self.value is None or (isinstance(self.value, str) and not self.value.strip())
        )


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells, both ends included. What it says stands in its top left cell; the others are blank."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """True for a cell of the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0]` is row 1; a row ends with its last filled cell, so rows differ in length.

    Hidden rows and columns are among the cells like all others; `hidden_rows` and `hidden_columns` name them. Rows that
    a filter hides are hidden rows. `frozen_rows` is how many rows a frozen pane keeps on top (0: none), a
    hint of where the headings are.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    frozen_rows: int = 0

    @property
    def height(self) -> int:
        """The number of rows up to the last filled one."""
        return len(self.rows)

    @cached_property
    def width(self) -> int:
        """The number of columns up to the last filled one."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; blank where the sheet holds nothing, outside it too."""
        if not 1 <= row <= len(self.rows):
            return BLANK
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else BLANK

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The block of merged cells that a place belongs to, or None."""
        return self._merges.get((row, column))

    def spread(self, row: int, column: int) -> Cell:
        """The cell as a reader sees it: anywhere in a merged block, that is the block's top left cell."""
        merge = self.merge_at(row, column)
        return self.cell(merge.top, merge.left) if merge else self.cell(row, column)

    def address(self, row: int, column: int) -> str:
        """The address of a cell in full, as a spreadsheet writes it: `Sheet1!C7`, `'Ward 3'!C7`."""
        return f"{quoted(self.name)}!{letters(column)}{row}"

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """Row, column and cell of each cell that is not empty."""
        for number, cells in enumerate(self.rows, 1):
            for column, cell in enumerate(cells, 1):
                if not cell.empty:
                    yield number, column, cell

    @cached_property
    def _merges(self) -> dict[tuple[int, int], Merge]:
        """Each merged block under each place within the part of the sheet that holds something."""
        found: dict[tuple[int, int], Merge] = {}
        room = self.height * self.width
        for merge in self.merged:
            rows = range(merge.top, min(merge.bottom, self.height) + 1)
            columns = range(merge.left, min(merge.right, self.width) + 1)
            room -= len(rows) * len(columns)
            if room < 0:
                # Blocks that lie over each other: no spreadsheet has them, and a file made to hurt has thousands.
                break
            found.update(dict.fromkeys(product(rows, columns), merge))
        return found


@dataclass(frozen=True)
class Workbook:
    """A file that was read: its sheets in order (a text file is one sheet), what was put right, and what was left out.

    `kind` is what the content is, whatever the name says: `xlsx`, `xls`, `ods` or `text`. `starts_1904` is true where
    the workbook counts its days from 1904. `repairs` name what was understood in other than the plain way (an encoding,
    a delimiter); `remarks` say in words what was seen and not read: macros, links to other files, comments, charts.
    """

    file: str
    kind: str
    sha256: str
    sheets: tuple[Sheet, ...]
    starts_1904: bool = False
    repairs: tuple[Repair, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    def sheet(self, name: str) -> Sheet:
        """The sheet of a name. Raises KeyError where there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


@lru_cache(maxsize=4096)
def letters(column: int) -> str:
    """The letters of a column counted from 1: A, Z, AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@lru_cache(maxsize=1024)
def quoted(name: str) -> str:
    """A sheet's name as an address writes it: in quotation marks unless it is a plain word."""
    plain = name.replace("_", "").isalnum() and name.isascii() and not name[:1].isdigit()
    return name if plain else "'" + name.replace("'", "''") + "'"
