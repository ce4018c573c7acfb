"""Tells by its first bytes what a file is, whatever its name says; what is no spreadsheet is refused by its name."""

from __future__ import annotations

import re

from standing.core.formats.workbook.model import Limits, Unreadable
from standing.core.formats.workbook.package import Package

_SAVE_AS_XLSX = "Open it in your spreadsheet program, save it as .xlsx, and choose that file."
_CHOOSE = "Choose the spreadsheet."
# The first bytes of files that are no workbook: what they are, and what to do.
_OTHERS = (
    (b"%PDF", "The file is a PDF.", "Ask for the spreadsheet it was made from, or save its table as .xlsx."),
    (b"\x1f\x8b", "The file is packed (gzip).", "Unpack it, and choose what is inside."),
    (b"Rar!", "The file is packed (RAR).", "Unpack it, and choose what is inside."),
    (b"7z\xbc\xaf", "The file is packed (7-Zip).", "Unpack it, and choose what is inside."),
    (b"{\\rtf", "The file is a text document (RTF), not a workbook.", _CHOOSE),
    (b"\x89PNG", "The file is a picture.", "Choose the spreadsheet, not a picture of it."),
    (b"\xff\xd8\xff", "The file is a picture.", "Choose the spreadsheet, not a picture of it."),
    (b"GIF8", "The file is a picture.", "Choose the spreadsheet, not a picture of it."),
    (b"SQLite format 3", "The file is a database.", _CHOOSE),
    (b"PAR1", "The file is a Parquet file.", "Save its table as .csv or .xlsx."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Workbooks of Excel 2 to 4, of before 1993.
_OLD_XLS = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)


def kind_of(content: bytes, limits: Limits) -> str:
    """`xlsx`, `xls`, `ods` or `text`. Raises Unreadable, with words, for anything that is none of them."""
    if not content.strip(b" \t\r\n\0"):
        raise Unreadable("The file is empty.", "Choose the file again: nothing was in it.")
    for beginning, what, do in _OTHERS:
        if content.startswith(beginning):
            raise Unreadable(what, do)
    if content.startswith(b"PK"):
        return _packed(Package(content, limits))
    if content.startswith(_OLE):
        return "xls"
    if content.startswith(_OLD_XLS):
        raise Unreadable("The file is a workbook of before 1993, which is not read.", _SAVE_AS_XLSX)
    _check_not_markup(content)
    return "text"


def _packed(package: Package) -> str:
    names = package.names
    if "xl/workbook.bin" in names:
        raise Unreadable("The file is a binary workbook (.xlsb), which is not read.", _SAVE_AS_XLSX)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names:
        mimetype = b"".join(package.pieces("mimetype"))[:200].strip()
        if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        if mimetype.startswith(b"application/vnd.oasis.opendocument"):
            raise Unreadable("The file is an OpenDocument file, but no spreadsheet.", _CHOOSE)
    if any(name.startswith("word/") for name in names):
        raise Unreadable(
            "The file is a Word document, not a workbook.", "Copy its table into a new workbook."
        )
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("The file is a presentation, not a workbook.", _CHOOSE)
    if any(name.endswith(".iwa") for name in names):
        raise Unreadable(
            "The file is an Apple Numbers document, which is not read.", "Export it from Numbers as Excel."
        )
    if "[content_types].xml" in names and any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise Unreadable(
        "The file is packed (zip), and is no workbook.", "Unpack it, and choose the workbook inside."
    )


def _check_not_markup(content: bytes) -> None:
    """Systems often export a web page, or XML, and call it .xls."""
    beginning = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not beginning.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in beginning:
        raise Unreadable("The file is an XML spreadsheet of 2003, which is not read.", _SAVE_AS_XLSX)
    if b"opendocument" in beginning:
        raise Unreadable("The file is a flat OpenDocument file (.fods), which is not read.", _SAVE_AS_XLSX)
    if _PAGE.search(beginning):
        raise Unreadable("The file is a web page, whatever its name says.", _SAVE_AS_XLSX)
    if beginning.startswith(b"<?xml"):
        raise Unreadable("The file is XML, not a workbook.", _SAVE_AS_XLSX)
