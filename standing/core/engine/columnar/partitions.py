"""One partition of the people on a cluster: rows of all tables about them together, answered as anywhere else.

An engine that spreads people over machines gives every row as a row of one wide table: the name of its table, and the
columns of all tables, empty where the table has none of that name.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pyarrow as pa

from standing.core.engine.checks import unknown_standards
from standing.core.engine.columnar.batch import TablesSource
from standing.core.engine.columnar.rows import SCHEMA
from standing.core.engine.columnar.tables import READ
from standing.core.engine.columnar.whole import Plan, answer_source
from standing.core.engine.evaluate import Window
from standing.core.engine.parquet_files import cells_by_row
from standing.core.engine.tables import TABLES, rows_to_facts

TABLE = "fact_table"
"""The column that names the table of a row."""
OF_PEOPLE = tuple(READ)
"""The tables about people: those that are spread."""
OF_NOBODY = tuple(name for name in TABLES if name not in READ)
"""The tables about nobody: every partition has them whole."""
PLAIN = pa.schema(
    [(field.name, field.type if pa.types.is_date32(field.type) else pa.string()) for field in SCHEMA]
)
"""The columns of the answer, text as text."""

_ONE_PART = Plan(threads=1, rows_of_a_part=1 << 62)


def answer_partition(
    rows: Iterable[pa.RecordBatch],
    asked: Mapping[str, pa.Table],
    window: Window | None = None,
    known_on: date | None = None,
) -> Iterator[pa.RecordBatch]:
    """The answer for the people of a partition, sorted as the rules say, given its rows and the tables about nobody.
    Raises `Refused` where a row cannot be a fact: its place is then that in the partition.
    """
    tables = {name: pa.Table.from_batches(batches) for name, batches in _by_table(rows).items()}
    for batch in answer_source(TablesSource({**asked, **tables}), window, known_on, plan=_ONE_PART):
        yield batch.cast(PLAIN)


def _by_table(rows: Iterable[pa.RecordBatch]) -> dict[str, list[pa.RecordBatch]]:
    found: dict[str, list[pa.RecordBatch]] = {}
    for batch in rows:
        names = batch.column(TABLE).dictionary_encode()
        for place, name in enumerate(names.dictionary.to_pylist()):
            of_table = batch.filter(pa.compute.equal(names.indices, place))
            columns = [column for column in of_table.schema.names if column in TABLES[name].column_names]
            found.setdefault(name, []).append(of_table.select(columns))
    return found


FILE, ROW = "fact_file", "fact_row"
"""The columns that say where a row was read: the name of its file, and its number there, from 0."""
FAULTS = pa.schema([("file", pa.string()), ("row", pa.int64()), ("kind", pa.int32()), ("fault", pa.string())])
IS_NO_FACT, HAS_NO_STANDARD = range(2)
"""Kinds of faults: those of the second are told only if there is none of the first."""
_HEADER = 2


def faults_in(
    name: str, rows: Iterable[pa.RecordBatch], standards: frozenset[str]
) -> Iterator[pa.RecordBatch]:
    """What is wrong with rows of a table that come with their places, in the words of the row reader."""
    table = TABLES[name]
    for batch in rows:
        for one in range(len(batch)):
            row = batch.slice(one, 1)
            file, number = row.column(FILE)[0].as_py(), row.column(ROW)[0].as_py() + _HEADER
            cells = cells_by_row(table, file, pa.Table.from_batches([row]), number)
            for found in rows_to_facts(table, file, cells):
                if isinstance(found, str):
                    yield _fault(file, number, IS_NO_FACT, found)
                elif table.names_a_standard:
                    for fault in unknown_standards([found], standards):
                        yield _fault(file, number, HAS_NO_STANDARD, fault)


def _fault(file: str, number: int, kind: int, words: str) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {"file": [file], "row": [number], "kind": [kind], "fault": [words]}, schema=FAULTS
    )
