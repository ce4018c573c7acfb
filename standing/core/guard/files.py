"""Looks through a file: its name, its texts, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from standing.core.formats.decoding import characters
from standing.core.guard.model import LIMITS, Finding, Limits
from standing.core.guard.packed import pieces_of_package, pieces_of_workbook
from standing.core.guard.pictures import SIGNATURES, pieces_of_picture
from standing.core.guard.pieces import Piece, not_looked_into
from standing.core.guard.portable import pieces_of_pdf
from standing.core.guard.text import find_in_text

_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def find_in_file(name: str, content: bytes, *, limits: Limits = LIMITS) -> tuple[Finding, ...]:
    """What in a file looks like data that identify somebody who uses services: in its name, its texts and properties.

    Nothing in it is run, fetched or kept. Whatever could not be looked into is a finding too, so that somebody looks.
    What a file is, is told by its content, whatever its name says.
    """
    stem = PurePath(name.replace("\\", "/")).stem.replace("_", " ")
    found = list(find_in_text(stem, where="name of the file"))
    if len(content) > limits.bytes:
        found.append(
            not_looked_into(name, f"larger than {limits.bytes // 1_000_000} MB, so it was not looked into")
        )
        return tuple(found)
    left = limits.characters
    for piece in _pieces(content, limits):
        where = ", ".join(part for part in (name, piece.where) if part)
        if isinstance(piece, Finding):
            found.append(Finding(piece.kind, where, piece.shown))
            continue
        if left <= 0:
            found.append(not_looked_into(where, "the file holds more text than is looked into"))
            break
        found.extend(find_in_text(piece.text, where=where, limits=Limits(characters=left)))
        left -= len(piece.text)
    return tuple(dict.fromkeys(found))


def _pieces(content: bytes, limits: Limits) -> Iterator[Piece | Finding]:
    if content.startswith(_PACKED):
        yield from pieces_of_package(content, limits)
    elif content[:1024].lstrip().startswith(b"%PDF"):
        yield from pieces_of_pdf(content, limits)
    elif content.startswith(SIGNATURES):
        yield from pieces_of_picture(content)
    elif content.startswith(_OLD_OFFICE):
        yield from pieces_of_workbook(content, limits)
    else:
        yield from _plain(content)


def _plain(content: bytes) -> Iterator[Piece | Finding]:
    text, _, refusal = characters(content, "")
    if refusal is not None:
        yield not_looked_into("", "a kind of file that cannot be looked into: open it and check it yourself")
    else:
        yield Piece("", text)
