"""A page made of parts: under each heading words, a summary or a table, and what can be done from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standing.site.components.lists import Row, Table


@dataclass(frozen=True)
class Part:
    """One part of a page. `links` are (text, address)."""

    title: str = ""
    words: str = ""
    rows: Sequence[Row] = ()
    table: Table | None = None
    links: Sequence[tuple[str, str]] = ()
