"""Tables as files that spreadsheets open: what is the same in all of them.

Every text is text, so that a name that looks like a formula is a name: in a workbook by its type, in a CSV file, which
has no types, by an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from standing.core.formulas import harmless

Line = Sequence[Any]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What each ending is, as a browser is told."""
LONGEST_TEXT = 32_767
"""Characters in a cell of a workbook, at most."""
CUT = "… (cut here: a cell holds no more. The CSV file has all of it.)"


def csv_cell(value: Any) -> str:
    """A cell of a CSV file: days as ISO text, nothing for none, text that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def csv_file(lines: Iterable[Line]) -> bytes:
    """A CSV file as UTF-8 with a byte-order mark, which spreadsheets need to read accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([csv_cell(value) for value in line])
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class ListSheet:
    """A sheet that is a list: a head, lines under it, and how wide each column is, in characters.

    Its head stays in sight, it can be filtered by column, and it prints across the width of a page with the head on
    each. `frozen` is how many columns stay in sight too.
    """

    name: str
    head: Sequence[str]
    lines: Sequence[Line]
    widths: Sequence[int]
    frozen: int = 0


def new_book(out: io.BytesIO, title: str) -> Any:
    """A workbook that takes no text for a formula or an address."""
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "author": "Standing"})
    return book


def xlsx_file(title: str, about: Iterable[tuple[str, str]], sheets: Iterable[ListSheet]) -> bytes:
    """A workbook: a sheet that says what it is of, and the lists."""
    out = io.BytesIO()
    book = new_book(out, title)
    write_about(book, about)
    for sheet in sheets:
        write_list(book, sheet)
    book.close()
    return out.getvalue()


def write_about(book: Any, about: Iterable[tuple[str, str]]) -> None:
    """The first sheet: what the file is of."""
    sheet = book.add_worksheet("About")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "border": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (name, value) in enumerate(about):
        sheet.write_string(number, 0, name, head)
        sheet.write_string(number, 1, value, text)


def write_list(book: Any, found: ListSheet) -> None:
    """A sheet of a list."""
    sheet = book.add_worksheet(found.name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    for number, text in enumerate(found.head):
        sheet.write_string(0, number, text, head)
    for row, line in enumerate(found.lines, 1):
        for number, value in enumerate(line):
            write_cell(sheet, row, number, value, day)
    for number, width in enumerate(found.widths):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(1, found.frozen)
    sheet.autofilter(0, 0, max(len(found.lines), 1), len(found.head) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def write_cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    """One cell by its type; nothing where there is nothing. A day before 1900, which spreadsheets do not know, is
    text.
    """
    if isinstance(value, date):
        if value.year < 1901:
            sheet.write_string(row, column, value.isoformat())
        else:
            sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif value not in (None, ""):
        sheet.write_string(row, column, _fitting(str(value)))


def _fitting(text: str) -> str:
    """The text, if a cell can hold it. What is longer would be left out whole, so it is cut and says so."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - len(CUT)]}{CUT}"
