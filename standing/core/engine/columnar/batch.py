"""Where facts come from: batches of rows of a table, as columns, and the row reader for what is not plain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pyarrow as pa

from standing.core.engine.parquet_files import cells_by_row
from standing.core.engine.refused import Refused
from standing.core.engine.rows import FIRST_ROW
from standing.core.engine.tables import Located, Table, read_day, read_number, rows_to_facts

ROWS_AT_ONCE = 1 << 20


class Source(Protocol):
    """Anything that gives the rows of the fact tables: a folder of files, Arrow tables, a database."""

    def rows(self) -> int:
        """About how many rows about people there are: it decides how they are parted, and nothing else."""
        ...

    def some_names(self) -> list[str]:
        """Names of people from here and there, if that is easily had: it decides where the parts lie."""
        ...

    def batches(self, table: Table) -> Iterator[pa.RecordBatch]:
        """The rows of a table, some at a time, with the columns of the table that there are. `Refused` where they
        cannot be read.
        """
        ...

    def located(self, table: Table) -> Iterator[Located | str]:
        """The same rows one by one, each as a fact with its place, or the message of why it is none."""
        ...


@dataclass(frozen=True)
class TablesSource:
    """Facts in Arrow tables, by the name of the fact table: from another program, or a partition on a cluster."""

    tables: dict[str, pa.Table]

    def rows(self) -> int:
        return sum(table.num_rows for table in self.tables.values())

    def some_names(self) -> list[str]:
        return []

    def batches(self, table: Table) -> Iterator[pa.RecordBatch]:
        if table.name in self.tables:
            yield from self.tables[table.name].to_batches(max_chunksize=ROWS_AT_ONCE)

    def located(self, table: Table) -> Iterator[Located | str]:
        if table.name in self.tables:
            rows = cells_by_row(table, table.name, self.tables[table.name], FIRST_ROW)
            yield from rows_to_facts(table, table.name, rows)


def canonical_batches(source: Source, table: Table) -> Iterator[pa.RecordBatch]:
    """The rows of a table read one by one and put into columns of the plain types. Raises `Refused` with every message
    there is.
    """
    facts: list[Any] = []
    faults: list[str] = []
    for item in source.located(table):
        if isinstance(item, str):
            faults.append(item)
            facts.clear()
        elif not faults:
            facts.append(item.fact)
            if len(facts) == ROWS_AT_ONCE:
                yield _columns(table, facts)
                facts.clear()
    if faults:
        raise Refused(faults)
    if facts:
        yield _columns(table, facts)


def _columns(table: Table, facts: list[Any]) -> pa.RecordBatch:
    kinds: dict[object, pa.DataType] = {read_day: pa.date32(), read_number: pa.int64()}
    arrays = [
        pa.array((_value(fact, column.attribute) for fact in facts), kinds.get(column.read, pa.string()))
        for column in table.columns
    ]
    return pa.RecordBatch.from_arrays(arrays, [column.name for column in table.columns])


def _value(fact: Any, attribute: str) -> str | int | date | None:
    value: str | int | date | None = getattr(fact, attribute)
    return value
