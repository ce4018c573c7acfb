"""The answer of `standing evaluate` as CSV, Parquet or JSON, written row by row.

A file is written under another name and then renamed, so that an interruption leaves the old file or none, never half.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from standing.cli.support import Refused
from standing.core.engine.evaluate import COLUMNS, Answer
from standing.core.engine.questions.written import AboutAnswer
from standing.core.engine.tables import TABLES

Answers = Iterable[Answer]
Writer = Callable[[Answers, BinaryIO, AboutAnswer], None]
"""Writes an answer into a file, with what it is an answer to where the form has room for that."""

ROWS_AT_ONCE = 65_536
_QUOTED = re.compile('[",\r\n]')


def write_csv(answers: Answers, file: BinaryIO, about: AboutAnswer | None = None) -> None:
    """Write the answer as CSV in UTF-8: a header, line ends of one character, quotes where they are needed."""
    file.write((",".join(COLUMNS) + "\n").encode())
    rows = (",".join(map(csv_cell, answer.as_row().values())) for answer in answers)
    file.writelines(f"{row}\n".encode() for row in rows)


def csv_cell(text: str) -> str:
    # Not the csv module: before Python 3.13 it leaves a carriage return unquoted when lines end in \n.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def write_json(answers: Answers, file: BinaryIO) -> None:
    """Write the answer as a JSON list of objects, one on each line, empty cells as empty text."""
    before = b"[\n"
    for answer in answers:
        file.write(before + json.dumps(answer.as_row(), ensure_ascii=False).encode())
        before = b",\n"
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def write_parquet(answers: Answers, file: BinaryIO, about: AboutAnswer) -> None:
    """Write the answer as Parquet: `from`, `to` and `expires_on` are dates, the rest text. The file says what about."""
    import pyarrow as pa
    from pyarrow import parquet

    dates = {"from", "to", "expires_on"}
    schema = pa.schema([(name, pa.date32() if name in dates else pa.string()) for name in COLUMNS])
    with parquet.ParquetWriter(file, schema) as writer:
        for rows in _in_parts(answers):
            columns = [list(column) for column in zip(*rows, strict=True)]
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        writer.add_key_value_metadata(about.as_words())


def _in_parts(answers: Answers) -> Iterator[Sequence[tuple[object, ...]]]:
    rows = (answer.as_cells() for answer in answers)
    while part := list(islice(rows, ROWS_AT_ONCE)):
        yield part


WRITERS: dict[str, Writer] = {".csv": write_csv, ".parquet": write_parquet}


def writer_for(path: Path, facts: Path) -> Writer:
    """Return what writes a file of that name. Refuse, before any work, a name that cannot be written."""
    if path.suffix not in WRITERS:
        found = f"the ending {path.suffix!r}" if path.suffix else "no ending"
        expected = f"{' or '.join(WRITERS)} (or - for standard output)"
        raise Refused(f"--out {path}: found {found}, expected {expected}.")
    if path.is_dir():
        raise Refused(f"--out {path}: found a folder, expected the name of a file.")
    if not path.parent.is_dir():
        raise Refused(f"--out {path}: found no folder {path.parent}. Make it first, or name another.")
    if path.stem in TABLES and path.parent.resolve() == facts.resolve():
        raise Refused(f"--out {path}: that is where a table of facts belongs. Name another file.")
    return WRITERS[path.suffix]


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written: it takes its name when all went well, and otherwise nothing is left of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise Refused(f"--out {path}: it cannot be written ({error.strerror or error}).") from error
    finally:
        with suppress(OSError):  # a folder that takes no new file gives none back either
            part.unlink(missing_ok=True)
