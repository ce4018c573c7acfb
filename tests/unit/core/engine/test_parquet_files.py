"""Parquet of every kind of column: what is read, and what is refused with its place."""

from __future__ import annotations

import struct
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from standing.core.engine.refused import Refused
from standing.core.engine.sources import read_folder

DAY = date(2024, 1, 1)
A_DAY = "expected a day as year-month-day, like 2026-03-31"
NOT_UTF8 = pa.Array.from_buffers(
    pa.string(), 1, [None, pa.py_buffer(struct.pack("ii", 0, 2)), pa.py_buffer(b"\xff\xfe")]
)


def _write(folder: Path, name: str, **columns: object) -> None:
    (folder / f"{name}.csv").unlink(missing_ok=True)
    parquet.write_table(pa.table(columns), folder / f"{name}.parquet")


def _claim(folder: Path, **columns: object) -> None:
    """Put one claim into the folder as Parquet, with some columns of another kind."""
    _write(folder, "claims", **({"person": ["ann"], "standard": ["MH14@2013"], "opened_on": [DAY]} | columns))


def _message(folder: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_folder(folder)
    (message,) = refused.value.messages
    return message


@pytest.mark.parametrize(
    "days",
    [
        pa.array([DAY], pa.date32()),
        pa.array([DAY], pa.date64()),
        pa.array(["2024-01-01"]),
        pa.array(["2024-01-01"], pa.large_string()),
        pa.array(["2024-01-01"]).dictionary_encode(),
    ],
    ids=lambda days: str(days.type),
)
def test_days_that_are_read(days: pa.Array, facts: Path) -> None:
    _claim(facts, opened_on=days)
    assert [claim.opened_on for claim in read_folder(facts).facts("claims")] == [DAY]


@pytest.mark.parametrize(
    ("people", "person"),
    [
        (pa.array(["ann"], pa.large_string()), "ann"),
        (pa.array(["ann"], pa.string_view()), "ann"),
        (pa.array(["ann"]).dictionary_encode(), "ann"),
        (pa.array([42]), "42"),
        (pa.array([2**64 - 1], pa.uint64()), "18446744073709551615"),
    ],
    ids=lambda value: str(getattr(value, "type", "")),
)
def test_text_that_is_read(people: pa.Array, person: str, facts: Path) -> None:
    _claim(facts, person=people)
    assert [claim.person for claim in read_folder(facts).facts("claims")] == [person]


@pytest.mark.parametrize(
    "months", [pa.array([12]), pa.array([12.0]), pa.array(["12"]), pa.array([12], pa.uint8())]
)
def test_numbers_that_are_read(months: pa.Array, facts: Path) -> None:
    _write(facts, "standards", standard=["MH14@2013"], validity_months=months)
    assert [rule.validity_months for rule in read_folder(facts).facts("standards")] == [12]


@pytest.mark.parametrize("nothing", [pa.nulls(1), pa.array([None], pa.date32()), pa.array([""])])
def test_nothing_is_read_from_nulls_and_empty_text(nothing: pa.Array, facts: Path) -> None:
    _claim(facts, closed_on=nothing)
    assert [claim.closed_on for claim in read_folder(facts).facts("claims")] == [None]


def test_a_table_of_no_rows(facts: Path) -> None:
    _claim(
        facts,
        person=pa.array([], pa.string()),
        standard=pa.array([], pa.string()),
        opened_on=pa.array([], pa.date32()),
    )
    assert read_folder(facts).facts("claims") == ()


def test_columns_are_not_taken_from_the_names_of_folders(facts: Path) -> None:
    folder = facts / "closed_on=2024-06-01"
    folder.mkdir()
    _write(folder, "standards", standard=["MH14@2013"])
    _claim(folder)
    assert [claim.closed_on for claim in read_folder(folder).facts("claims")] == [None]


@pytest.mark.parametrize(
    ("column", "cells", "message"),
    [
        (
            "opened_on",
            pa.array([datetime.combine(DAY, time())], pa.timestamp("us")),
            f"found 2024-01-01T00:00:00, {A_DAY}",
        ),
        ("opened_on", pa.array([19723]), f"found 19723, {A_DAY}"),
        (
            "opened_on",
            pa.array([None], pa.date32()),
            "found nothing, expected a value: this column must be filled in",
        ),
        ("person", pa.array([b"ann"]), "found b'ann', expected text"),
        ("person", pa.array([1.0]), "found 1.0, expected text"),
        ("person", pa.array([True]), "found True, expected text"),
        ("person", pa.array([DAY]), "found 2024-01-01, expected text"),
        ("person", pa.array([{"name": "ann"}]), "found {'name': 'ann'}, expected text"),
        ("person", pa.array([["ann"]]), "found ['ann'], expected text"),
        ("person", NOT_UTF8, "found the bytes b'\\xff\\xfe', expected text in UTF-8"),
    ],
)
def test_cells_that_are_refused(column: str, cells: pa.Array, message: str, facts: Path) -> None:
    _claim(facts, **{column: cells})
    assert _message(facts) == f"claims.parquet:2:{column}: {message}"


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([10**8], pa.int32()).cast(pa.date32()),
        pa.array([1], pa.timestamp("ns")),
        pa.array([1], pa.timestamp("us", "Nowhere/Atlantis")),
    ],
    ids=lambda cells: str(cells.type),
)
def test_a_value_that_python_has_no_like_of(cells: pa.Array, facts: Path) -> None:
    _claim(
        facts,
        person=["ann", "ann"],
        standard=["MH14@2013"] * 2,
        opened_on=pa.concat_arrays([pa.nulls(1, cells.type), cells]),
    )
    with pytest.raises(Refused) as refused:
        read_folder(facts)
    found = f"found a value of the type {cells.type} that cannot be read"
    assert refused.value.messages == (
        f"claims.parquet:3:opened_on: {found}, expected text, a whole number or a date",
    )


