"""Facts written as CSV are the same facts when they are read, whatever their text, and no spreadsheet runs a cell."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.engine.apostrophes import APOSTROPHES, with_apostrophes, without_apostrophes
from standing.core.engine.fact_files import fact_lines, plain_lines
from standing.core.engine.sources import read_folder
from standing.core.engine.tables import TABLES
from standing.core.formulas import FORMULA_STARTS, harmless, looks_like_a_formula
from standing.core.rules.facts import BadFact, Claim, Decision
from tests.unit.core.engine.conftest import Refusal

HOSTILE = (
    "=1+1",
    "+44 7700",
    "-adults",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "'=1",
    "''",
    "a|b",
    'say "x", y',
    "'",
)


def decision(text: str) -> Decision:
    return Decision("D1", text, "MH14@2013", "met", date(2024, 1, 1), context=text)


def written(folder: Path, facts: list[Decision]) -> Path:
    lines = fact_lines(TABLES["decisions"], ["source"], [(fact, {"source": fact.person}) for fact in facts])
    (folder / "decisions.csv").write_bytes(b"".join(lines))
    (folder / "standards.csv").write_text("standard\nMH14@2013\n", encoding="utf-8")
    return folder / "decisions.csv"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    written(tmp_path, [decision(text)])
    read = read_folder(tmp_path)
    assert read.facts("decisions") == (decision(text),)
    assert read.ignored_columns == ("decisions.csv:1:source",)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_one_a_spreadsheet_runs(text: str, tmp_path: Path) -> None:
    file = written(tmp_path, [decision(text)])
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]
    marked = dict(zip(*rows, strict=True))[APOSTROPHES]
    assert marked == ("person|context|source" if text.startswith(FORMULA_STARTS) else "")


@given(st.dictionaries(st.sampled_from(["person", "context", "role"]), st.text(max_size=8)))
def test_taking_apostrophes_away_undoes_putting_them(cells: dict[str, str]) -> None:
    marked = with_apostrophes(cells)
    assert without_apostrophes(marked) == cells
    assert not any(looks_like_a_formula(text) for text in marked.values())


def test_a_text_that_is_harmless_is_left_alone() -> None:
    assert harmless("Ann") == "Ann"
    assert harmless("") == ""
    assert harmless("'=x") == "'=x"


def test_without_the_column_an_apostrophe_is_part_of_the_text(facts: Path) -> None:
    (facts / "claims.csv").write_text(
        "person,standard,opened_on\n'=x,MH14@2013,2024-01-01\n", encoding="utf-8"
    )
    assert read_folder(facts).facts("claims") == (Claim("'=x", "MH14@2013", date(2024, 1, 1)),)


def test_a_column_it_names_that_nobody_reads_is_passed_over() -> None:
    assert without_apostrophes({"person": "ann", APOSTROPHES: "note"}) == {"person": "ann"}


@pytest.mark.parametrize("text", ["=x", None, 3])
def test_a_cell_that_should_have_one_and_has_none(text: object) -> None:
    with pytest.raises(BadFact, match="expected an apostrophe before it"):
        without_apostrophes({"person": text, APOSTROPHES: "person"})


HEADER = f"person,standard,opened_on,{APOSTROPHES}"


def test_a_file_that_was_changed_by_hand_is_refused(refusal: Refusal) -> None:
    content = f"{HEADER}\n=x,MH14@2013,2024-01-01,person\n'=y,MH14@2013,2024-01-01,person\n"
    assert refusal(claims=content) == [
        (
            "claims.csv:2:person: found '=x', "
            "expected an apostrophe before it, as apostrophe_before says, or no person there"
        ),
    ]


def test_the_column_twice_is_refused(refusal: Refusal) -> None:
    content = f"{HEADER},{APOSTROPHES}\nann,MH14@2013,2024-01-01,,\n"
    assert refusal(claims=content) == [
        "claims.csv:1:apostrophe_before: found this column twice, expected it once"
    ]


def test_other_faults_of_such_a_file_are_told_as_ever(refusal: Refusal) -> None:
    content = f"{HEADER}\nann,MH14@2013,2024-01-01\n'=y,MH14@2013,x,person\n"
    assert refusal(claims=content) == [
        "claims.csv:2:apostrophe_before: found 3 cells in this row, expected 4",
        "claims.csv:3:opened_on: found 'x', expected a day as year-month-day, like 2026-03-31",
    ]


def test_a_file_that_is_no_table_is_written_in_the_same_way() -> None:
    lines = list(plain_lines(["person", "name"], [{"person": "1", "name": "-x"}, {"person": "2"}]))
    assert lines == [b"person,name,apostrophe_before\r\n", b"1,'-x,name\r\n", b"2,,\r\n"]
