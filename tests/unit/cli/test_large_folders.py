"""`standing evaluate` for a large folder: the same answer in every form, the same refusals, no half file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from standing.cli import evaluate, large_folders
from standing.cli.main import cli
from standing.core.engine.columnar import whole
from tests.support.facts import write_csv_folder, write_parquet_folder

FACTS = {
    "standards": [{"standard": "MH14@2013", "validity_months": "24"}, {"standard": "MH15@2013"}],
    "requirements": [{"role": "nurse", "standard": "MH15@2013", "from": "2024-01-01"}],
    "assignments": [{"person": "ben", "unit": "elm", "role": "nurse", "from": "2024-01-01"}],
    "decisions": [
        {
            "decision": str(number),
            "person": person,
            "standard": "MH14@2013",
            "context": context,
            "outcome": "met",
            "decided_on": "2024-01-01",
        }
        for number, (person, context) in enumerate([("ann", ""), ('Zoë, "Z"', "older\npeople"), ("ben", "")])
    ],
    "suspensions": [{"person": "ann", "from": "2024-05-01", "to": "2024-06-01"}],
}


@pytest.fixture(params=[write_csv_folder, write_parquet_folder], ids=["csv", "parquet"])
def facts(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = request.param(tmp_path / "facts", FACTS)
    assert isinstance(folder, Path)
    return folder


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object, large: bool) -> Result:
    monkeypatch.setattr(large_folders, "LARGE", 1 if large else 1 << 60)
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)])


@pytest.mark.parametrize("days", [(), ("--at", "2024-05-02"), ("--from", "2023-01-01", "--to", "2025-01-01")])
@pytest.mark.parametrize("form", [("--json",), ("--out", "-"), ()])
def test_every_form_is_the_same(
    facts: Path, days: tuple[str, ...], form: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = _run(monkeypatch, facts, *days, *form, large=False)
    large = _run(monkeypatch, facts, *days, *form, large=True)
    assert (large.exit_code, large.stdout, large.stderr) == (0, small.stdout, small.stderr)


def test_files_are_the_same_and_json_goes_with_them(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form in ("csv", "parquet"):
        for large in (False, True):
            result = _run(monkeypatch, facts, "--out", tmp_path / f"{large}.{form}", "--json", large=large)
            assert result.exit_code == 0, result.output
            assert result.stderr.startswith("15 rows written to ")
    assert (tmp_path / "True.csv").read_bytes() == (tmp_path / "False.csv").read_bytes()
    large, small = (
        parquet.read_table(tmp_path / "True.parquet"),
        parquet.read_table(tmp_path / "False.parquet"),
    )
    assert large.equals(small)


@pytest.mark.parametrize("threads", [1, 3])
def test_however_many_threads_the_answer_is_the_same(
    facts: Path, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[int] = []
    made = whole.Plan

    def noted(threads: int) -> whole.Plan:
        plans.append(threads)
        return made(threads=threads)

    monkeypatch.setattr(whole, "Plan", noted)
    given = _run(monkeypatch, facts, "--out", "-", "--threads", threads, large=True)
    assert given.stdout == _run(monkeypatch, facts, "--out", "-", large=True).stdout
    assert plans == [threads, large_folders._processors()]


def test_threads_are_not_for_a_cluster(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = _run(monkeypatch, facts, "--spark", "local", "--out", "x", "--threads", 2, large=True)
    assert (result.exit_code, "--threads is for this machine" in result.stderr) == (2, True)


def test_facts_are_refused_in_the_same_words(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (facts / "absences.csv").write_text(
        "person,from,to\nann,2024-02-30,\n,2024-01-01,\nann,2024-01-02,2024-01-01\n"
    )
    out = tmp_path / "answer.csv"
    small = _run(monkeypatch, facts, "--out", out, large=False)
    large = _run(monkeypatch, facts, "--out", out, large=True)
    assert (large.exit_code, large.stderr) == (2, small.stderr)
    assert small.stderr.count("\n") == 3
    assert not out.exists()


def test_a_window_without_days_has_no_rows(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = ("--from", "2024-01-01", "--to", "2024-01-01", "--json")
    assert _run(monkeypatch, facts, *window, large=True).stdout == "[]\n"


def test_what_belongs_to_no_table_is_named(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (facts / "notes.txt").write_text("x")
    (facts / "claims.csv").write_text("person,standard,opened_on,colour\nann,MH14@2013,2024-01-01,blue\n")
    said = _run(monkeypatch, facts, "--out", "-", large=True).stderr
    assert said == _run(monkeypatch, facts, "--out", "-", large=False).stderr
    assert "notes.txt: ignored" in said
    assert "claims.csv:1:colour: ignored" in said


def test_without_the_extra_nothing_is_large(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_folders, "LARGE", 1)
    monkeypatch.setattr(large_folders, "can_compile", lambda: False)
    assert not large_folders.is_large(facts)


def test_an_interruption_leaves_the_old_file_and_nothing_beside_it(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = evaluate.batches_of

    def interrupted(*words: Any) -> Iterator[Any]:
        batches = whole(*words)
        assert batches is not None
        yield next(batches)
        raise KeyboardInterrupt

    out = tmp_path / "answers.parquet"
    out.write_text("what was there before")
    monkeypatch.setattr(evaluate, "batches_of", interrupted)
    assert _run(monkeypatch, facts, "--out", out, large=True).exit_code != 0
    assert out.read_text() == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.parquet", "facts"]


def test_a_folder_that_may_not_be_looked_into_is_refused_in_words(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    result = CliRunner().invoke(cli, ["evaluate", str(facts)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{facts}: found a folder that cannot be read (Permission denied), expected one\n"
