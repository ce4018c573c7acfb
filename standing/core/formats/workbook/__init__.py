"""Reads what people keep in spreadsheets (xlsx, xls, ods, delimited text) into one neutral form, safely.

Every file may have been made to hurt: sizes are checked before anything is unpacked, nothing inside is run or fetched,
and what is read is bounded by `Limits`. The only error is `Unreadable`, whose words say what to do.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from standing.core.formats.results import Repair
from standing.core.formats.workbook import ods, text, xls, xlsx
from standing.core.formats.workbook.kinds import kind_of
from standing.core.formats.workbook.model import (
    BLANK,
    USUAL,
    Cell,
    Limits,
    Merge,
    Sheet,
    Unreadable,
    Value,
    Workbook,
    letters,
)

__all__ = [
    "BLANK",
    "USUAL",
    "Cell",
    "Limits",
    "Merge",
    "Sheet",
    "Unreadable",
    "Value",
    "Workbook",
    "letters",
    "read_workbook",
]

_READERS = {"xlsx": xlsx.read, "xls": xls.read, "ods": ods.read}
# The kinds that an ending promises; any other ending promises nothing.
_PROMISED = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "text",
    ".tsv": "text",
}
_CALLED = {
    "xlsx": "an Excel workbook (.xlsx)",
    "xls": "an old Excel workbook (.xls)",
    "ods": "an .ods workbook",
    "text": "text",
}


def read_workbook(
    name: str, content: bytes, limits: Limits = USUAL, *, encoding: str = "", delimiter: str = ""
) -> Workbook:
    """The workbook in a file: `name` is what it is called, `content` its bytes. What it is, is told by its content.

    `encoding` (a name that Python knows) and `delimiter` (one sign) say how a text file is to be understood where
    somebody knows better than the evidence. Raises Unreadable, with words that say what to do, for whatever cannot be
    read whole.
    """
    if len(content) > limits.file_bytes:
        most = limits.file_bytes // 1_000_000
        raise Unreadable(
            f"The file has more than {most} MB.",
            "Copy the sheet with the people and their courses into a new workbook, and choose that one.",
        )
    kind = kind_of(content, limits)
    repairs = _misnamed(name, kind)
    starts_1904 = False
    if kind == "text":
        sheet, understood, remarks = text.read(name, content, limits, encoding, delimiter)
        sheets = [sheet]
        repairs += understood
    else:
        sheets, starts_1904, remarks = _READERS[kind](content, limits)
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise Unreadable(
            "Two sheets of the workbook have the same name.", "Give each sheet a name of its own."
        )
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(
            "Nothing stands in any cell of the workbook.",
            "Check that it is the right file, and choose it again.",
        )
    if any(cell.formula for sheet in sheets for row in sheet.rows for cell in row):
        remarks.append(
            "The workbook has formulas. Their results were read as they were saved last; nothing was worked out."
        )
    digest = hashlib.sha256(content).hexdigest()
    return Workbook(name, kind, digest, tuple(sheets), starts_1904, tuple(repairs), tuple(remarks))


def _misnamed(name: str, kind: str) -> list[Repair]:
    """A word about a file whose ending promises something else."""
    ending = PurePath(name).suffix.lower()
    if _PROMISED.get(ending, kind) == kind:
        return []
    return [Repair(name, f"the name ends in {ending}, and the file is {_CALLED[kind]}", ending, kind)]
