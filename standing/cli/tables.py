"""Answers to read at a terminal: columns under headings, and sentences folded to its width."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence

import click

MOST_COLUMNS = 120


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under headings, each column as wide as its widest cell; the last one is never cut."""
    cells = [list(headings), *([_plain(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def print_folded(text: str, *, indent: int = 0) -> None:
    """Print a sentence folded to the width of the terminal."""
    width = min(MOST_COLUMNS, shutil.get_terminal_size((MOST_COLUMNS, 24)).columns)
    margin = " " * indent
    click.echo(textwrap.fill(text, max(width, 40), initial_indent=margin, subsequent_indent=margin))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 row", "3 rows"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell)
