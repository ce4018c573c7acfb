"""Collects the cells of sheets and holds them within the limits, whatever order they come in."""

from __future__ import annotations

from standing.core.formats.workbook.model import BLANK, Cell, Limits, Unreadable, letters

_SMALLER = "Copy the rows and columns that matter into a new workbook, and choose that one."

# Excel takes 32,767 letters in a cell, LibreOffice 65,535.
_LONGEST = 65_535


class Budget:
    """What is left of the limits that hold for a whole workbook."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._sheets = 0
        self._cells = 0
        self._area = 0
        self._marks = 0

    def sheet(self) -> None:
        """Counts a sheet."""
        self._sheets += 1
        if self._sheets > self.limits.sheets:
            raise Unreadable(f"The workbook has more than {self.limits.sheets} sheets.", _SMALLER)

    def cell(self) -> None:
        """Counts a filled cell."""
        self._cells += 1
        if self._cells > self.limits.cells:
            raise Unreadable(f"The workbook has more than {self.limits.cells:,} filled cells.", _SMALLER)

    def area(self, cells: int) -> None:
        """Counts the cells of a rectangle that filled cells lie in."""
        self._area += cells
        if self._area > self.limits.area:
            raise Unreadable("The filled cells of the workbook lie too far from each other.", _SMALLER)

    def mark(self) -> None:
        """Counts a row or a cell that is written down in the file, empty or not."""
        self._marks += 1
        if self._marks > self.limits.marks:
            raise Unreadable(
                f"The workbook writes down more than {self.limits.marks:,} rows and cells, most of them empty.",
                _SMALLER,
            )


class Grid:
    """The filled cells of one sheet, by row and column from 1."""

    def __init__(self, name: str, budget: Budget) -> None:
        self.name = name
        self._budget = budget
        self._rows: dict[int, dict[int, Cell]] = {}
        budget.sheet()

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Puts a cell in its place; an empty one is let go. Raises Unreadable beyond the limits."""
        if cell.empty:
            return
        limits = self._budget.limits
        if not 1 <= row <= limits.rows:
            what = f"The sheet “{self.name}” holds something in row {row:,}; {limits.rows:,} rows are read at most."
            raise Unreadable(what, _SMALLER)
        if not 1 <= column <= limits.columns:
            where = f"column {letters(column)} (the {column:,}th)"
            what = f"The sheet “{self.name}” holds something in {where}; {limits.columns:,} columns are read at most."
            raise Unreadable(what, _SMALLER)
        self._budget.cell()
        if isinstance(cell.value, str) and len(cell.value) > _LONGEST:
            cell = Cell(error=f"a text of {len(cell.value):,} letters, more than a cell can hold")
        self._rows.setdefault(row, {})[column] = cell

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, each up to its last filled cell."""
        last = max(self._rows, default=0)
        self._budget.area(last + sum(map(max, self._rows.values())))
        return tuple(_row(self._rows.get(number)) for number in range(1, last + 1))


def _row(cells: dict[int, Cell] | None) -> tuple[Cell, ...]:
    if not cells:
        return ()
    return tuple(cells.get(column, BLANK) for column in range(1, max(cells) + 1))
