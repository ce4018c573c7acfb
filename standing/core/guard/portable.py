"""PDF files: the text of their pages, notes, form fields and properties. A scanned page cannot be looked at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from standing.core.guard.model import Finding, Limits
from standing.core.guard.pieces import Piece, not_looked_into, untagged

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_NOTES = 500


def pieces_of_pdf(content: bytes, limits: Limits) -> Iterator[Piece | Finding]:
    """The texts of a PDF, page by page, within the limits."""
    from pypdf import PdfReader  # noqa: PLC0415 - the core is used without it where no file is looked into

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            yield not_looked_into("", "the file is protected by a password")
            return
        yield from _properties(reader)
        yield from _pages(reader, limits)
    except Exception:  # noqa: BLE001 - a file made to hurt can raise anything; it is then said not to be looked into
        yield not_looked_into("", "the file is damaged, or made in a way that could not be read")


def _properties(reader: PdfReader) -> Iterator[Piece | Finding]:
    values = [str(value) for value in (reader.metadata or {}).values()]
    packet = reader.root_object.get("/Metadata")
    if packet is not None:
        values.append(untagged(packet.get_object().get_data()))
    fields = reader.get_form_text_fields() or {}
    yield Piece("properties", "\n".join(values))
    yield Piece("form", "\n".join(f"{name}: {value}" for name, value in fields.items() if value))
    if reader.attachments:
        yield not_looked_into("", f"{len(reader.attachments)} attached inside it: these were not looked into")


def _pages(reader: PdfReader, limits: Limits) -> Iterator[Piece | Finding]:
    pictures: list[int] = []
    left = limits.page_bytes
    for number, page in enumerate(reader.pages[: limits.pages], 1):
        left -= _size(page)
        if left < 0:
            yield not_looked_into(f"page {number} and those after it", "too large to be looked into")
            break
        text = page.extract_text()
        if not text.strip():
            pictures.append(number)
        yield Piece(f"page {number}", "\n".join([text, *_notes(page)]))
    if pictures:
        pages = f"page {pictures[0]}" if len(pictures) == 1 else f"pages {', '.join(map(str, pictures[:20]))}"
        yield not_looked_into(
            pages, "no text that could be read: perhaps a picture or a scan, which was not looked at"
        )
    if len(reader.pages) > limits.pages:
        yield not_looked_into(f"pages after {limits.pages}", "not looked into")


def _size(page: PageObject) -> int:
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _notes(page: PageObject) -> list[str]:
    notes: Any = page.get("/Annots")
    if notes is None:
        return []
    found = (note.get_object() for note in list(notes.get_object())[:_MOST_NOTES])
    return [str(note["/Contents"]) for note in found if note.get("/Contents")]
