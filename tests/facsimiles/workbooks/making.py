"""Workbooks of made-up people, with what each cell means written down beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from standing.core.formats.workbook import letters

DAY = "dd/mm/yyyy"
# What a cell means: the meaning in words, and its day.
Truth = tuple[str, date | None]


@dataclass(frozen=True)
class Put:
    """A cell as somebody filled it. `formula` has `value` as its saved result; None saves none."""

    value: Any
    format: str = ""
    formula: str = ""
    fill: str = ""
    struck: bool = False
    error: str = ""

    @property
    def shown_as(self) -> str:
        """Its number format; a date has the usual one."""
        return self.format or (DAY if isinstance(self.value, date) else "")


@dataclass
class Page:
    """One sheet: its cells by row and column from 1, and what they mean by their address."""

    name: str = "Sheet1"
    cells: dict[tuple[int, int], Put] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    hidden: bool = False
    frozen: int = 0
    truth: dict[str, Truth] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        plain = self.name.isalnum() and not self.name[0].isdigit()
        return f"{self.name if plain else repr(self.name)}!{letters(column)}{row}"

    def row(self, row: int, *values: Any, start: int = 1) -> None:
        """Cells side by side, which mean nothing by themselves; None leaves one empty."""
        for column, value in enumerate(values, start):
            if value is not None:
                self.cells[row, column] = value if isinstance(value, Put) else Put(value)

    def means(self, row: int, column: int, value: Any, meaning: str, day: date | None = None) -> None:
        """A cell that means something."""
        self.row(row, value, start=column)
        self.truth[self.address(row, column)] = (meaning, day)

    def fault(self, row: int, column: int, value: Any, words: str) -> None:
        """A planted fault, and a part of the words that must be said of it."""
        self.row(row, value, start=column)
        self.faults[self.address(row, column)] = words

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        self.merged.append((top, left, bottom, right))

    @property
    def size(self) -> tuple[int, int]:
        return max(row for row, _ in self.cells), max(column for _, column in self.cells)


@dataclass
class Made:
    """A file, and what is to be found in it. `answers` are given beside those that are suggested: (kind, column letters
    or "" for the sheet, mark) -> answer.
    """

    name: str
    content: bytes
    pages: list[Page]
    answers: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def faults(self) -> dict[str, str]:
        return {address: words for page in self.pages for address, words in page.faults.items()}

    @property
    def truth(self) -> dict[str, Truth]:
        return {address: truth for page in self.pages for address, truth in page.truth.items()}
