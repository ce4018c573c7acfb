"""A document as an accessible PDF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from standing.areas.typesetting import pdf_from
from standing.core.documents.model import Document, Kind, Paragraph, Section, Table

TEMPLATE = Path(__file__).resolve().parent / "typst" / "document.typ"
USUAL_SIZE = 10.5
PLAIN_SIZES = (12.0, 11.0, 10.0)
"""The size of its letters, in points: the first with which a plain version fits on one page."""
_NARROW = ("Number", "Line", "Edition", "Needed by")


def pdf_of(document: Document, *, issued: str, size: float = USUAL_SIZE) -> bytes:
    """The PDF of a document. Raises `Refused` for letters that no font of the server has."""
    return pdf_from(TEMPLATE, pdf_data(document, issued=issued, size=size), what="The document")


def plain_pdf_of(document: Document, *, issued: str) -> tuple[bytes, int]:
    """The PDF of a plain version, and how many pages it has: one where it fits, and never cut."""
    made, pages = b"", 0
    for size in PLAIN_SIZES:
        made = pdf_of(document, issued=issued, size=size)
        pages = len(PdfReader(BytesIO(made)).pages)
        if pages == 1:
            break
    if pages > 1:
        # It does not fit on one page whatever its letters: then they are large.
        made = pdf_of(document, issued=issued, size=PLAIN_SIZES[0])
        pages = len(PdfReader(BytesIO(made)).pages)
    return made, pages


def pdf_data(document: Document, *, issued: str, size: float) -> dict[str, Any]:
    """Everything that the template is given: plain text alone."""
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "keywords": document.version,
        "footer": f"{document.version}. {issued}",
        "size": size,
        "sections": [_section(section) for section in document.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "level": section.level, "blocks": list(blocks_of(section.blocks))}


def blocks_of(blocks: Sequence[Paragraph | Table]) -> list[dict[str, Any]]:
    """The blocks of a section, claims and points that follow each other as one list."""
    drawn: list[dict[str, Any]] = []
    for block in blocks:
        last: dict[str, Any] = drawn[-1] if drawn else {"kind": ""}
        if isinstance(block, Table):
            drawn.append(_table(block))
        elif block.kind is Kind.CLAIM:
            if last["kind"] != "claims":
                last = {"kind": "claims", "start": block.number, "items": []}
                drawn.append(last)
            last["items"].append({"words": block.words, "values": []})
        elif block.kind is Kind.VALUE and last["kind"] == "claims":
            last["items"][-1]["values"].append(block.words)
        elif block.kind is Kind.POINT:
            if last["kind"] != "points":
                last = {"kind": "points", "items": []}
                drawn.append(last)
            last["items"].append(block.words)
        else:
            drawn.append({"kind": block.kind.value, "words": block.words})
    return drawn


def _table(block: Table) -> dict[str, Any]:
    """A table; a column of numbers takes only the room that it needs, and what is asked for the most."""
    widths = [0 if name in _NARROW else 1 for name in block.head]
    if 0 in widths:
        widths[1] = 2
    return {
        "kind": "table",
        "caption": block.caption,
        "head": list(block.head),
        "columns": widths,
        "rows": [list(row.words) for row in block.rows],
    }
