"""Follows the XML of an ods workbook: styles first, then one table after another."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from standing.core.formats.workbook.grid import Budget, Grid
from standing.core.formats.workbook.markup import Attributes, whole
from standing.core.formats.workbook.model import Cell, Merge, Sheet, Value
from standing.core.formats.workbook.xlsx_sheet import UNSAVED

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = _NS + "table:1.0}", _NS + "office:1.0}", _NS + "text:1.0}"
_STYLE, _NUMBER = _NS + "style:1.0}", _NS + "datastyle:1.0}"
_FO = _NS + "xsl-fo-compatible:1.0}"
_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?T?(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d*)?S)?")
# What a date style is made of, as the letters of a number format.
_PARTS = {
    "day": "d",
    "month": "m",
    "year": "y",
    "hours": "h",
    "minutes": "mm",
    "seconds": "ss",
    "quarter": "q",
}
# The errors that a formula can show: words of the program beside a "string" that is none.
_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d+")
_MOST_MERGES = 50_000


@dataclass(slots=True)
class _Look:
    """A style of cells or of a sheet."""

    data_style: str = ""
    fill: str = ""
    struck: bool = False
    shown: bool = True


class Tables:
    """Collects the sheets of content.xml."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self.remarks: dict[str, None] = {}
        self.starts_1904 = False
        self._budget = budget
        self._looks: dict[str, _Look] = {}
        self._formats: dict[str, str] = {}
        self._style = ""
        self._date_style = ""
        self._table: _Table | None = None
        self._depth = 0

    def start(self, element: str, attributes: Attributes) -> None:
        if element == _TABLE + "table":
            self._depth += 1
            if self._depth == 1:
                name = attributes.get(_TABLE + "name", "")
                look = self._looks.get(attributes.get(_TABLE + "style-name", ""), _Look())
                self._table = _Table(name, not look.shown, self._budget, self._looks, self._formats)
            else:
                self.remarks["A table inside a cell was not read."] = None
        elif self._table is not None:
            if self._depth == 1:
                self._table.start(element, attributes)
        elif element == _TABLE + "null-date":
            self.starts_1904 = attributes.get(_TABLE + "date-value", "").startswith("1904")
        elif element.startswith((_STYLE, _NUMBER)):
            self._styled(element, attributes)

    def end(self, element: str) -> None:
        if element == _TABLE + "table":
            self._depth -= 1
            if self._depth == 0 and self._table is not None:
                self.sheets.append(self._table.sheet())
                self.remarks.update(dict.fromkeys(self._table.remarks))
                self._table = None
        elif self._table is not None and self._depth == 1:
            self._table.end(element)

    def text(self, words: str) -> None:
        if self._table is not None and self._depth == 1:
            self._table.text(words)

    def _styled(self, element: str, attributes: Attributes) -> None:
        """A style, or a property of the style that was begun last."""
        name = element.rpartition("}")[2]
        if name == "style":
            self._style = attributes.get(_STYLE + "name", "")
            self._looks[self._style] = _Look(attributes.get(_STYLE + "data-style-name", ""))
        elif name.endswith("-style"):
            self._date_style = attributes.get(_STYLE + "name", "")
            self._formats[self._date_style] = ""
        elif name in _PARTS and self._date_style in self._formats:
            self._formats[self._date_style] += _PARTS[name]
        elif self._style in self._looks:
            look = self._looks[self._style]
            fill = attributes.get(_FO + "background-color", "")
            look.fill = fill[1:].upper() if fill.startswith("#") else look.fill
            look.struck = look.struck or attributes.get(_STYLE + "text-line-through-style", "none") != "none"
            look.shown = look.shown and attributes.get(_TABLE + "display") != "false"


