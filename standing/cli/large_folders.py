"""`standing evaluate` for a large folder: the engine for a workforce, where the extra `bulk` is installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from standing.cli.support import Refused, message, show_progress
from standing.core.engine import refused
from standing.core.engine.compiled import can_compile
from standing.core.engine.evaluate import Answer, Window
from standing.core.engine.tables import TABLES
from standing.core.rules.status import Standing

if TYPE_CHECKING:
    import pyarrow as pa

LARGE = 4 << 20
"""Bytes of fact files above which columns are quicker than rows: loading what compiles them takes about a second."""


def is_large(folder: Path) -> bool:
    """Whether a folder's facts are many, and can be answered as columns."""
    if not can_compile():
        return False
    paths = (folder / f"{name}{form}" for name in TABLES for form in (".csv", ".parquet"))
    # Parquet packs about four times as much into its bytes.
    sizes = (
        path.stat().st_size * (4 if path.suffix == ".parquet" else 1) for path in paths if path.is_file()
    )
    try:
        return sum(sizes) >= LARGE
    except OSError:
        return False  # a folder that may not be looked into: reading it row by row says so


def batches_of(
    folder: Path, window: Window | None, known_on: date | None, threads: int | None = None
) -> Iterator[pa.RecordBatch] | None:
    """The answer in columns, read and checked as far as the first; none where there is no room for its names. On so
    many `threads`; without a number, on every processor that this process may use.
    """
    from standing.core.engine.columnar.files import FolderSource
    from standing.core.engine.columnar.tables import TooMany
    from standing.core.engine.columnar.whole import Plan, answer_source

    try:
        source = FolderSource(folder)
        plan = Plan(threads=threads or _processors())
        batches = answer_source(
            source, window, known_on, plan=plan, tell=_tell if show_progress() else _quiet
        )
        first = next(batches, None)
    except TooMany:
        return None
    except refused.Refused as error:
        raise Refused(str(error)) from error
    for name in source.ignored_files:
        message(f"{name}: ignored, it is not a table of facts")
    for place in source.ignored_columns():
        message(f"{place}: ignored, the table has no such column")
    return _again(first, batches)


def _processors() -> int:
    """How many processors this process may use: not more than it was given, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _again(first: pa.RecordBatch | None, rest: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    if first is not None:
        yield first
        yield from rest


def _quiet(doing: str, done: int, of: int) -> None:
    """Tells nobody."""


def _tell(doing: str, done: int, of: int) -> None:
    if of:
        words = f"{done:,} of {of:,} parts of the workforce answered" + ("\n" if done == of else "")
    else:
        words = f"{doing}: {done:,} rows read"
    sys.stderr.write(f"\r{words:<70}" if not words.endswith("\n") else f"\r{words}")
    sys.stderr.flush()


def answers_in(batches: Iterator[pa.RecordBatch]) -> Iterator[Answer]:
    """The rows of the columns one by one, for a table to read."""
    for batch in batches:
        for person, standard, context, first, end, status, reasons, expires in zip(
            *(column.to_pylist() for column in batch.columns), strict=True
        ):
            standing = Standing(status, tuple(reasons.split("|")) if reasons else (), expires)
            yield Answer(person, standard, context, first, end, standing)
