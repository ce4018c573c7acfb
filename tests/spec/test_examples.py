"""The worked examples (tests/examples) hold: by the definition, in whole lives, and on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from standing.cli.main import cli
from standing.core.engine.evaluate import evaluate
from standing.core.rules.known import PersonFacts
from standing.core.rules.status import standing_on
from tests.support.facts import workforce_of, write_csv_folder, write_parquet_folder

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.json"))
COMPARED = ("person", "standard", "context", "status", "reasons", "expires_on")

each_example = pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in EXAMPLES])


def _read(path: Path) -> dict[str, Any]:
    example: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return example


def _known_on(example: dict[str, Any]) -> date | None:
    return date.fromisoformat(example["known_on"]) if "known_on" in example else None


def _covers(row: dict[str, str], day: str) -> bool:
    return row["from"] <= day and (not row["to"] or day < row["to"])


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 22
    assert sum(len(_read(path)["answers"]) for path in EXAMPLES) == 71


@each_example
def test_the_definition_answers_as_the_example_says(path: Path) -> None:
    example = _read(path)
    workforce = workforce_of(example["facts"], _known_on(example))
    for expected in example["answers"]:
        person = workforce.people.get(expected["person"], PersonFacts(expected["person"]))
        day = date.fromisoformat(expected["on"])
        answer = standing_on(person, workforce.asked, expected["standard"], expected["context"], day)
        expires_on = answer.expires_on.isoformat() if answer.expires_on else ""
        assert (answer.status, "|".join(answer.reasons), expires_on) == tuple(
            expected[name] for name in ("status", "reasons", "expires_on")
        ), expected


@each_example
def test_whole_lives_answer_as_the_example_says(path: Path) -> None:
    example = _read(path)
    rows = [answer.as_row() for answer in evaluate(workforce_of(example["facts"], _known_on(example)))]
    for expected in example["answers"]:
        pair = [row for row in rows if all(row[name] == expected[name] for name in COMPARED[:3])]
        covering = [row for row in pair if row["from"] and _covers(row, expected["on"])]
        assert len(covering) <= 1
        if covering:
            assert {name: covering[0][name] for name in COMPARED} == {
                name: expected[name] for name in COMPARED
            }
        else:
            # Before a life begins, and for a pair that is not answered, there is nothing but plain not_held.
            assert all(not row["from"] or row["from"] > expected["on"] for row in pair)
            assert _without_a_holding(expected, pair)


def _without_a_holding(expected: dict[str, str], pair: list[dict[str, str]]) -> bool:
    return expected["status"] == "not_held" and (not pair or expected["reasons"] == "")


@each_example
@pytest.mark.parametrize("write", [write_csv_folder, write_parquet_folder])
def test_the_command_answers_as_the_example_says(path: Path, write: Any, tmp_path: Path) -> None:
    example = _read(path)
    folder = write(tmp_path, example["facts"])
    known = ["--known-on", example["known_on"]] if "known_on" in example else []
    for day in sorted({expected["on"] for expected in example["answers"]}):
        result = CliRunner().invoke(cli, ["evaluate", str(folder), "--at", day, *known, "--json"])
        assert (result.exit_code, result.stderr) == (0, "")
        rows = {tuple(row[name] for name in COMPARED[:3]): row for row in json.loads(result.stdout)}
        for expected in (answer for answer in example["answers"] if answer["on"] == day):
            row = rows.get(tuple(expected[name] for name in COMPARED[:3]))
            if row is None:
                # The pair is not answered: nobody requires it, and no decision names that context.
                assert expected["status"] == "not_held"
            else:
                assert {name: row[name] for name in COMPARED} == {name: expected[name] for name in COMPARED}
