"""A sheet seen as a table: the words of its headings, and what its cells look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from standing.core.formats.matrix.cells import Form, Said, said, shown
from standing.core.formats.matrix.words import plain, tidy
from standing.core.formats.workbook import Sheet

# Only for telling dates from words, for which any day will do.
_ANY_DAY = date(2020, 1, 1)
_SHORT = 4
_ENTRIES = frozenset((Form.DAY, Form.ORDER, Form.MONTH, Form.YEARLESS, Form.NUMBER, Form.STATE, Form.MARK))


class View:
    """A sheet, with the questions that finding its layout asks again and again."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.height = sheet.height
        self.width = sheet.width

    def text(self, row: int, column: int) -> str:
        """The words of a cell, tidied; in a merged block everywhere those of its top left cell."""
        cell = self.sheet.spread(row, column)
        return "" if cell.empty or cell.error else tidy(shown(cell))

    def own_text(self, row: int, column: int) -> str:
        """The words of a cell, tidied; empty where a merged block only passes over it."""
        cell = self.sheet.cell(row, column)
        return "" if cell.empty or cell.error else tidy(shown(cell))

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        return self._filled[row - 1] if 1 <= row <= self.height else []

    @cached_property
    def _filled(self) -> list[list[int]]:
        return [
            [column for column, cell in enumerate(cells, 1) if not cell.empty] for cells in self.sheet.rows
        ]

    def said(self, row: int, column: int) -> Said | None:
        """What a cell looks like, or None where it is empty."""
        cell = self.sheet.cell(row, column)
        return None if cell.empty else said(cell, _ANY_DAY, False)

    def is_entry(self, row: int, column: int) -> bool:
        """Whether a cell looks like a date, a state or a mark; also where one stands that cannot be."""
        found = self.said(row, column)
        return found is not None and (
            found.form in _ENTRIES or (found.form is Form.FAULT and not _number(found))
        )

    def is_words(self, row: int, column: int) -> bool:
        """Whether a cell holds words that are no entry: a name, a heading."""
        found = self.said(row, column)
        return found is not None and found.form is Form.WORD

    def share(self, column: int, rows: Iterable[int]) -> tuple[int, int]:
        """How many cells of a column look like entries, and how many are filled at all."""
        filled = [row for row in rows if column in self._columns_of(row)]
        return sum(self.is_entry(row, column) for row in filled), len(filled)

    def marks(self, column: int, rows: Iterable[int]) -> int:
        """How many cells of a column hold a short word that is there again and again ("RPL"): a mark, although nobody
        knows it yet.
        """
        texts = (plain(self.own_text(row, column)) for row in rows if column in self._columns_of(row))
        short = Counter(text for text in texts if len(text) <= _SHORT)
        return sum(count for count in short.values() if count > 2)

    def _columns_of(self, row: int) -> frozenset[int]:
        return self._filled_sets[row - 1] if 1 <= row <= self.height else frozenset()

    @cached_property
    def _filled_sets(self) -> list[frozenset[int]]:
        return [frozenset(columns) for columns in self._filled]

    def address(self, row: int, column: int) -> str:
        """The full address of a cell."""
        return self.sheet.address(row, column)


def _number(found: Said) -> bool:
    return found.written.replace(".", "").replace("%", "").replace("-", "").isdecimal()
