"""Every refusal of a row or a table, in its exact words."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from standing.core.engine.checks import check_tables
from standing.core.engine.sources import read_folder
from standing.core.engine.tables import TABLES
from standing.core.rules.facts import CHANGE_CLASSES
from tests.unit.core.engine.conftest import RIGHT, Refusal

A_DAY = "expected a day as year-month-day, like 2026-03-31"
FILLED = "expected a value: this column must be filled in"


def _altered(table: str, **cells: str) -> str:
    """The right table with some cells of its row altered, columns added where it has none."""
    (row,) = csv.DictReader(StringIO(RIGHT[table]))
    row |= cells
    return f"{','.join(row)}\n{','.join(row.values())}\n"


def _without(table: str, column: str) -> str:
    (row,) = csv.DictReader(StringIO(RIGHT[table]))
    del row[column]
    return f"{','.join(row)}\n{','.join(row.values())}\n"


REQUIRED = [
    (table.name, column.name) for table in TABLES.values() for column in table.columns if column.required
]
DAYS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.read.__name__ == "read_day"
]
NUMBERS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.read.__name__ == "read_number"
]
ENDS = [("requirements", "from"), ("assignments", "from"), ("members", "from"), ("absences", "from")]
ENDS += [("suspensions", "from")]


def test_the_folder_that_the_tests_spoil_is_right(facts: Path) -> None:
    read = read_folder(facts)
    check_tables(read, None)
    assert {name: len(rows) for name, rows in read.tables.items()} == dict.fromkeys(TABLES, 1)


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_a_missing_column(table: str, column: str, refusal: Refusal) -> None:
    expected = f"{table}.csv:1:{column}: found no such column, expected one: it is required"
    assert refusal(**{table: _without(table, column)}) == [expected]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_an_empty_required_cell(table: str, column: str, refusal: Refusal) -> None:
    expected = f"{table}.csv:2:{column}: found nothing, {FILLED}"
    assert refusal(**{table: _altered(table, **{column: ""})}) == [expected]


@pytest.mark.parametrize(("table", "column"), DAYS)
def test_a_bad_date(table: str, column: str, refusal: Refusal) -> None:
    expected = f"{table}.csv:2:{column}: found '2023-02-29', {A_DAY}"
    assert refusal(**{table: _altered(table, **{column: "2023-02-29"})}) == [expected]


@pytest.mark.parametrize(
    "day",
    [
        "1/3/2024",
        "2024-3-1",
        "20240301",
        "2024-W10-5",
        " 2024-03-01",
        "2024-03-01T00:00",
        "٢٠٢٤-٠٣-٠١",
        "0000-01-01",
    ],
)
def test_a_date_in_another_form(day: str, refusal: Refusal) -> None:
    expected = f"absences.csv:2:from: found {day!r}, {A_DAY}"
    assert refusal(absences=_altered("absences", **{"from": day})) == [expected]


@pytest.mark.parametrize(("table", "column"), NUMBERS)
@pytest.mark.parametrize("number", ["1.0", "one", "1 ", "+1", "1e3", "٣", "1" * 19])
def test_a_bad_number(table: str, column: str, number: str, refusal: Refusal) -> None:
    expected = f"{table}.csv:2:{column}: found {number!r}, expected a whole number"
    assert refusal(**{table: _altered(table, **{column: number})}) == [expected]


@pytest.mark.parametrize(
    ("table", "column", "number", "expected"),
    [
        ("standards", "validity_months", 0, "a whole number of months, 1 or more, or nothing"),
        ("standards", "validity_months", -1, "a whole number of months, 1 or more, or nothing"),
        ("standards", "grace_days", -1, "a whole number of days, 0 or more, or nothing"),
        ("requirements", "needed_by_days", -1, "a whole number of days, 0 or more, or nothing"),
    ],
)
def test_a_number_too_small(table: str, column: str, number: int, expected: str, refusal: Refusal) -> None:
    message = f"{table}.csv:2:{column}: found {number}, expected {expected}"
    assert refusal(**{table: _altered(table, **{column: str(number)})}) == [message]


def test_an_unknown_class(refusal: Refusal) -> None:
    expected = (
        "changes.csv:2:class: found 'Major', expected one of minor, significant, major, bridging, critical"
    )
    assert refusal(changes=_altered("changes", **{"class": "Major"})) == [expected]
    assert CHANGE_CLASSES == ("minor", "significant", "major", "bridging", "critical")


def test_an_unknown_outcome(refusal: Refusal) -> None:
    expected = "decisions.csv:2:outcome: found 'passed', expected one of met, bridged, revoked, not_yet"
    assert refusal(decisions=_altered("decisions", outcome="passed")) == [expected]


def test_an_expiry_before_the_decision(refusal: Refusal) -> None:
    expected = "decisions.csv:2:expires_on: found 2023-12-31, "
    expected += "expected a day on or after decided_on, which is 2024-01-01"
    assert refusal(decisions=_altered("decisions", expires_on="2023-12-31")) == [expected]


def test_an_expiry_more_than_ten_years_later(refusal: Refusal) -> None:
    expected = (
        "decisions.csv:2:expires_on: found 2034-01-02, "
        "expected a day within ten years of decided_on: 2034-01-01 or earlier"
    )
    assert refusal(decisions=_altered("decisions", expires_on="2034-01-02")) == [expected]


def test_an_expiry_of_ten_years_from_a_leap_day_is_allowed(facts: Path) -> None:
    row = _altered("decisions", decided_on="2024-02-29", expires_on="2034-02-28")
    (facts / "decisions.csv").write_text(row, encoding="utf-8")
    assert read_folder(facts).facts("decisions")[0].expires_on.isoformat() == "2034-02-28"


@pytest.mark.parametrize("outcome", ["bridged", "revoked", "not_yet"])
def test_an_expiry_of_what_is_no_met(outcome: str, refusal: Refusal) -> None:
    expected = "decisions.csv:2:expires_on: found 2024-06-01, expected nothing: only a met can expire"
    assert refusal(decisions=_altered("decisions", outcome=outcome, expires_on="2024-06-01")) == [expected]


@pytest.mark.parametrize(
    ("table", "column", "begins"),
    [
        ("changes", "due_on", "effective_on"),
        ("changes", "withdrawn_on", "effective_on"),
        ("claims", "closed_on", "opened_on"),
        ("decisions", "held_from", "decided_on"),
        *((table, "to", begins) for table, begins in ENDS),
    ],
)
def test_an_end_before_its_beginning(table: str, column: str, begins: str, refusal: Refusal) -> None:
    expected = (
        f"{table}.csv:2:{column}: found 2023-12-31, expected a day on or after {begins}, which is 2024-01-01"
    )
    assert refusal(**{table: _altered(table, **{column: "2023-12-31"})}) == [expected]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("changes", "due_on"),
        ("changes", "withdrawn_on"),
        ("claims", "closed_on"),
        ("decisions", "held_from"),
        ("decisions", "expires_on"),
        ("decisions", "practice_as_of"),
        *((table, "to") for table, _ in ENDS),
    ],
)
def test_an_end_on_the_day_of_its_beginning_is_allowed(table: str, column: str, facts: Path) -> None:
    (facts / f"{table}.csv").write_text(_altered(table, **{column: "2024-01-01"}), encoding="utf-8")
    check_tables(read_folder(facts), None)


def test_held_from_of_a_revocation(refusal: Refusal) -> None:
    expected = (
        "decisions.csv:2:held_from: found 2024-01-01, "
        "expected nothing: a revocation takes effect on the day it is decided"
    )
    assert refusal(decisions=_altered("decisions", outcome="revoked", held_from="2024-01-01")) == [expected]


def test_practice_after_the_decision(refusal: Refusal) -> None:
    expected = (
        "decisions.csv:2:practice_as_of: found 2024-01-02, "
        "expected a day on or before decided_on, which is 2024-01-01"
    )
    assert refusal(decisions=_altered("decisions", practice_as_of="2024-01-02")) == [expected]


@pytest.mark.parametrize("table", [table.name for table in TABLES.values() if table.names_a_standard])
def test_a_standard_with_no_row(table: str, refusal: Refusal) -> None:
    expected = f"{table}.csv:2:standard: found 'MH14', expected a standard that has a row in standards"
    assert refusal(**{table: _altered(table, standard="MH14")}) == [expected]


def test_a_standard_with_no_row_is_found_on_rows_not_known_too(refusal: Refusal) -> None:
    expected = "claims.csv:2:standard: found 'MH14', expected a standard that has a row in standards"
    assert refusal(claims=_altered("claims", standard="MH14", retracted_on="2020-01-01")) == [expected]


def test_a_row_not_known_is_checked_all_the_same(refusal: Refusal) -> None:
    expected = f"claims.csv:2:closed_on: found 'never', {A_DAY}"
    assert refusal(claims=_altered("claims", closed_on="never", retracted_on="2020-01-01")) == [expected]


def test_a_decision_id_used_twice(refusal: Refusal) -> None:
    expected = "decisions.csv:3:decision: found '1', which row 2 has too, expected each decision once"
    assert refusal(decisions=RIGHT["decisions"] + "1,ben,MH14@2013,met,2024-02-01\n") == [expected]


def test_a_rule_given_twice_for_one_day(refusal: Refusal) -> None:
    expected = (
        "standards.csv:4:standard: found 'MH14@2013', 2025-01-01, which row 3 has too, "
        "expected each standard and rule_from once"
    )
    row = "MH14@2013,2025-01-01,12,,\n"
    assert refusal(standards=RIGHT["standards"] + row + row) == [expected]


def test_a_first_rule_given_twice(refusal: Refusal) -> None:
    expected = (
        "standards.csv:3:standard: found 'MH14@2013', no date, which row 2 has too, "
        "expected each standard and rule_from once"
    )
    assert refusal(standards=RIGHT["standards"] + "MH14@2013,,12,,\n") == [expected]


def test_a_version_of_a_subject_given_twice_for_a_standard(refusal: Refusal) -> None:
    expected = (
        "changes.csv:3:subject: found 'POL-1', 1, 'MH14@2013', which row 2 has too, "
        "expected each subject and version and standard once"
    )
    assert refusal(changes=RIGHT["changes"] + "POL-1,01,MH14@2013,major,2024-05-01\n") == [expected]


def test_what_is_used_twice_is_looked_for_among_known_rows_alone(facts: Path) -> None:
    header = "decision,person,standard,outcome,decided_on,retracted_on\n"
    rows = "1,ann,MH14@2013,met,2024-01-01,2024-03-01\n1,ann,MH14@2013,met,2024-01-02,\n"
    (facts / "decisions.csv").write_text(header + rows, encoding="utf-8")
    check_tables(read_folder(facts), None)


def test_text_that_is_not_utf8(refusal: Refusal) -> None:
    expected = "claims.csv:3:person: found the bytes b'Zo\\xeb', expected text in UTF-8"
    assert refusal(claims=RIGHT["claims"].encode() + b"Zo\xeb,MH14@2013,2024-01-01\n") == [expected]


def test_every_fault_is_told(refusal: Refusal) -> None:
    header = "person,standard,opened_on,closed_on\n"
    rows = "ann,MH14@2013,x,\n,MH14@2013,2024-01-01,\nann,MH14@2013\nann,MH14@2013,2024-01-01,2023-01-01\n"
    messages = refusal(claims=header + rows, decisions=_altered("decisions", outcome="passed"))
    assert [message.split(": found")[0] for message in messages] == [
        "decisions.csv:2:outcome",
        "claims.csv:2:opened_on",
        "claims.csv:3:person",
        "claims.csv:4:opened_on",
        "claims.csv:5:closed_on",
    ]


def test_a_long_value_is_shown_in_part(refusal: Refusal) -> None:
    message = f"claims.csv:2:opened_on: found '{'x' * 79}..., {A_DAY}"
    assert refusal(claims=_altered("claims", opened_on="x" * 1000)) == [message]


def test_a_value_of_many_lines_is_told_on_one(refusal: Refusal) -> None:
    rows = 'person,standard,opened_on\nann,MH14@2013,"2024\n01"\n'
    assert refusal(claims=rows) == [f"claims.csv:2:opened_on: found '2024\\n01', {A_DAY}"]
