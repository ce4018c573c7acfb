"""Reads xls (Excel 5 to 2003) with xlrd, which sees error values, hidden rows and number formats.

What xlrd does not tell, which cells are formulas and whether their results were saved, is read from the records
themselves ([MS-XLS] 2.4.127 and 2.5.133).
"""

from __future__ import annotations

import importlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from standing.core.formats.workbook.formats import value_shown
from standing.core.formats.workbook.grid import Budget, Grid
from standing.core.formats.workbook.model import Cell, Limits, Merge, Sheet, Unreadable, Value
from standing.core.formats.workbook.package import locked
from standing.core.formats.workbook.xlsx_sheet import UNSAVED

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
_BOF, _EOF = (0x0009, 0x0209, 0x0409, 0x0809), 0x000A
_BOUNDSHEET, _FORMULA = 0x0085, (0x0006, 0x0206, 0x0406)
_NOTE, _RECALCULATED = 0x001C, 0x01C1
_MOST_BYTES = 16_000_000
_SAVE_AS_XLSX = "Open it in your spreadsheet program, save it as .xlsx, and choose that file."


@dataclass
class _Formulas:
    """Of one sheet: the places (row and column from 0) of its formulas, those without a saved result, notes."""

    places: set[tuple[int, int]] = field(default_factory=set)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    notes: bool = False


def read(content: bytes, limits: Limits) -> tuple[list[Sheet], bool, list[str]]:
    """The sheets, whether days are counted from 1904, and the remarks. Raises Unreadable."""
    if len(content) > _MOST_BYTES:
        raise Unreadable(
            f"The file has more than {_MOST_BYTES // 1_000_000} MB in the old .xls format.", _SAVE_AS_XLSX
        )
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise locked()
    if "WordDocument".encode("utf-16-le") in content:
        raise Unreadable("The file is a Word document, not a workbook.", "Choose the spreadsheet.")
    try:
        xlrd = importlib.import_module("xlrd")
    except ImportError as error:
        raise Unreadable("This installation does not read the old .xls format.", _SAVE_AS_XLSX) from error
    try:
        return _read(xlrd, content, Budget(limits))
    except Unreadable:
        raise
    except Exception as error:
        # xlrd trusts what it reads: a damaged file ends in whatever went wrong first.
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise locked() from error
        what = "The file is damaged, or is no .xls workbook although it begins like one."
        raise Unreadable(what, _SAVE_AS_XLSX) from error


def _read(xlrd: Any, content: bytes, budget: Budget) -> tuple[list[Sheet], bool, list[str]]:
    book = xlrd.open_workbook(
        file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
    )
    formulas = _formulas(xlrd, content)
    remarks = []
    if b"_\0V\0B\0A\0" in content:
        remarks.append("The workbook has macros. They were neither read nor run.")
    sheets = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        known = formulas.get(number, _Formulas())
        sheets.append(_sheet(book, sheet, budget, known))
        if known.notes:
            remarks.append("The workbook has comments or notes on cells. They were not read.")
        book.unload_sheet(number)
    return sheets, book.datemode == 1, list(dict.fromkeys(remarks))


def _sheet(book: Any, sheet: Any, budget: Budget, formulas: _Formulas) -> Sheet:
    grid = Grid(sheet.name, budget)
    looks = _Looks(book)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind not in (_EMPTY, _BLANK):
                look = sheet.cell_xf_index(row, column)
                formula = (row, column) in formulas.places
                if (row, column) in formulas.unsaved:
                    cell = Cell(None, UNSAVED, formula=True)
                else:
                    cell = looks.cell(kind, sheet.cell_value(row, column), look, formula)
                grid.put(row + 1, column + 1, cell)
    merged = tuple(Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    hidden_rows = frozenset(row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden)
    hidden_columns = frozenset(column + 1 for column, about in sheet.colinfo_map.items() if about.hidden)
    frozen = sheet.horz_split_pos if sheet.panes_are_frozen else 0
    return Sheet(sheet.name, grid.rows(), sheet.visibility != 0, merged, hidden_rows, hidden_columns, frozen)


class _Looks:
    """The formats, fills and fonts of a workbook, by the number of a look."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[int, tuple[str, str, bool]] = {}

    def cell(self, kind: int, value: Any, look: int, formula: bool) -> Cell:
        """A cell of a kind and a look."""
        number_format, fill, struck = self._known.get(look) or self._known.setdefault(look, self._look(look))
        found, error = self._value(kind, value, number_format)
        kept = number_format if kind in (_NUMBER, _DATE) and number_format != "General" else ""
        return Cell(found, error, formula, kept if found is not None else "", fill, struck)

    def _look(self, number: int) -> tuple[str, str, bool]:
        look = self._book.xf_list[number]
        known = self._book.format_map.get(look.format_key)
        colour = self._book.colour_map.get(look.background.pattern_colour_index)
        fill = (
            "".join(f"{part:02X}" for part in colour) if colour and look.background.fill_pattern == 1 else ""
        )
        fonts = self._book.font_list
        struck = bool(fonts[look.font_index].struck_out)
        return (known.format_str if known else ""), fill, struck

    def _value(self, kind: int, value: Any, number_format: str) -> tuple[Value, str]:
        if kind == _TEXT:
            return str(value), ""
        if kind == _BOOLEAN:
            return bool(value), ""
        if kind == _ERROR:
            words = importlib.import_module("xlrd").error_text_from_code.get(value, str(value))
            return None, f"the error {words}"
        shown, error = value_shown(float(value), number_format, self._book.datemode == 1)
        if isinstance(shown, float) and shown.is_integer() and abs(shown) < 1e15:
            return int(shown), error
        return shown, error


def _formulas(xlrd: Any, content: bytes) -> dict[int, _Formulas]:
    """The formulas of each sheet, by its place among the sheets."""
    file = xlrd.compdoc.CompDoc(content, logfile=io.StringIO())
    found, start, size = file.locate_named_stream("Workbook")
    if not found:
        found, start, size = file.locate_named_stream("Book")
    stream = bytes(found[start : start + size])
    sheets = [
        struct.unpack_from("<I", data)[0]
        for kind, data in _records(stream, 0)
        # A sheet of cells has the type 0; charts and modules are no sheets to xlrd either.
        if kind == _BOUNDSHEET and len(data) > 6 and data[5] == 0
    ]
    # Excel notes with which engine it worked the formulas out. Without that an empty text may be no result at all.
    calculated = any(kind == _RECALCULATED for kind, _ in _records(stream, 0))
    return {number: _of_sheet(stream, at, calculated) for number, at in enumerate(sheets)}


def _of_sheet(stream: bytes, at: int, calculated: bool) -> _Formulas:
    found = _Formulas()
    for kind, data in _records(stream, at):
        if kind in _FORMULA and len(data) >= 14:
            row, column = struct.unpack_from("<HH", data)
            found.places.add((row, column))
            if data[12:14] == b"\xff\xff" and data[6] == 3 and not calculated:
                found.unsaved.add((row, column))
        found.notes = found.notes or kind == _NOTE
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and data of each record from a place to the end of its part; parts inside are passed over."""
    depth = 0
    while 0 <= at <= len(stream) - 4:
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
        if depth <= 1:
            yield kind, stream[at + 4 : at + 4 + size]
        if depth <= 0:
            return
        at += 4 + size
