"""Every table about people read once, as it comes: checked, put into numbers, and laid aside by part of the workforce.

What the rules refuse the row reader refuses, in its words: a table in which anything is not plain is read again by it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from standing.core.engine.checks import repeated, unknown_standards
from standing.core.engine.columnar.ahead import ahead
from standing.core.engine.columnar.batch import Source, canonical_batches
from standing.core.engine.columnar.cells import NotPlain, Numbers
from standing.core.engine.columnar.identities import Rising, mark_of, repeated_marks
from standing.core.engine.columnar.spool import Spool
from standing.core.engine.columnar.tables import READ, Cells, Coding
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.grouping import group
from standing.core.engine.refused import Refused
from standing.core.engine.tables import TABLES, FactTables, Located, Table
from standing.core.rules.facts import is_known
from standing.core.rules.known import Asked

Tell = Callable[[str, int, int], None]
"""Told what is read or done, how much of it has been, and of how much if that is known (else 0)."""


def nobody(doing: str, done: int, of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class ReadAsked:
    """The tables that are about nobody, as rows: what is asked as far as it is right, and what is wrong by table."""

    tables: FactTables
    asked: Asked
    faults: dict[str, list[str]]


def read_asked(source: Source, known_on: date | None) -> ReadAsked:
    """Read the tables that are about nobody."""
    tables: dict[str, tuple[Located, ...]] = {}
    faults: dict[str, list[str]] = {}
    for name in ("standards", "requirements", "changes"):
        try:
            rows = list(source.located(TABLES[name]))
        except Refused as refused:
            rows = list(refused.messages)
        tables[name] = tuple(row for row in rows if isinstance(row, Located))
        faults[name] = [row for row in rows if isinstance(row, str)]
    read = FactTables(tables)
    facts = (
        [row.fact for row in read.known(name, known_on)] for name in ("standards", "changes", "requirements")
    )
    return ReadAsked(read, Asked.of(*facts), faults)


@dataclass(frozen=True)
class _Checked:
    """So many rows of a table that are facts, as columns to be laid aside, and which of them are known (none: all)."""

    rows: int
    columns: list[tuple[str, list[Numbers]]]
    known: npt.NDArray[np.bool_] | None


class Reader:
    """Reads the tables about people from a source into a spool. With more than one thread, rows are read, checked and
    laid aside at once.
    """

    def __init__(
        self,
        source: Source,
        asked: ReadAsked,
        coding: Coding,
        spool: Spool,
        *,
        parts: int,
        known_on: date | None,
        threads: int = 1,
        tell: Tell = nobody,
    ) -> None:
        self._source, self._asked, self._coding, self._spool = source, asked, coding, spool
        self._parts, self._known_on, self._tell = parts, known_on, tell
        self._group = kernel(group, compiled=True)
        self._rising = Rising()
        self._ahead: Callable[[Iterable[Any]], Iterable[Any]] = ahead if threads > 1 else iter

    def read(self) -> None:
        """Read everything. Raises `Refused` with every fault of every table."""
        faults = dict(self._asked.faults)
        for name in READ:
            try:
                self._read_table(TABLES[name])
            except Refused as refused:
                faults[name] = list(refused.messages)
        found = [fault for name in TABLES for fault in faults.get(name, ())]
        found = found or [*self._without_standard(), *self._used_twice()]
        if found:
            raise Refused(found)

    def _read_table(self, table: Table) -> None:
        try:
            self._add_all(table, self._source.batches(table))
        except NotPlain:
            for name in READ[table.name][1]:
                self._spool.forget(name)
            if table.name == "decisions":
                self._rising = Rising()
            self._add_all(table, canonical_batches(self._source, table))

    def _add_all(self, table: Table, batches: Iterator[pa.RecordBatch]) -> None:
        done = 0
        for checked in self._ahead(self._checked(table, self._ahead(batches))):
            for name, columns in checked.columns:
                self._lay_aside(name, columns, checked.known)
            done += checked.rows
            self._tell(table.name, done, 0)

    def _checked(self, table: Table, batches: Iterable[pa.RecordBatch]) -> Iterator["_Checked"]:
        for batch in batches:
            cells = Cells(table.name, batch, self._coding)
            known = cells.known(self._known_on)
            columns = list(READ[table.name][0](cells))
            if table.name == "decisions":
                self._rising.add(batch.column("decision"))
            yield _Checked(len(batch), columns, known)

    def _lay_aside(self, name: str, columns: list[Numbers], known: npt.NDArray[np.bool_] | None) -> None:
        """Put the rows with their part of the workforce. Rows about nobody, and those not known, are left out."""
        person = columns[0]
        if not len(person):
            return
        # Nobody's number is -1: the place after all parts.
        part: Numbers = np.append(self._coding.people.part, np.int32(-1)).take(person, mode="wrap")
        if known is not None:
            part[~known] = -1
        at = np.zeros(self._parts + 1, dtype=np.int32)
        order = np.empty(len(part), dtype=np.intp)
        self._group(part, at, order)
        ordered = [column.take(order[: at[-1]]) for column in columns]
        for number in range(self._parts):
            begin, end = at[number], at[number + 1]
            if begin < end:
                self._spool.add(name, number, [column[begin:end] for column in ordered])

    def _without_standard(self) -> Iterator[str]:
        for table in TABLES.values():
            if table.name in self._coding.unknown:
                yield from unknown_standards(self._facts(table), self._coding.standards)
            elif table.names_a_standard and table.name not in READ:
                yield from unknown_standards(self._asked.tables.tables[table.name], self._coding.standards)

    def _used_twice(self) -> Iterator[str]:
        for table in TABLES.values():
            if table.name == "decisions":
                yield from self._decided_twice(table)
            elif table.unique:
                yield from repeated(table, self._asked.tables.known(table.name, self._known_on))

    def _decided_twice(self, table: Table) -> Iterator[str]:
        """What is wrong with the ids of known decisions, if any is used twice."""
        marks = set() if self._rising.so_far else repeated_marks(self._known_ids(table))
        if marks:
            suspects = (row for row in self._facts(table) if mark_of(row.fact.decision) in marks)
            yield from repeated(table, (row for row in suspects if is_known(row.fact, self._known_on)))

    def _known_ids(self, table: Table) -> Iterator[pa.Array]:
        for batch in self._source.batches(table):
            known = Cells(table.name, batch, self._coding).known(self._known_on)
            column = batch.column("decision")
            yield column if known is None else column.filter(pa.array(known))

    def _facts(self, table: Table) -> Iterator[Located]:
        return (row for row in self._source.located(table) if not isinstance(row, str))
