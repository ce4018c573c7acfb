"""Reads the XML inside workbooks as a stream: no document type, so no entities; nothing outside is ever fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from standing.core.formats.workbook.model import Unreadable

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_SAVE_AGAIN = "Open it in your spreadsheet program, save it again as .xlsx, and choose that file."


def walk(pieces: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Calls `start`, `end` and `text` for each element, as the XML comes. A name is `namespace}name`, or the name alone
    without a namespace.

    Raises Unreadable for XML that is damaged or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise Unreadable("The file is damaged inside.", _SAVE_AGAIN) from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits, or None."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else None


def _refuse(*_: object) -> None:
    raise Unreadable(
        "The file declares a document type inside, which no spreadsheet program does.", _SAVE_AGAIN
    )
