"""Writers of made-up workbooks: as Excel, Excel 2003, a script, or a system of text files would save them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Font, PatternFill

from standing.core.formats.workbook import letters
from tests.facsimiles.workbooks.making import Page, Put


def to_xlsx(pages: list[Page], starts_1904: bool = False) -> bytes:
    """As Excel would save it, by XlsxWriter: formulas have their results."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": starts_1904, "strings_to_formulas": False})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for top, left, bottom, right in page.merged:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        for (row, column), put in page.cells.items():
            _xlsx_cell(book, sheet, (row - 1, column - 1), put)
        for row in page.hidden_rows:
            sheet.set_row(row - 1, options={"hidden": True})
        for column in page.hidden_columns:
            sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
        if page.frozen:
            sheet.freeze_panes(page.frozen, 1)
        if page.hidden:
            sheet.hide()
    book.close()
    return out.getvalue()


def _xlsx_cell(book: Any, sheet: Any, at: tuple[int, int], put: Put) -> None:
    look: dict[str, Any] = {"num_format": put.shown_as} if put.shown_as else {}
    if put.fill:
        look |= {"bg_color": f"#{put.fill}", "pattern": 1}
    if put.struck:
        look |= {"font_strikeout": True}
    style = book.add_format(look) if look else None
    if put.formula:
        sheet.write_formula(*at, put.formula, style, put.value)
    elif isinstance(put.value, date):
        sheet.write_datetime(*at, put.value, style)
    elif isinstance(put.value, str):
        sheet.write_string(*at, put.value, style)
    else:
        sheet.write(*at, put.value, style)


def to_openpyxl(pages: list[Page]) -> bytes:
    """As a script would save it, by openpyxl: formulas have no results."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, column), put in page.cells.items():
            _openpyxl_cell(sheet.cell(row, column, put.formula or put.value), put)
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[letters(column)].hidden = True
        sheet.sheet_state = "hidden" if page.hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _openpyxl_cell(cell: Any, put: Put) -> None:
    if put.error:
        cell.value, cell.data_type = put.error, "e"
    elif isinstance(put.value, str) and not put.formula:
        cell.data_type = "s"
    if put.shown_as:
        cell.number_format = put.shown_as
    if put.fill:
        cell.fill = PatternFill("solid", fgColor=put.fill)
    if put.struck:
        cell.font = Font(strike=True)


def to_xls(pages: list[Page], starts_1904: bool = False) -> bytes:
    """As Excel 2003 would save it, by xlwt."""
    book = xlwt.Workbook()
    book.dates_1904 = starts_1904
    for page in pages:
        sheet = book.add_sheet(page.name)
        covered = set()
        for top, left, bottom, right in page.merged:
            put = page.cells.get((top, left), Put(""))
            sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, put.value)
            covered.add((top, left))
        for (row, column), put in page.cells.items():
            if (row, column) not in covered:
                _xls_cell(sheet, row - 1, column - 1, put)
        for row in page.hidden_rows:
            sheet.row(row - 1).hidden = True
        for column in page.hidden_columns:
            sheet.col(column - 1).hidden = True
        if page.frozen:
            sheet.set_panes_frozen(True)
            sheet.set_horz_split_pos(page.frozen)
        sheet.visibility = int(page.hidden)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls_cell(sheet: Any, row: int, column: int, put: Put) -> None:
    style = xlwt.XFStyle()
    if put.shown_as:
        style.num_format_str = put.shown_as
    style.font.struck_out = put.struck
    if put.fill:
        style.pattern.pattern = xlwt.Pattern.SOLID_PATTERN
        style.pattern.pattern_fore_colour = 5
    if put.error:
        sheet.row(row).set_cell_error(column, put.error, style)
    else:
        sheet.write(row, column, xlwt.Formula(put.formula[1:]) if put.formula else put.value, style)


def to_text(page: Page, delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """As delimited text: whoever filled it wrote text."""
    rows, columns = page.size
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    for row in range(1, rows + 1):
        writer.writerow([_as_text(page.cells.get((row, column))) for column in range(1, columns + 1)])
    return out.getvalue().encode(encoding)


def _as_text(put: Put | None) -> str:
    if put is None or put.value is None:
        return ""
    return f"{put.value:%d/%m/%Y}" if isinstance(put.value, date) else str(put.value)