@pytest.mark.parametrize("months", [12.5, float("nan"), float("inf"), Decimal(12), True])
def test_numbers_that_are_refused(months: object, facts: Path) -> None:
    _write(facts, "standards", standard=["MH14@2013"], validity_months=pa.array([months]))
    assert (
        _message(facts) == f"standards.parquet:2:validity_months: found {months!r}, expected a whole number"
    )


def test_main_refusals_read_the_same_as_in_csv(facts: Path) -> None:
    _claim(facts, closed_on=[date(2023, 12, 31)])
    assert _message(facts) == (
        "claims.parquet:2:closed_on: found 2023-12-31, expected a day on or after opened_on, which is 2024-01-01"
    )


def test_a_missing_column(facts: Path) -> None:
    _write(facts, "claims", person=["ann"], standard=["MH14@2013"])
    assert _message(facts) == "claims.parquet:1:opened_on: found no such column, expected one: it is required"


def test_a_column_twice(facts: Path) -> None:
    (facts / "claims.csv").unlink()
    arrays = [pa.array(["ann"]), pa.array(["ben"]), pa.array(["MH14@2013"]), pa.array([DAY])]
    table = pa.Table.from_arrays(arrays, ["person", "person", "standard", "opened_on"])
    parquet.write_table(table, facts / "claims.parquet")
    assert _message(facts) == "claims.parquet:1:person: found this column 2 times, expected it once"


@pytest.mark.parametrize("content", [b"", b"person,standard\n", b"PAR1 nothing of the kind PAR1"])
def test_a_file_that_is_not_parquet(content: bytes, facts: Path) -> None:
    (facts / "claims.csv").unlink()
    (facts / "claims.parquet").write_bytes(content)
    message = _message(facts)
    assert message.startswith("claims.parquet: found a file that cannot be read (")
    assert message.endswith("), expected Parquet")
    assert "\n" not in message
