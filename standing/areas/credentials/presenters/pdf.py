"""A statement as an accessible PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from standing.areas.typesetting import pdf_from

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "statement.typ"


def pdf_of(data: dict[str, Any]) -> bytes:
    """The PDF of what `pdf_data` gives. Raises `Refused` for letters that no font of the server has."""
    return pdf_from(TEMPLATE, data, what="The statement")
