"""On a real session of Spark on this machine: the answer of one machine, to the row and to the word.

Spark is large, so it is installed for these tests only: `make test-spark`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from bench.workload import build
from standing.cli.main import cli
from standing.cli.spark_job import _session
from tests.support.facts import write_csv_folder, write_parquet_folder
from tests.unit.core.engine.refused_facts import FACTS, WRONG

ANSWER = ["person", "standard", "context", "from"]


@pytest.fixture(scope="module", autouse=True)
def session() -> Iterator[None]:
    with _session("local[2]"):
        yield


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, words)])


def on_spark(folder: Path, out: Path, *words: object) -> list[dict[str, Any]]:
    """The rows that a cluster answers, sorted as the rules say."""
    result = run(folder, "--spark", "local[2]", "--out", out, *words)
    assert result.exit_code == 0, result.output
    return rows_of(out)


def rows_of(place: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = parquet.read_table(place).to_pylist()
    return sorted(rows, key=lambda row: [str(row[name] or "") for name in ANSWER])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = {name: [table_row(name, row) for row in rows] for name, rows in build(60, 11).items()}
    return write_parquet_folder(
        tmp_path_factory.mktemp("facts"), {name: rows for name, rows in tables.items() if rows}
    )


def table_row(name: str, fact: Any) -> dict[str, str]:
    from standing.core.engine.tables import TABLES

    return TABLES[name].fact_to_row(fact)


@pytest.mark.parametrize(
    "words",
    [(), ("--at", "2023-06-01"), ("--from", "2022-01-01", "--to", "2023-01-01", "--known-on", "2024-01-01")],
    ids=["whole lives", "a day", "a window as known"],
)
def test_the_answer_is_that_of_one_machine(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    here = tmp_path / "here.parquet"
    assert run(folder, "--out", here, *words).exit_code == 0
    expected = rows_of(here)
    assert len(expected) > 500
    assert on_spark(folder, tmp_path / "there", *words) == expected
    assert on_spark(folder, tmp_path / "spread", "--partitions", 7, *words) == expected


def test_questions_are_asked_of_what_a_cluster_has_written(folder: Path, tmp_path: Path) -> None:
    on_spark(folder, tmp_path / "there", "--partitions", 3)
    run(folder, "--out", tmp_path / "here.parquet")
    asked = [
        CliRunner().invoke(
            cli,
            [
                "ask",
                "months",
                "--at",
                "2021-01-01",
                "--answers",
                str(place),
                "--facts",
                str(folder),
                "--json",
            ],
        )
        for place in (tmp_path / "there", tmp_path / "here.parquet")
    ]
    assert asked[0].exit_code == 0, asked[0].output
    assert asked[0].stdout == asked[1].stdout


@pytest.mark.parametrize("wrong", WRONG)
def test_facts_are_refused_in_the_same_words(wrong: str, tmp_path: Path) -> None:
    facts = write_parquet_folder(tmp_path / "facts", FACTS | WRONG[wrong])
    here = run(facts, "--out", tmp_path / "here.parquet")
    there = run(facts, "--spark", "local[2]", "--out", tmp_path / "there")
    assert here.exit_code == 2
    assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr)
    assert not (tmp_path / "there").exists()


def test_what_a_cluster_does_not_do_is_refused(folder: Path, tmp_path: Path) -> None:
    def refused(*words: object) -> str:
        result = run(*words)
        assert result.exit_code == 2
        return result.stderr

    assert "give it a new folder as --out" in refused(folder, "--spark", "local[2]")
    assert "expected a name that is free" in refused(folder, "--spark", "local[2]", "--out", tmp_path)
    assert "found no such folder" in refused(
        tmp_path / "none", "--spark", "local[2]", "--out", tmp_path / "out"
    )
    text = write_csv_folder(tmp_path / "text", FACTS)
    assert "found CSV, expected Parquet" in refused(text, "--spark", "local[2]", "--out", tmp_path / "out")


def test_no_facts_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert on_spark(tmp_path / "facts", tmp_path / "out") == []
