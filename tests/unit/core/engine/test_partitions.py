"""A partition of a cluster: the same answer from one wide table, and faults told with the places of their rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from bench.workload import build
from standing.core.engine.columnar.files import FolderSource
from standing.core.engine.columnar.partitions import (
    FILE,
    HAS_NO_STANDARD,
    IS_NO_FACT,
    OF_NOBODY,
    OF_PEOPLE,
    PLAIN,
    ROW,
    TABLE,
    answer_partition,
    faults_in,
)
from standing.core.engine.columnar.whole import Plan, answer_source
from standing.core.engine.evaluate import Window
from standing.core.engine.refused import Refused
from standing.core.engine.tables import TABLES
from tests.support.facts import Rows, write_parquet_folder
from tests.unit.core.engine.refused_facts import FACTS, WRONG

A_DAY = Window.of_day(date(2023, 6, 1))


def facts(people: int) -> Rows:
    """Made-up facts as text."""
    tables = build(people, 3)
    return {name: [TABLES[name].fact_to_row(row) for row in rows] for name, rows in tables.items() if rows}


def arrow(rows: Rows, place: Path) -> dict[str, pa.Table]:
    source = FolderSource(write_parquet_folder(place, rows))
    return {name: pa.Table.from_batches(source.batches(TABLES[name])) for name in rows}


def wide(tables: dict[str, pa.Table], *, reverse: bool = False) -> list[pa.RecordBatch]:
    """All rows about people in one table, as an engine that spreads them gives them: some at a time, in any order."""
    named = [
        table.append_column(TABLE, pa.array([name] * len(table), pa.string()))
        for name, table in tables.items()
        if name in OF_PEOPLE
    ]
    together = pa.concat_tables(named, promote_options="permissive")
    order = range(len(together) - 1, -1, -1) if reverse else range(len(together))
    batches: list[pa.RecordBatch] = together.take(pa.array(order)).to_batches(max_chunksize=50)
    return batches


def rows_of(batches: Any) -> list[dict[str, Any]]:
    return [row for batch in batches for row in batch.to_pylist()]


@pytest.mark.parametrize("window", [None, A_DAY])
def test_neither_threads_nor_parts_nor_the_order_of_rows_change_the_answer(
    window: Window | None, tmp_path: Path
) -> None:
    rows = facts(8)
    source = FolderSource(write_parquet_folder(tmp_path / "facts", rows))
    expected = rows_of(answer_source(source, window, plan=Plan(threads=1)))
    assert len(expected) > 80
    for plan in (
        Plan(threads=2),
        Plan(threads=5, rows_of_a_part=40),
        Plan(threads=3, rows_of_a_part=7, memory=64),
    ):
        assert rows_of(answer_source(source, window, plan=plan)) == expected
    turned = FolderSource(
        write_parquet_folder(tmp_path / "turned", {n: list(r)[::-1] for n, r in rows.items()})
    )
    assert rows_of(answer_source(turned, window, plan=Plan(threads=2, rows_of_a_part=40))) == expected
    tables = arrow(rows, tmp_path / "wide")
    asked = {name: table for name, table in tables.items() if name in OF_NOBODY}
    for reverse in (False, True):
        answered = list(answer_partition(wide(tables, reverse=reverse), asked, window))
        assert all(batch.schema == PLAIN for batch in answered)
        assert rows_of(answered) == expected


def test_a_partition_without_rows_has_no_answer(tmp_path: Path) -> None:
    assert list(answer_partition([], arrow({"standards": FACTS["standards"]}, tmp_path / "facts"))) == []


def told(name: str, rows: list[dict[str, str]], place: Path) -> list[tuple[str, int, int, str]]:
    """What is said of a table whose rows come from one file."""
    table = arrow({name: rows}, place)[name]
    placed = table.append_column(FILE, pa.array([f"{name}.parquet"] * len(table)))
    placed = placed.append_column(ROW, pa.array(range(len(table)), pa.int64()))
    found = rows_of(faults_in(name, placed.to_batches(), frozenset({"MH14@2013"})))
    return [(row["file"], row["row"], row["kind"], row["fault"]) for row in found]


def test_faults_are_told_with_their_places_in_the_words_of_the_row_reader(tmp_path: Path) -> None:
    decisions = WRONG["an outcome"]["decisions"]
    words = "decisions.parquet:4:outcome: found 'excellent', expected one of met, bridged, revoked, not_yet"
    assert told("decisions", decisions, tmp_path / "1") == [("decisions.parquet", 4, IS_NO_FACT, words)]
    unknown = told("decisions", WRONG["a standard without a row"]["decisions"], tmp_path / "2")
    words = "decisions.parquet:5:standard: found 'MH15@2013', expected a standard that has a row in standards"
    assert unknown == [("decisions.parquet", 5, HAS_NO_STANDARD, words)]
    assert told("decisions", FACTS["decisions"], tmp_path / "3") == []
    assert told("assignments", FACTS["assignments"], tmp_path / "4") == []


def test_a_partition_with_a_fault_is_refused(tmp_path: Path) -> None:
    tables = arrow(FACTS | WRONG["an outcome"], tmp_path / "facts")
    asked = {name: table for name, table in tables.items() if name in OF_NOBODY}
    with pytest.raises(Refused, match="excellent"):
        list(answer_partition(wide(tables), asked))
