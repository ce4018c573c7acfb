"""Reads what people keep in spreadsheets (xlsx, xls, ods, delimited text) into one neutral form, safely."""

from __future__ import annotations

from standing.core.formats.workbook.model import (
    USUAL,
    BLANK,
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
    "USUAL",
    "BLANK",
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


def read_workbook(
    name: str, content: bytes, limits: Limits = USUAL, *, encoding: str = "", delimiter: str = ""
) -> Workbook:
    """The workbook in a file: `name` is what it is called, `content` its bytes. What it is, is told by its content.

    `encoding` and `delimiter` say how a text file is to be understood where somebody knows better than the evidence.
    Raises Unreadable, with words that say what to do, for whatever cannot be read whole.
    """
    raise NotImplementedError
