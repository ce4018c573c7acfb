"""`standing import` of a spreadsheet of people and what they hold: questions, answers, written, and again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from standing.areas.audit import clock
from standing.areas.exchange.models import WorkbookImport
from standing.areas.record.models import Decision
from standing.cli.main import cli
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workbooks import sheet_file
from tests.integration.areas.exchange.conftest import ADA, AUTUMN, BEN, CAI, SPRING, THREE, TODAY, matrix

pytestmark = pytest.mark.django_db

KEYS = {"format", "file", "sha256", "read", "created", "updated", "unchanged", "repairs", "problems"}
ANSWERS: dict[str, Any] = {
    "sheets": {"Matrix": {"read": True}},
    "labels": {"pmva": "local:PMVA", "zx1": "standard:ZX1@2003"},
    "conventions": {"means|Matrix|6|": "done", "means|Matrix|7|": "done"},
    "rules": {"PMVA@1": {"months": 12}, "ZX1@2003": {"months": "never"}},
    "units": {"ash ward": "new", "elm ward": "new"},
    "roles": {"staff nurse": "new"},
    "ask_of_roles": False,
}


@pytest.fixture(autouse=True)
def service() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "matrix.xlsx").write_bytes(THREE)
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS))
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    given = [str(folder / word) if word.endswith((".xlsx", ".json", ".csv")) else word for word in words]
    return CliRunner().invoke(cli, ["import", *given])


def report(folder: Path, *words: str) -> dict[str, Any]:
    (found,) = json.loads(run(folder, *words, "--json").stdout)
    return dict(found)


def test_a_file_of_which_nothing_is_known_is_refused_with_its_questions(folder: Path) -> None:
    found = run(folder, "matrix.xlsx")
    assert found.exit_code == 2
    assert "matrix.xlsx:sheets.Matrix: is the sheet Matrix read?" in found.stderr
    assert 'sheets.Matrix takes {"read": true} or {"read": false}' in found.stderr
    assert not WorkbookImport.objects.exists()


def test_with_answers_it_is_written_and_its_faults_are_listed(folder: Path) -> None:
    found = report(folder, "matrix.xlsx", "--answers", "answers.json")
    assert found.keys() >= KEYS
    assert (found["format"], found["file"]) == ("competence-spreadsheet", "matrix.xlsx")
    counts = [found[name] for name in ("read", "created", "updated", "unchanged")]
    assert counts == [6, 5, 0, 0]
    (problem,) = found["problems"]
    assert problem["where"] == "matrix.xlsx:Matrix!G4"
    assert "found 'soon'" in problem["what"]
    assert Decision.objects.count() == 5


def test_a_dry_run_counts_the_same_and_writes_nothing(folder: Path) -> None:
    found = run(folder, "matrix.xlsx", "--answers", "answers.json", "--dry-run")
    assert found.exit_code == 1
    assert "matrix.xlsx: competence-spreadsheet, would be imported" in found.stdout
    assert "6 read: 5 created, 0 updated, 0 unchanged; 0 repairs, 1 problem" in found.stdout
    assert not Decision.objects.exists()


def test_what_is_remembered_needs_no_answer_again_and_nothing_is_doubled(folder: Path) -> None:
    run(folder, "matrix.xlsx", "--answers", "answers.json")
    again = report(folder, "matrix.xlsx")
    assert (again["created"], again["unchanged"]) == (0, 5)
    (folder / "matrix.xlsx").write_bytes(
        matrix([*ADA, AUTUMN, SPRING], [*BEN, SPRING, AUTUMN], [*CAI, SPRING, SPRING])
    )
    asked = report(folder, "matrix.xlsx")
    assert [each["where"] for each in asked["problems"]] == ["matrix.xlsx:replace_later"]
    assert Decision.objects.count() == 5
    (folder / "later.json").write_text(json.dumps({"replace_later": True}))
    mended = report(folder, "matrix.xlsx", "--answers", "later.json")
    assert (mended["created"], mended["updated"], mended["unchanged"]) == (1, 1, 4)


def test_the_questions_of_each_step_are_told_until_none_is_left(folder: Path) -> None:
    places = []
    given: dict[str, Any] = {}
    for part in (("sheets",), ("labels",), ("conventions", "rules"), ("units", "roles"), ("ask_of_roles",)):
        (folder / "some.json").write_text(json.dumps(given))
        places.append(
            [each["where"] for each in report(folder, "matrix.xlsx", "--answers", "some.json")["problems"]]
        )
        given |= {name: ANSWERS[name] for name in part}
    assert [len(each) for each in places] == [1, 2, 4, 3, 1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ('{"lables": {}}', "found 'lables'"),
        ('{"labels": {"a": "b"}}', "labels.a: found 'b'"),
    ],
)
def test_answers_that_are_none_are_refused(text: str, words: str, folder: Path) -> None:
    (folder / "answers.json").write_text(text)
    found = run(folder, "matrix.xlsx", "--answers", "answers.json")
    assert found.exit_code == 2
    assert words in found.stderr
    assert "Nothing was imported." in found.stderr


def test_a_broken_workbook_is_refused_in_words(folder: Path) -> None:
    (folder / "matrix.xlsx").write_bytes(b"PK\x03\x04 nothing")
    found = run(folder, "matrix.xlsx")
    assert found.exit_code == 2
    assert "matrix.xlsx: " in found.stderr


def test_a_text_file_of_people_is_a_spreadsheet_and_other_text_is_not(folder: Path) -> None:
    (folder / "people.csv").write_text(
        "Staff No,Name,PMVA\n1,Ada Example,01/10/2025\n2,Ben Sample,02/10/2025\n"
    )
    assert report(folder, "people.csv")["format"] == "competence-spreadsheet"
    (folder / "notes.csv").write_text("Nothing to see here.\n")
    assert report(folder, "notes.csv")["format"] == ""


def test_a_format_named_is_the_format_read(folder: Path) -> None:
    (folder / "odd.xlsx").write_bytes(sheet_file({"Notes": [["Nothing here"]]}))
    found = report(folder, "odd.xlsx", "--as", "competence-spreadsheet")
    assert found["problems"][0]["where"] == "odd.xlsx:sheets.Notes"
