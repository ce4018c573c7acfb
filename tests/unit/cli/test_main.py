"""How every command ends: its exit code and its words."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from django.db import OperationalError, ProgrammingError
from django.db.migrations.exceptions import MigrationSchemaMissing

from standing.areas import refusals
from standing.cli import main, support
from standing.cli.main import COMMANDS, cli


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], Result]:
    """Run a made-up command `try` that does what is given."""

    def run_it(does: Callable[[], Any]) -> Result:
        module = ModuleType("standing.cli.try_")
        module.command = click.command(name="try")(does)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "standing.cli.try_", module)
        monkeypatch.setitem(COMMANDS, "try", ("try_", "Try it."))
        monkeypatch.setattr(main, "find_spec", lambda name: True)
        return CliRunner().invoke(cli, ["try"])

    return run_it


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_done(run: Any) -> None:
    result = run(lambda: support.print_json({"a": 1}))
    assert (result.exit_code, result.stdout) == (0, '{\n  "a": 1\n}\n')


def test_done_with_problems(run: Any) -> None:
    assert run(lambda: support.DONE_WITH_PROBLEMS).exit_code == 1


@pytest.mark.parametrize(
    "error",
    [
        support.Refused("There is no person “p1”."),
        refusals.Refused("There is no person “p1”."),
        refusals.NotAllowed("There is no person “p1”."),
    ],
)
def test_refused(run: Any, error: Exception) -> None:
    result = run(raising(error))
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "There is no person “p1”.\n")


def test_wrong_usage() -> None:
    for words in (["nonsense"], ["serve", "--port", "ninety"]):
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "Usage: " in result.stderr


def test_a_fault_of_ours_is_one_line(run: Any) -> None:
    result = run(raising(ValueError("two\nlines")))
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == "internal error: ValueError: two lines"
    assert "Traceback" not in result.stderr


def test_a_fault_can_be_looked_into(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDING_TRACEBACK", "1")
    result = run(raising(ValueError("here")))
    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "internal error: ValueError: here" in result.stderr


@pytest.mark.parametrize("error", [OperationalError, MigrationSchemaMissing])
def test_a_store_that_does_not_go_on_is_no_fault_of_ours(run: Any, error: type[Exception]) -> None:
    result = run(raising(error("database is locked")))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "The store could not be used: database is locked.\n"
        "What was not finished is undone. Run it again once nothing else writes to the store and its disk has room.\n"
    )


def test_what_works_in_steps_does_not_say_that_nothing_was_changed(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "IN_STEPS", {"try"})
    assert run(raising(OperationalError("database or disk is full"))).exit_code == 3
    assert set(main.COMMANDS) >= {"import", "adopt", "init", "restore", "remind", "demo"}


def test_a_question_that_no_database_understands_is_a_fault_of_ours(run: Any) -> None:
    assert run(raising(ProgrammingError("no such column"))).exit_code == 3


def test_stopped_by_hand(run: Any) -> None:
    for error in (KeyboardInterrupt(), click.Abort()):
        result = run(raising(error))
        assert (result.exit_code, result.stderr) == (130, "\nStopped.\n")


def test_a_reader_who_has_had_enough_is_no_fault(run: Any) -> None:
    result = run(raising(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert (result.exit_code, result.output) == (1, "")


def test_without_the_web_parts_a_command_says_how_to_install_them(run: Any) -> None:
    result = run(raising(ModuleNotFoundError("No module named 'django'", name="django.db")))
    assert result.exit_code == 2
    assert result.stderr == (
        "`standing try` needs parts that are not installed. Install them: pip install 'standing-nos[web]'\n"
    )


def test_a_module_of_ours_that_is_missing_is_a_fault(run: Any) -> None:
    assert run(raising(ModuleNotFoundError("No module named 'standing.x'", name="standing.x"))).exit_code == 3


def test_a_command_whose_module_cannot_be_loaded_without_the_web_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_web(name: str) -> ModuleType:
        raise ModuleNotFoundError("No module named 'django'", name="django")

    monkeypatch.setattr(main, "import_module", no_web)
    result = CliRunner().invoke(cli, ["serve"])
    assert result.exit_code == 2
    assert "pip install 'standing-nos[web]'" in result.stderr


def test_help_lists_what_is_there_without_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(name: str) -> ModuleType:
        raise AssertionError(f"{name} was loaded")

    monkeypatch.setattr(main, "import_module", never)
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    assert "serve" in result.stdout
    assert "Exit codes: 0 done" in result.stdout


def present() -> list[str]:
    return cli.list_commands(click.Context(cli))


@pytest.mark.parametrize("name", present())
def test_every_command_helps_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"standing {name}" in result.stdout.split("Example")[-1], "its help ends with an example"


def test_neither_the_command_line_nor_its_help_loads_the_web() -> None:
    script = (
        "import sys; from standing.cli.main import cli; cli(['--help'], standalone_mode=False);"
        "sys.exit(any(name.partition('.')[0] in ('django', 'jinja2', 'sqlite3', 'waitress') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_json_writes_days_and_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    support.print_json({"on": date(2026, 3, 3), "who": {"b", "a"}, "é": "é"})
    assert capsys.readouterr().out == (
        '{\n  "on": "2026-03-03",\n  "who": [\n    "a",\n    "b"\n  ],\n  "é": "é"\n}\n'
    )
    with pytest.raises(TypeError, match="object cannot be written as JSON"):
        support.print_json(object())


def test_a_new_file_is_whole_or_not_there(tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    support.write_new(file, b"whole")
    with pytest.raises(FileExistsError):
        support.write_new(file, b"another")
    assert file.read_bytes() == b"whole"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: this system has no /dev/full.")
def test_of_a_file_that_could_not_be_written_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "team.csv"

    def full(path: Path, mode: str) -> Any:
        path.touch()
        return open("/dev/full", "wb")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space left"):
        support.write_new(file, b"half of it")
    assert not file.exists()
