"""The answer for a large workforce, as it comes in columns: the same files that `answer_files` writes row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import BinaryIO

import pyarrow as pa
from pyarrow import compute, parquet

from standing.cli.answer_files import csv_cell
from standing.core.engine.evaluate import COLUMNS
from standing.core.engine.questions.written import AboutAnswer

Batches = Iterable[pa.RecordBatch]
BatchWriter = Callable[[Batches, BinaryIO, AboutAnswer], None]


def write_parquet(batches: Batches, file: BinaryIO, about: AboutAnswer) -> None:
    """Write the answer as Parquet: `from`, `to` and `expires_on` are dates, the rest text. The file says what about."""
    dates = {"from", "to", "expires_on"}
    text = pa.dictionary(pa.int32(), pa.string())
    schema = pa.schema([(name, pa.date32() if name in dates else text) for name in COLUMNS])
    # Without the schema of Arrow in it, the file says text where it holds places in a dictionary.
    # Statistics of the people alone: somebody is looked for by name, and those of the rest are a third of the writing.
    with parquet.ParquetWriter(file, schema, store_schema=False, write_statistics=["person"]) as writer:
        for batch in batches:
            writer.write_batch(batch)
        writer.add_key_value_metadata(about.as_words())


def write_csv(batches: Batches, file: BinaryIO, about: AboutAnswer | None = None) -> None:
    """Write the answer as CSV, cell by cell as `answer_files.write_csv` does."""
    file.write((",".join(COLUMNS) + "\n").encode())
    for batch in batches:
        cells = [_texts(column, csv_cell) for column in batch.columns]
        _write_lines(file, [*_between(cells, ","), "\n"])


def write_json(batches: Batches, file: BinaryIO) -> None:
    """Write the answer as a JSON list of objects, one on each line, as `answer_files.write_json` does."""
    before = "[\n"
    for batch in batches:
        cells = [
            _texts(column, lambda text: json.dumps(text, ensure_ascii=False)) for column in batch.columns
        ]
        named = [part for name, cell in zip(COLUMNS, cells, strict=True) for part in (f', "{name}": ', cell)]
        named[0] = f'{{"{COLUMNS[0]}": '
        head = [part.slice(0, 1) if isinstance(part, pa.Array) else part for part in named]
        _write_lines(file, [before, *head, "}"])
        rest = [part.slice(1) if isinstance(part, pa.Array) else part for part in named]
        _write_lines(file, [",\n", *rest, "}"])
        before = ",\n"
    file.write(b"[]\n" if before == "[\n" else b"\n]\n")


def _texts(column: pa.Array, cell: Callable[[str], str]) -> pa.Array:
    """The cells of a column as they are written; each different text is made once."""
    if pa.types.is_date32(column.type):
        encoded = column.dictionary_encode()
        days = [cell(str(day)) for day in encoded.dictionary.to_pylist()]
        made = pa.DictionaryArray.from_arrays(encoded.indices, pa.array(days, pa.string()))
        return compute.fill_null(made.dictionary_decode(), cell(""))
    words = pa.array([cell(text) for text in column.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(column.indices, words).dictionary_decode()


def _between(cells: list[pa.Array], separator: str) -> list[pa.Array | str]:
    return [part for cell in cells for part in (separator, cell)][1:]


def _write_lines(file: BinaryIO, parts: list[pa.Array | str]) -> None:
    arrays = [part for part in parts if isinstance(part, pa.Array)]
    if len(arrays[0]):
        lines = compute.binary_join_element_wise(
            *(pa.scalar(p) if isinstance(p, str) else p for p in parts), ""
        )
        file.writelines(lines.cast(pa.large_string()).buffers()[2:])


WRITERS: dict[str, BatchWriter] = {".csv": write_csv, ".parquet": write_parquet}
