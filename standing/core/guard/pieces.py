"""What a file is taken apart into, to be looked through."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standing.core.guard.model import Finding, Kind

_TAG = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True)
class Piece:
    """A text in a file, and where it stands there in the reader's words ("comments")."""

    where: str
    text: str


def not_looked_into(where: str, why: str) -> Finding:
    """A part of a file that the guard could not look into, and why."""
    return Finding(Kind.NOT_LOOKED_INTO, where, why)


def untagged(markup: bytes) -> str:
    """The words of a packet of XML metadata, without its tags."""
    return _TAG.sub(" ", markup.decode("utf-8", "replace"))
