"""Facts read as columns: what is plain, what is left to the row reader, and what is refused in its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from standing.core.engine.columnar import batch as batch_module
from standing.core.engine.columnar import tables as tables_module
from standing.core.engine.columnar.batch import TablesSource
from standing.core.engine.columnar.files import FolderSource
from standing.core.engine.columnar.people import PeopleTable
from standing.core.engine.columnar.spool import Spool
from standing.core.engine.columnar.tables import TooMany
from standing.core.engine.columnar.whole import PLAN, answer_source
from standing.core.engine.evaluate import Window, evaluate, workforce_known
from standing.core.engine.refused import Refused
from standing.core.engine.sources import read_folder
from tests.support.facts import write_csv_folder, write_parquet_folder

Cells = dict[str, Any]

MET = {"person": "ann", "standard": "MH1@2013", "outcome": "met", "decided_on": "2024-01-01"}
FACTS: dict[str, list[dict[str, str]]] = {
    "standards": [{"standard": "MH1@2013", "validity_months": "12"}, {"standard": "MH2@2013"}],
    "changes": [
        {
            "subject": "POL",
            "version": "1",
            "standard": "MH1@2013",
            "class": "significant",
            "effective_on": "2024-02-01",
            "population": "wards",
        }
    ],
    "decisions": [MET | {"decision": "1"}, MET | {"decision": "2", "person": "ben"}],
    "members": [{"person": "ann", "population": "wards", "from": "2024-01-01"}],
    "signatures": [{"person": "ann", "subject": "POL", "version": "1", "signed_on": "2024-02-10"}],
    "claims": [
        {"person": "ann", "standard": "MH2@2013", "opened_on": "2024-01-01", "closed_on": "2024-02-01"}
    ],
}


def columns_answer(folder: Path, known_on: date | None = None) -> list[Cells]:
    batches = answer_source(FolderSource(folder), None, known_on, plan=replace(PLAN, rows_of_a_part=2))
    return [row for batch in batches for row in batch.to_pylist()]


def rows_answer(folder: Path, known_on: date | None = None) -> list[Cells]:
    answers = evaluate(workforce_known(read_folder(folder), known_on))
    names = ("person", "standard", "context", "from", "to", "status", "reasons", "expires_on")
    return [dict(zip(names, answer.as_cells(), strict=True)) for answer in answers]


def assert_same(folder: Path, known_on: date | None = None) -> None:
    assert columns_answer(folder, known_on) == rows_answer(folder, known_on)


def assert_same_refusal(folder: Path, known_on: date | None = None) -> tuple[str, ...]:
    with pytest.raises(Refused) as small:
        rows_answer(folder, known_on)
    with pytest.raises(Refused) as large:
        columns_answer(folder, known_on)
    assert large.value.messages == small.value.messages
    return large.value.messages


def with_table(name: str, rows: list[dict[str, str]]) -> Mapping[str, list[dict[str, str]]]:
    return FACTS | {name: rows}


def _asking(subject: str, population: str, **cells: str) -> dict[str, str]:
    row = {"subject": subject, "version": "1", "standard": "MH1@2013", "effective_on": "2024-02-01"}
    return row | {"population": population} | cells


@pytest.mark.parametrize(
    "beside",
    [{"class": "minor"}, {"class": "critical", "standard": "MH2@2013"}],
    ids=["asks nothing", "to a standard that nobody is asked for or has"],
)
@pytest.mark.parametrize("other", ["clinics", "yards"], ids=["before", "after"])
def test_a_population_is_the_one_named_beside_another_of_which_nothing_is_asked(
    tmp_path: Path, beside: dict[str, str], other: str
) -> None:
    members = [
        {"person": "ann", "population": "wards", "from": "2024-01-01"},
        {"person": "ben", "population": other, "from": "2024-01-01"},
    ]
    changes = [_asking("ALERT", "wards", **{"class": "critical"}), _asking("POL", other, **beside)]
    facts = {name: FACTS[name] for name in ("standards", "decisions")}
    folder = write_csv_folder(tmp_path, facts | {"members": members, "changes": changes})
    unsigned = {row["person"] for row in columns_answer(folder) if "alert_unsigned" in row["reasons"]}
    assert unsigned == {"ann"}
    assert_same(folder)


BOTH = pytest.mark.parametrize("write", [write_csv_folder, write_parquet_folder], ids=["csv", "parquet"])
DECISION = FACTS["decisions"][0] | {"decision": "3"}
FAULTS = {
    "an empty person": ("decisions", DECISION | {"person": ""}),
    "an empty id": ("decisions", DECISION | {"decision": ""}),
    "an outcome that is none": ("decisions", DECISION | {"outcome": "passed"}),
    "an empty outcome": ("decisions", DECISION | {"outcome": ""}),
    "no day": ("decisions", DECISION | {"decided_on": ""}),
    "held before it was decided": ("decisions", DECISION | {"held_from": "2023-12-31"}),
    "a revocation held later": ("decisions", DECISION | {"outcome": "revoked", "held_from": "2024-02-01"}),
    "practice after the decision": ("decisions", DECISION | {"practice_as_of": "2024-01-02"}),
    "an expiry before the decision": ("decisions", DECISION | {"expires_on": "2023-12-31"}),
    "an expiry of what is not met": (
        "decisions",
        DECISION | {"outcome": "bridged", "expires_on": "2024-12-31"},
    ),
    "an expiry after more than ten years": ("decisions", DECISION | {"expires_on": "2034-01-02"}),
    "a standard without a row": ("decisions", DECISION | {"standard": "MH9@2013"}),
    "a claim on a standard without a row": ("claims", FACTS["claims"][0] | {"standard": "MH9@2013"}),
    "a claim closed before it was opened": ("claims", FACTS["claims"][0] | {"closed_on": "2023-01-01"}),
    "no subject": ("signatures", FACTS["signatures"][0] | {"subject": ""}),
    "no version": ("signatures", FACTS["signatures"][0] | {"version": ""}),
    "an id used twice": ("decisions", DECISION | {"decision": "2"}),
}


@BOTH
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_in_the_words_of_the_row_reader(write: Any, fault: str, tmp_path: Path) -> None:
    name, row = FAULTS[fault]
    folder = write(tmp_path, with_table(name, [*FACTS[name], row]))
    assert len(assert_same_refusal(folder)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("decisions", "decision,person\n1,ann\n"),
        ("decisions", ""),
        ("absences", "person,from,to\nann,2024-02-30,\n"),
        ("absences", "person,from,to\nann,2024-02-01\n"),
        ("absences", "person,from,from\nann,2024-02-01,2024-02-01\n"),
        ("signatures", "person,subject,version,signed_on\nann,POL,one,2024-02-01\n"),
        ("standards", "standard\n\n,\n"),
        ("requirements", "role,standard,from\nnurse,MH9@2013,2024-01-01\n"),
        (
            "changes",
            "subject,version,standard,class,effective_on\n" + "POL,1,MH1@2013,minor,2024-01-01\n" * 2,
        ),
    ],
)
def test_a_broken_csv_file_is_refused_in_the_words_of_the_row_reader(
    name: str, text: str, tmp_path: Path
) -> None:
    folder = write_csv_folder(tmp_path, FACTS)
    (folder / f"{name}.csv").write_text(text)
    assert_same_refusal(folder)


def test_an_expiry_on_the_last_day_of_ten_years_is_a_fact(tmp_path: Path) -> None:
    assert_same(
        write_csv_folder(tmp_path, with_table("decisions", [DECISION | {"expires_on": "2034-01-01"}]))
    )


@BOTH
def test_ids_that_do_not_rise_are_compared_if_known(write: Any, tmp_path: Path) -> None:
    rows = [DECISION | {"decision": id_, "person": f"p{id_}"} for id_ in ("30", "4", "10")]
    assert_same(write(tmp_path / "apart", with_table("decisions", rows)))
    twice = [*rows, rows[0] | {"retracted_on": "2024-03-01", "recorded_on": "2024-02-01"}]
    folder = write(tmp_path / "twice", with_table("decisions", twice))
    assert_same(folder)
    assert_same_refusal(folder, date(2024, 2, 15))


def test_quoted_cells_are_read_by_the_csv_module(tmp_path: Path) -> None:
    names = ['Zoë, "Z"', "a\nb", "ann"]
    rows = [DECISION | {"decision": str(number), "person": name} for number, name in enumerate(names)]
    assert_same(write_csv_folder(tmp_path, with_table("decisions", rows)))


def test_odd_types_in_parquet_are_read_cell_by_cell(tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    table = parquet.read_table(folder / "signatures.parquet")
    table = table.set_column(2, "version", pa.array([1.0])).append_column("recorded_on", pa.nulls(1))
    parquet.write_table(table, folder / "signatures.parquet")
    assert_same(folder)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("decision", pa.array([7, 12])),
        ("decision", pa.array([7, 12]).dictionary_encode()),
        ("person", pa.array([1, 2])),
        ("person", pa.array(["ann", "ben"]).dictionary_encode()),
        ("person", pa.array(["ann", "ben"], pa.large_string())),
        ("decision", pa.array(["é1", "é2"])),
        ("context", pa.array(["older people", None])),
        ("context", pa.nulls(2)),
        ("held_from", pa.nulls(2)),
        ("decided_on", pa.array(["2024-01-01", "2024-01-02"]).dictionary_encode()),
    ],
)
def test_columns_of_other_types_are_the_same_facts(column: str, cells: pa.Array, tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    table = parquet.read_table(folder / "decisions.parquet")
    place = table.schema.get_field_index(column)
    kept = table if place < 0 else table.remove_column(place)
    parquet.write_table(kept.append_column(column, cells), folder / "decisions.parquet")
    assert_same(folder)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("decided_on", pa.array([datetime(2024, 1, 1), None])),  # noqa: DTZ001 - a day with a time is refused
        ("decided_on", pa.array([20000, 20001])),
        ("decided_on", pa.array([9_000_000, 1], pa.int32()).view(pa.date32())),
        ("decided_on", pa.array([None, None], pa.null())),
        ("person", pa.array([True, False])),
        ("person", pa.array(["ann", None])),
        ("person", pa.array([b"ann", b"\xff"]).view(pa.string())),
        ("decision", pa.array([b"1", b"\xff"]).view(pa.string())),
        ("outcome", pa.array([b"met", b"\xff"]).view(pa.string())),
    ],
)
def test_columns_that_are_no_facts_are_refused(column: str, cells: pa.Array, tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    table = parquet.read_table(folder / "decisions.parquet")
    place = table.schema.get_field_index(column)
    parquet.write_table(table.set_column(place, column, cells), folder / "decisions.parquet")
    assert_same_refusal(folder)


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    (folder / "assignments.parquet").write_bytes(b"PAR1 or not")
    assert_same_refusal(folder)


def test_a_table_in_both_forms_is_refused(tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    write_csv_folder(tmp_path, {"decisions": FACTS["decisions"], "standards": FACTS["standards"]})
    assert len(assert_same_refusal(folder)) == 2


def test_large_tables_are_read_some_rows_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "ROWS_AT_ONCE", 1)
    folder = write_csv_folder(tmp_path, FACTS)
    text = (folder / "decisions.csv").read_text()
    (folder / "decisions.csv").write_text(text.replace("ann", '"ann"'))
    assert_same(folder)
    (folder / "decisions.csv").write_text(text.replace("ann", '"ann"').replace("2024-01-01", "2024-1-1", 1))
    assert len(assert_same_refusal(folder)) == 1


def test_arrow_tables_are_a_source(tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    tables = {path.stem: parquet.read_table(path) for path in folder.iterdir()}
    batches = list(answer_source(TablesSource(tables), Window.of_day(date(2024, 2, 5))))
    assert [row["status"] for batch in batches for row in batch.to_pylist()] == ["due", "current"]
    assert list(answer_source(TablesSource({}))) == []
    assert (
        list(answer_source(TablesSource({name: table.slice(0, 0) for name, table in tables.items()}))) == []
    )
    empty = pa.RecordBatch.from_arrays(
        [column.chunk(0)[:0] for column in tables["claims"].columns], tables["claims"].schema.names
    )
    tables["claims"] = pa.Table.from_batches([empty, *tables["claims"].to_batches()])
    assert len(list(answer_source(TablesSource(tables)))) == len(batches)
    assert list(answer_source(TablesSource(tables), Window(date(2024, 1, 1), date(2024, 1, 1)))) == []


def test_names_beyond_what_there_is_room_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = [DECISION | {"decision": str(n), "context": f"context {n}"} for n in range(40)]
    folder = write_csv_folder(tmp_path, with_table("decisions", rows))
    assert_same(folder)
    monkeypatch.setattr(tables_module, "MOST_CONTEXTS", 39)
    with pytest.raises(TooMany):
        columns_answer(folder)
    monkeypatch.setattr(tables_module, "MOST_STANDARDS", 1)
    with pytest.raises(TooMany):
        columns_answer(folder)


def test_the_table_of_people_grows() -> None:
    people = PeopleTable(3)
    names = [f"person {number} {'x' * (number % 50)}" for number in range(5000)]
    assert people.numbers(pa.array(names)).tolist() == list(range(5000))
    assert people.numbers(pa.array([names[4999], names[0]])).tolist() == [4999, 0]
    parts = [people.in_parts().names_of(part) for part in range(3)]
    assert [name.as_py() for part in parts for name in part] == sorted(names)
    assert min(map(len, parts)) > 1000
    long = people.numbers(pa.array(["y" * 100_000]))
    assert people.names(int(long[0])).to_pylist() == [b"y" * 100_000]


def test_rows_beyond_memory_come_back_in_order(tmp_path: Path) -> None:
    with Spool(memory=40, folder=tmp_path) as spool:
        for number in range(10):
            spool.add("days", number % 2, [np.array([number]), np.array([-number])])
        spool.add("others", 0, [np.array([1])])
        assert [column.tolist() for column in spool.take("days", 1, 2)] == [
            [1, 3, 5, 7, 9],
            [-1, -3, -5, -7, -9],
        ]
        spool.forget("days")
        assert [column.tolist() for column in spool.take("days", 0, 2)] == [[], []]
        assert spool.take("others", 0, 1)[0].tolist() == [1]
    assert list(tmp_path.iterdir()) == []


def test_ids_are_compared_over_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "ROWS_AT_ONCE", 1)
    rows = [DECISION | {"decision": id_, "person": f"p{id_}"} for id_ in ("30", "4", "10")]
    folder = write_parquet_folder(tmp_path, with_table("decisions", rows))
    tables = {path.stem: parquet.read_table(path) for path in folder.iterdir()}
    plan = replace(PLAN, rows_of_a_part=1, threads=1)
    found = [row for batch in answer_source(TablesSource(tables), plan=plan) for row in batch.to_pylist()]
    assert found == rows_answer(folder)
    begun = answer_source(TablesSource(tables), plan=plan)
    assert len(next(begun)) > 0
    begun.close()  # somebody has had enough: what was to come is let go
    tables["decisions"] = pa.concat_tables([tables["decisions"]] * 2)
    with pytest.raises(Refused, match="each decision once"):
        list(answer_source(TablesSource(tables)))


def test_a_parquet_file_damaged_inside_is_refused(tmp_path: Path) -> None:
    folder = write_parquet_folder(tmp_path, FACTS)
    path = folder / "decisions.parquet"
    content = bytearray(path.read_bytes())
    content[4:40] = b"\xff" * 36
    path.write_bytes(content)
    assert "expected Parquet" in assert_same_refusal(folder)[0]


def test_what_is_asked_of_nobody_is_let_go(tmp_path: Path) -> None:
    signed = {"person": "ann", "subject": "OTHER", "version": "1", "signed_on": "2024-02-10"}
    more = {
        "signatures": [signed],
        "requirements": [
            {"role": "nurse", "standard": "MH1@2013", "context": "forensic", "from": "2024-01-01"}
        ],
        "assignments": [
            {"person": "ben", "unit": "elm", "role": role, "from": "2024-01-01"}
            for role in ("nurse", "other")
        ],
    }
    assert_same(write_csv_folder(tmp_path, FACTS | more))