class _Table:
    """Follows one table."""

    def __init__(
        self, name: str, hidden: bool, budget: Budget, looks: dict[str, _Look], formats: dict[str, str]
    ) -> None:
        self.remarks: list[str] = []
        self._grid = Grid(name, budget)
        self._hidden = hidden
        self._budget = budget
        self._looks = looks
        self._formats = formats
        self._merged: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column_looks: list[tuple[int, str]] = []  # the last column of each run, and its style
        self._row, self._row_repeats, self._row_look = 1, 1, ""
        self._filled: list[tuple[int, int, Cell]] = []
        self._columns = 0
        self._column, self._repeats = 0, 1
        self._attributes: Attributes = {}
        self._paragraphs: list[str] = []
        self._listening = False
        self._aside = 0

    def sheet(self) -> Sheet:
        """The sheet, once all of it went by."""
        hidden = (frozenset(self._hidden_rows), frozenset(self._hidden_columns))
        return Sheet(self._grid.name, self._grid.rows(), self._hidden, tuple(self._merged), *hidden)

    def start(self, element: str, attributes: Attributes) -> None:
        if element in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._budget.mark()
            self._attributes = attributes
            self._paragraphs = []
            self._repeats = whole(attributes.get(_TABLE + "number-columns-repeated")) or 1
        elif element == _TABLE + "table-row":
            self._budget.mark()
            self._row_repeats = whole(attributes.get(_TABLE + "number-rows-repeated")) or 1
            self._row_look = attributes.get(_TABLE + "default-cell-style-name", "")
            self._column = 1
            self._filled = []
            if attributes.get(_TABLE + "visibility", "visible") != "visible":
                last = min(self._row + self._row_repeats, self._budget.limits.rows + 1)
                self._hidden_rows.update(range(self._row, last))
        elif element == _TABLE + "table-column":
            self._begin_columns(attributes)
        elif element == _OFFICE + "annotation":
            self._aside += 1
            self.remarks.append("The workbook has comments or notes on cells. They were not read.")
        elif element.startswith(_TEXT) and not self._aside:
            self._begin_text(element.rpartition("}")[2], attributes)

    def end(self, element: str) -> None:
        if element in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._end_cell()
        elif element == _TABLE + "table-row":
            self._end_row()
        elif element == _OFFICE + "annotation":
            self._aside -= 1
        elif element == _TEXT + "p" and not self._aside:
            self._listening = False

    def text(self, words: str) -> None:
        if self._listening and not self._aside and self._paragraphs:
            self._paragraphs[-1] += words

    def _begin_columns(self, attributes: Attributes) -> None:
        count = whole(attributes.get(_TABLE + "number-columns-repeated")) or 1
        if attributes.get(_TABLE + "visibility", "visible") != "visible":
            last = min(self._columns + count, self._budget.limits.columns)
            self._hidden_columns.update(range(self._columns + 1, last + 1))
        self._columns += count
        self._budget.mark()
        self._column_looks.append((self._columns, attributes.get(_TABLE + "default-cell-style-name", "")))

    def _begin_text(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self._paragraphs.append("")
            self._listening = True
        elif name == "s":
            self.text(" " * min(whole(attributes.get(_TEXT + "c")) or 1, 1000))
        else:
            self.text({"tab": "\t", "line-break": "\n"}.get(name, ""))

    def _end_cell(self) -> None:
        attributes = self._attributes
        cell = self._cell(attributes, "\n".join(self._paragraphs))
        if not cell.empty:
            self._filled.append((self._column, self._repeats, cell))
        right = whole(attributes.get(_TABLE + "number-columns-spanned")) or 1
        down = whole(attributes.get(_TABLE + "number-rows-spanned")) or 1
        if (right > 1 or down > 1) and len(self._merged) < _MOST_MERGES:
            self._merged.append(
                Merge(self._row, self._column, self._row + down - 1, self._column + right - 1)
            )
        self._column += self._repeats

    def _end_row(self) -> None:
        if self._filled:
            for row in range(self._row, self._row + self._row_repeats):
                for column, repeats, cell in self._filled:
                    for beside in range(repeats):
                        self._grid.put(row, column + beside, cell)
        self._row += self._row_repeats

    def _cell(self, attributes: Attributes, words: str) -> Cell:
        formula = _TABLE + "formula" in attributes
        value, error = _value(attributes, words, formula)
        if not formula and value is None and not error:
            return Cell()
        look = self._looks.get(attributes.get(_TABLE + "style-name") or self._usual_look(), _Look())
        kept = self._formats.get(look.data_style, "") if not isinstance(value, str | bool) else ""
        return Cell(value, error, formula, kept, look.fill, look.struck)

    def _usual_look(self) -> str:
        """The style of a cell that names none: its row's, else its column's."""
        return self._row_look or next((look for last, look in self._column_looks if self._column <= last), "")


def _value(attributes: Attributes, words: str, formula: bool) -> tuple[Value, str]:
    """The value of a cell, and what is wrong with it in words (empty: nothing)."""
    kind = attributes.get(_OFFICE + "value-type", "")
    said = "error" in [value for name, value in attributes.items() if name.endswith("}value-type")]
    if said or (formula and _ERROR.fullmatch(words)):
        return None, f"the error {words[:40] or 'of a formula'}"
    if kind in ("float", "percentage", "currency"):
        return _number(attributes.get(_OFFICE + "value", ""))
    if kind == "date":
        return _date(attributes.get(_OFFICE + "date-value", ""))
    if kind == "time":
        return _time(attributes.get(_OFFICE + "time-value", ""))
    if kind == "boolean":
        return attributes.get(_OFFICE + "boolean-value") == "true", ""
    words = attributes.get(_OFFICE + "string-value", words)
    return words or None, UNSAVED if formula and not kind and not words else ""


def _number(written: str) -> tuple[Value, str]:
    try:
        number = float(written)
    except ValueError:
        return None, f"{written[:40]!r} where a number should be"
    if not math.isfinite(number):
        return None, f"{written[:40]!r} where a number should be"
    return (int(number) if number.is_integer() and abs(number) < 1e15 else number), ""


def _date(written: str) -> tuple[Value, str]:
    try:
        # Years have four digits; fractions of seconds of any length are let go.
        moment = datetime.fromisoformat(re.sub(r"\.\d+$", "", written)).replace(tzinfo=None)
    except ValueError:
        return None, f"{written[:40]!r} where a date should be"
    return (moment if moment.time() != time.min else moment.date()), ""


def _time(written: str) -> tuple[Value, str]:
    parts = _DURATION.fullmatch(written)
    if not parts:
        return None, f"{written[:40]!r} where a time should be"
    days, hours, minutes, seconds = (int(part or 0) for part in parts.groups()[1:])
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return (-span if parts[1] else span), ""
