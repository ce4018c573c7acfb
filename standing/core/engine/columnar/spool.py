"""Rows laid aside by part of the workforce, until all have been read: in memory, and beyond so much in a file.

The file has no name once it is open, so that nothing is left of it however the program ends.
"""

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import numpy as np

from standing.core.engine.columnar.cells import Numbers

MEMORY = 256 << 20
"""How many bytes of rows are kept in memory."""


class Spool:
    """Rows of several tables, each row in a part; the columns of a table are all of four bytes."""

    def __init__(self, memory: int = MEMORY, folder: Path | None = None) -> None:
        self._memory, self._folder = memory, folder
        self._kept: dict[tuple[str, int], list[list[Numbers]]] = defaultdict(list)
        self._placed: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
        self._size, self._end = 0, 0
        self._file: IO[bytes] | None = None

    def add(self, table: str, part: int, columns: Sequence[Numbers]) -> None:
        """Lay rows aside."""
        self._kept[table, part].append([np.ascontiguousarray(column, dtype=np.int32) for column in columns])
        self._size += sum(column.nbytes for column in columns)
        if self._size > self._memory:
            self._write_out()

    def _write_out(self) -> None:
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder, buffering=1 << 20)  # noqa: SIM115 - closed by __exit__
        for place, pieces in self._kept.items():
            columns = [np.concatenate(column) for column in zip(*pieces, strict=True)]
            self._placed[place].append((self._end, len(columns), len(columns[0])))
            for column in columns:
                self._file.write(column.data)
                self._end += column.nbytes
        self._file.flush()
        self._kept.clear()
        self._size = 0

    def take(self, table: str, part: int, width: int) -> list[Numbers]:
        """All rows of a part, in the order in which they came: one array a column."""
        pieces = [self._read(*place) for place in self._placed.get((table, part), ())]
        pieces += self._kept.pop((table, part), ())
        if not pieces:
            return [np.zeros(0, dtype=np.int32) for _ in range(width)]
        return [np.concatenate(column) for column in zip(*pieces, strict=True)]

    def _read(self, begin: int, width: int, rows: int) -> list[Numbers]:
        assert self._file is not None
        content = os.pread(self._file.fileno(), width * rows * 4, begin)
        return list(np.frombuffer(content, dtype=np.int32).reshape(width, rows))

    def forget(self, table: str) -> None:
        """Let go of what was laid aside of a table."""
        for rows in (self._kept, self._placed):
            for place in [place for place in rows if place[0] == table]:
                del rows[place]

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
