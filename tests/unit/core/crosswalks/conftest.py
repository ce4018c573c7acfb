"""The made-up catalogue of the lanterns, and sheets of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import bundled
from standing.core.formats.workbook.model import Cell, Sheet, Workbook

FACSIMILES = Path(__file__).resolve().parents[3] / "facsimiles"
MakeBook = Callable[..., Workbook]


@pytest.fixture(scope="session")
def lanterns() -> Catalogue:
    """The catalogue of the facsimiles."""
    return bundled.load(FACSIMILES / "catalogue")


@pytest.fixture
def book() -> MakeBook:
    """Makes a workbook of one sheet from rows of values; a `Cell` stays as it is."""

    def make(rows: Sequence[Sequence[object]], name: str = "f.csv", *, hidden: bool = False) -> Workbook:
        cells = tuple(
            tuple(value if isinstance(value, Cell) else Cell(value) for value in row)  # type: ignore[arg-type]
            for row in rows
        )
        return Workbook(name, "text", "0" * 64, (Sheet("Sheet1", cells, hidden=hidden),))

    return make
