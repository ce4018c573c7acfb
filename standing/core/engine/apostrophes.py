"""Fact files that a spreadsheet may open: text that looks like a formula has an apostrophe before it, and a column of
its own says where, so that whoever reads the facts takes it away again.

Without that column every cell is taken as written, apostrophes too.
"""

from collections.abc import Mapping

from standing.core.engine.tables import Cell
from standing.core.formulas import APOSTROPHE, harmless, looks_like_a_formula
from standing.core.rules.facts import BadFact

APOSTROPHES = "apostrophe_before"
"""The column that names, joined with `|`, those cells of its row that have an apostrophe put before them."""

_BETWEEN = "|"


def with_apostrophes(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as they may stand in a file for spreadsheets, and the column that says what was done."""
    marked = [name for name, text in cells.items() if looks_like_a_formula(text)]
    return {name: harmless(text) for name, text in cells.items()} | {APOSTROPHES: _BETWEEN.join(marked)}


def without_apostrophes(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells of a row as they were, and no longer the column that says what was done: the inverse of
    `with_apostrophes`. Columns it names that are not among the cells are passed over.

    Raises `BadFact` where a cell that is named does not begin with an apostrophe.
    """
    found = dict(cells)
    marked = str(found.pop(APOSTROPHES) or "")
    for name in marked.split(_BETWEEN):
        if name in found:
            text = found[name]
            if not isinstance(text, str) or not text.startswith(APOSTROPHE):
                expected = f"an apostrophe before it, as {APOSTROPHES} says, or no {name} there"
                raise BadFact(name, text, expected)
            found[name] = text.removeprefix(APOSTROPHE)
    return found
