"""`standing evaluate`: options, forms of the answer, messages, and files written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from standing.cli import answer_files, evaluate
from standing.cli.main import cli
from standing.core.engine.evaluate import Answer
from tests.support.facts import write_csv_folder, write_parquet_folder

HEADER = "person,standard,context,from,to,status,reasons,expires_on"
DECISION = {"person": "ann", "standard": "MH14@2013", "outcome": "met", "decided_on": "2024-01-01"}
FACTS = {
    "standards": [{"standard": "MH14@2013", "validity_months": "24"}],
    "decisions": [
        DECISION | {"decision": "1"},
        DECISION | {"decision": "2", "person": 'Zoë, "Z"', "recorded_on": "2024-02-01"},
    ],
}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return write_csv_folder(tmp_path / "facts", FACTS)


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)])


def _done(*arguments: object) -> Result:
    result = _run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def _refused(*arguments: object) -> str:
    """The last line said on standard error; nothing may be on standard output."""
    result = _run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()[-1]


def test_csv_on_standard_output_and_nothing_else(facts: Path) -> None:
    result = _done(facts, "--at", "2024-01-01", "--out", "-")
    assert result.stdout_bytes.decode("utf-8") == (
        f"{HEADER}\n"
        '"Zoë, ""Z""",MH14@2013,,2024-01-01,2024-01-02,current,,2026-01-01\n'
        "ann,MH14@2013,,2024-01-01,2024-01-02,current,,2026-01-01\n"
    )
    assert result.stderr == ""


def test_json_on_standard_output_and_nothing_else(facts: Path) -> None:
    result = _done(facts, "--at", "2024-01-01", "--json", "--known-on", "2024-01-31")
    assert json.loads(result.stdout) == [
        {
            "person": "ann",
            "standard": "MH14@2013",
            "context": "",
            "from": "2024-01-01",
            "to": "2024-01-02",
            "status": "current",
            "reasons": "",
            "expires_on": "2026-01-01",
        }
    ]
    assert result.stderr == ""


def test_a_window_is_cut_to_its_days(facts: Path) -> None:
    result = _done(facts, "--from", "2023-12-30", "--to", "2024-01-03", "--json")
    rows = [(row["from"], row["to"], row["status"]) for row in json.loads(result.stdout)]
    assert rows[:2] == [("2023-12-30", "2024-01-01", "not_held"), ("2024-01-01", "2024-01-03", "current")]


def test_whole_lives_unless_asked_for_days(facts: Path) -> None:
    rows = json.loads(_done(facts, "--json").stdout)
    assert [(row["from"], row["to"]) for row in rows[:4]] == [
        ("2024-01-01", "2025-10-03"),
        ("2025-10-03", "2026-01-02"),
        ("2026-01-02", "2026-01-30"),
        ("2026-01-30", ""),
    ]


def test_a_table_to_read_with_counts(facts: Path) -> None:
    result = _done(facts, "--at", "2025-12-01")
    assert result.stdout.splitlines() == [
        "person    standard   context  from        to          status  expires on  reasons",
        'Zoë, "Z"  MH14@2013           2025-12-01  2025-12-02  due     2026-01-01  expiring',
        "ann       MH14@2013           2025-12-01  2025-12-02  due     2026-01-01  expiring",
        "",
        "2 rows: 2 people, 2 standards held or required",
        "       2 due",
    ]


def test_a_name_that_cannot_be_printed_keeps_to_its_line(tmp_path: Path) -> None:
    folder = write_csv_folder(
        tmp_path, FACTS | {"decisions": [DECISION | {"decision": "1", "person": "a\nb"}]}
    )
    assert _done(folder, "--at", "2024-01-01").stdout.splitlines()[1].startswith("a\\nb ")


def test_parquet_has_dates(facts: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.parquet"
    result = _done(facts, "--out", out)
    table = parquet.read_table(out)
    assert [f"{field.name} {field.type}" for field in table.schema] == [
        "person string",
        "standard string",
        "context string",
        "from date32[day]",
        "to date32[day]",
        "status string",
        "reasons string",
        "expires_on date32[day]",
    ]
    last = table.to_pylist()[-1]
    assert (last["from"], last["to"], last["reasons"]) == (date(2026, 1, 30), None, "expired")
    assert (result.stdout, result.stderr) == ("", f"8 rows written to {out}\n")


def test_an_answer_of_no_rows_in_every_form(tmp_path: Path) -> None:
    folder = write_csv_folder(tmp_path / "facts", {"standards": FACTS["standards"]})
    assert _done(folder, "--out", "-").stdout == f"{HEADER}\n"
    assert json.loads(_done(folder, "--json").stdout) == []
    _done(folder, "--out", tmp_path / "none.parquet")
    assert parquet.read_table(tmp_path / "none.parquet").num_rows == 0


def test_a_file_and_json_together(facts: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.csv"
    result = _done(facts, "--at", "2024-01-01", "--out", out, "--json")
    assert len(json.loads(result.stdout)) == 2
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


def test_a_cell_with_a_carriage_return_is_quoted(tmp_path: Path) -> None:
    decisions = [DECISION | {"decision": "1", "person": "a\rb"}]
    folder = write_parquet_folder(tmp_path, FACTS | {"decisions": decisions})
    assert '\n"a\rb",MH14' in _done(folder, "--at", "2024-01-01", "--out", "-").stdout_bytes.decode()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--at", "2024-01-01", "--from", "2024-01-01"],
            "Error: --at is one day, --from and --to are a window: give one or the other.",
        ),
        (
            ["--at", "2024-01-01", "--to", "2024-01-01"],
            "Error: --at is one day, --from and --to are a window: give one or the other.",
        ),
        (
            ["--from", "2024-01-01"],
            "Error: --from and --to belong together: give both, or neither for whole lives.",
        ),
        (
            ["--to", "2024-01-01"],
            "Error: --from and --to belong together: give both, or neither for whole lives.",
        ),
        (
            ["--from", "2024-01-02", "--to", "2024-01-01"],
            "--from 2024-01-02 is after --to 2024-01-01: a window ends on or after the day it begins.",
        ),
        (
            ["--at", "1/3/2024"],
            "Error: Invalid value for '--at': found '1/3/2024', expected a day as year-month-day, like 2026-03-31.",
        ),
        (
            ["--out", "-", "--json"],
            "Error: --json and --out - both write to standard output: give one of them.",
        ),
        (
            ["--out", "answer.xlsx"],
            "--out answer.xlsx: found the ending '.xlsx', expected .csv or .parquet (or - for standard output).",
        ),
        (
            ["--out", "answer"],
            "--out answer: found no ending, expected .csv or .parquet (or - for standard output).",
        ),
        (
            ["--out", "none/a.csv"],
            "--out none/a.csv: found no folder none. Make it first, or name another.",
        ),
    ],
)
def test_options_that_are_refused(options: list[str], message: str, facts: Path) -> None:
    assert _refused(facts, *options) == message


