"""Files of answers in Parquet: what they say about themselves, and their rows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from standing.core.engine.evaluate import COLUMNS
from standing.core.engine.parquet_files import group_by_group, unreadable
from standing.core.engine.questions.written import AboutAnswer
from standing.core.engine.refused import Refused

ABOUT = "_standing.json"
"""What a folder of answers says about itself: engines that write many files cannot say it in each."""
_TEXT = ["person", "standard", "context", "status", "reasons"]
_ROWS_AT_ONCE = 1 << 20


class AnswerFiles:
    """A file of answers, or a folder of them. Raises `Refused` where that is not what it is."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._paths = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        self.about = AboutAnswer.from_words(path.name, _words_of(path))
        for one in self._paths:
            _check_columns(one)

    def whole_people(self) -> Iterator[pa.Table]:
        """The rows, about a million at a time, never half of a person's. Columns have one chunk each, those of text are
        dictionaries.
        """
        for path in self._paths:
            kept: list[pa.RecordBatch] = []
            for batch in _read(path):
                person = batch.column("person").indices.to_numpy(zero_copy_only=False)
                others = np.flatnonzero(person != person[-1])
                last = int(others[-1]) + 1 if len(others) else 0
                if last:
                    yield _together([*kept, batch.slice(0, last)])
                    kept = []
                kept.append(batch.slice(last))
            if kept:
                yield _together(kept)

    def rows_of(self, person: str) -> Iterator[pa.Table]:
        """The rows of one person, read from the groups of rows that may have any."""
        for path in self._paths:
            with _refusing(path):
                yield parquet.read_table(path, filters=[("person", "=", person)], columns=list(COLUMNS))


def _words_of(path: Path) -> dict[str, str]:
    if path.is_dir():
        about = path / ABOUT
        found: dict[str, str] = json.loads(about.read_text("utf-8")) if about.is_file() else {}
        return found
    with _refusing(path), parquet.ParquetFile(path) as file:
        words = file.metadata.metadata or {}
    return {name.decode(): word.decode(errors="replace") for name, word in words.items()}


def _check_columns(path: Path) -> None:
    with _refusing(path), parquet.ParquetFile(path) as file:
        missing = [name for name in COLUMNS if name not in file.schema_arrow.names]
    if missing:
        raise Refused(
            [f"{path.name}:1:{missing[0]}: found no such column, expected the columns {', '.join(COLUMNS)}"]
        )


def _read(path: Path) -> Iterator[pa.RecordBatch]:
    with _refusing(path), parquet.ParquetFile(path, read_dictionary=_TEXT) as file:
        yield from group_by_group(file, _ROWS_AT_ONCE, COLUMNS)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Refuse a file that Arrow cannot read."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path, error) from error


def _together(batches: list[pa.RecordBatch]) -> pa.Table:
    return pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
