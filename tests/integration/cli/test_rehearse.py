"""`standing rehearse`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.cli.main import cli
from tests.factories.adopting import CODE, NEW_CODE, RECODED
from tests.factories.transitions import TODAY, RevisedWard, revised_ward

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ward() -> Iterator[RevisedWard]:
    with clock.travelling_to(TODAY):
        yield revised_ward()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["rehearse", *map(str, arguments)])


def answer(*arguments: object) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_revision_is_rehearsed_in_words_and_nothing_is_written() -> None:
    events = Event.objects.count()
    done = run(CODE)
    assert done.exit_code == 0
    assert "From 1 April 2026. 4 people looked at, 1 April 2026 to 30 June 2027." in done.stdout
    assert "Teams with fewer who count" in done.stdout
    assert "Read and sign" in done.stdout
    assert "4 people looked at; nothing was written." in done.stderr
    assert Event.objects.count() == events


def test_json_is_one_document_with_every_person_in_it() -> None:
    found = answer(CODE)
    assert {line["person"] for line in found["effects"]} == {"ann", "ben", "cat"}
    carried = next(
        line for line in found["effects"] if (line["person"], line["standard"]) == ("ben", NEW_CODE)
    )
    assert [(one["what"], one["on"]) for one in carried["found"]] == [
        ("owes", "2026-04-01"),
        ("gains", "2026-04-01"),
    ]
    assert carried["before"][0]["status"] == "not_held"
    assert {line["task"] for line in found["to_do"]} == {"equivalence", "offer"}
    assert sum(row["pairs"] for row in found["work"]) == 6


def test_somebody_leaving_without_tasks_is_one_document_too() -> None:
    found = answer("--leaving", "ann", "--on", "2026-04-10", "--below", "50")
    assert (found["kind"], found["below"], found["to_do"]) == ("leaving", 50, [])
    assert {line["person"] for line in found["effects"]} == {"ann"}


def test_a_change_and_rules_come_from_files(tmp_path: Path) -> None:
    change, rules = tmp_path / "change.csv", tmp_path / "rules.csv"
    change.write_text(f"subject,version,standard,class,effective_on\nPOL,1,{RECODED},major,2026-03-09\n")
    rules.write_text(f"standard,validity_months,grace_days\n{RECODED},3,0\n")
    assert {row["work"] for row in answer("--change", change)["work"]} == {"signing", "showing"}
    assert answer("--rules", rules)["people"]["loses"] == 2


def test_a_spreadsheet_has_the_numbers_and_a_line_for_each_finding(tmp_path: Path) -> None:
    out = tmp_path / "march.xlsx"
    done = run(CODE, "--out", out)
    assert f"{out}: written" in done.stderr
    book = openpyxl.load_workbook(out)
    people = [[cell.value for cell in row] for row in book["People"].iter_rows(min_row=2)]
    assert {row[0] for row in people} == {"ann", "ben", "cat"}
    assert book["Tasks"].max_row > 1
    assert "looked at" in str(book["Numbers"]["A2"].value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Name one thing to rehearse"),
        ((CODE, "--leaving", "ann"), "Name one thing to rehearse"),
        (("nowhere",), "There is no revision nowhere"),
        ((CODE, "--out", "march.csv"), "must end in .xlsx"),
        ((CODE, "--until", "2020-01-01"), "before the first"),
        (("--leaving", "nobody"), "nobody with the reference nobody"),
        (("--profile", "nurse"), "has no draft to rehearse"),
        (("--leaving", "ann", "--out", "/nowhere/at/all.xlsx"), "cannot be written"),
    ],
)
def test_what_cannot_be_rehearsed_ends_with_2_and_says_what_to_do(
    arguments: tuple[str, ...], words: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr


def test_a_file_that_cannot_be_written_over_is_said_so(tmp_path: Path) -> None:
    taken = tmp_path / "taken.xlsx"
    taken.mkdir()
    done = run(CODE, "--out", taken)
    assert done.exit_code == 2
    assert "is a directory" in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("subject,version,standard,class,effective_on\n", "found no row"),
        (
            "subject,version,standard,class,effective_on\nPOL,1,XX1@2000,major,2026-01-01\n",
            "standard: found 'XX1@2000'",
        ),
        ("subject,version,standard,class\nPOL,1,ZA2@2013,major\n", "effective_on: found no such column"),
        (
            "subject,version,standard,class,effective_on\nPOL,1,ZA2@2013,huge,2026-01-01\n",
            "change.csv:2:class: found 'huge'",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_whole_naming_row_and_column(
    tmp_path: Path, text: str, words: str
) -> None:
    change = tmp_path / "change.csv"
    change.write_text(text)
    done = run("--change", change)
    assert done.exit_code == 2
    assert words in done.stderr
    assert run("--change", change, "--on", "2026-01-01").exit_code == 2