def test_a_folder_in_place_of_the_file_to_write(facts: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.csv"
    out.mkdir()
    assert _refused(facts, "--out", out) == f"--out {out}: found a folder, expected the name of a file."


def test_the_answer_never_takes_the_place_of_a_table_of_facts(facts: Path) -> None:
    before = (facts / "decisions.csv").read_bytes()
    out = facts / ".." / "facts" / "decisions.csv"
    expected = f"--out {out}: that is where a table of facts belongs. Name another file."
    assert _refused(facts, "--out", out) == expected
    assert (facts / "decisions.csv").read_bytes() == before


def test_the_file_is_refused_before_the_facts_are_read(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none", "--out", "a.txt").startswith("--out a.txt: found the ending")


def test_facts_that_cannot_be_right_are_told_each_on_its_line_and_nothing_is_written(
    facts: Path, tmp_path: Path
) -> None:
    (facts / "claims.csv").write_text(
        "person,standard,opened_on\nann,MH14@2013,soon\n,MH14@2013,2024-01-01\n", encoding="utf-8"
    )
    result = _run(facts, "--out", tmp_path / "answer.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "claims.csv:2:opened_on: found 'soon', expected a day as year-month-day, like 2026-03-31",
        "claims.csv:3:person: found nothing, expected a value: this column must be filled in",
    ]
    assert not (tmp_path / "answer.csv").exists()


def test_what_is_no_table_or_no_column_of_one_is_named(facts: Path) -> None:
    (facts / "notes.txt").write_text("x", encoding="utf-8")
    (facts / "standards.csv").write_text("standard,title\nMH14@2013,x\n", encoding="utf-8")
    assert _done(facts, "--json").stderr.splitlines() == [
        "notes.txt: ignored, it is not a table of facts",
        "standards.csv:1:title: ignored, the table has no such column",
    ]


def test_a_folder_without_any_table_is_answered_and_told(tmp_path: Path) -> None:
    result = _done(tmp_path, "--out", "-")
    assert result.stdout == f"{HEADER}\n"
    assert result.stderr == f"{tmp_path} has no table of facts: expected files such as standards.csv\n"


def test_a_window_of_no_days_is_told(facts: Path) -> None:
    result = _done(facts, "--from", "2024-01-01", "--to", "2024-01-01", "--json")
    assert json.loads(result.stdout) == []
    assert result.stderr == (
        "The window has no days: --to is the first day after it, and 2024-01-01 is its first day too.\n"
    )


def test_an_interruption_leaves_the_old_file_and_nothing_beside_it(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> Iterator[Answer]:
        yield from ()
        raise KeyboardInterrupt

    out = tmp_path / "answer.csv"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr(evaluate, "evaluate", interrupted)
    result = _run(facts, "--out", out)
    assert result.exit_code == 130
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.csv", "facts"]


def test_a_file_that_cannot_be_written(facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(answers: Iterable[Answer], file: object, about: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(answer_files.WRITERS, ".csv", full)
    out = tmp_path / "answer.csv"
    assert _refused(facts, "--out", out) == f"--out {out}: it cannot be written (No space left on device)."
    assert not out.exists()


def test_a_folder_that_takes_no_file(facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    out = tmp_path / "answer.csv"
    monkeypatch.setattr(Path, "unlink", refuse)  # such a folder refuses to take away, too
    monkeypatch.setitem(answer_files.WRITERS, ".csv", refuse)
    assert _refused(facts, "--out", out) == f"--out {out}: it cannot be written (Read-only file system)."


def test_a_written_file_can_be_read_by_others(facts: Path, tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        _done(facts, "--out", tmp_path / "answer.csv")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "answer.csv").stat().st_mode) == 0o644


def test_progress_on_a_terminal_alone(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _done(facts, "--json").stderr == ""
    monkeypatch.setattr(evaluate, "show_progress", lambda: True)
    result = _done(facts, "--json")
    assert result.stderr == "\r2 of 2 people\n"
    assert len(json.loads(result.stdout)) == 8


def test_help_has_an_example() -> None:
    assert "standing evaluate facts/ --at 2026-03-03" in _done("--help").stdout
