"""What becomes of an answer that standard output does not take."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from standing.cli import main
from standing.cli.output import Output

FULL = Path("/dev/full")
"""A file of Linux that is always full."""


@pytest.fixture
def full() -> Iterator[int]:
    if not FULL.exists():
        pytest.skip("NOT TESTED: this system has no /dev/full, so no output can be made to fail.")
    descriptor = os.open(FULL, os.O_WRONLY)
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def nobody_reads() -> Iterator[int]:
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def taken_over(monkeypatch: pytest.MonkeyPatch, output: Output) -> Output:
    usual = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", usual)
    output.take_over()
    return output


def test_what_is_taken_is_written_and_changes_no_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    descriptor = os.open(tmp_path / "out", os.O_WRONLY | os.O_CREAT)
    output = taken_over(monkeypatch, Output(descriptor, goes_on=False))
    print("é")
    assert [output.exit_code(code) for code in (0, 1, 2)] == [0, 1, 2]
    assert (tmp_path / "out").read_bytes() == "é\n".encode()
    assert capsys.readouterr().err == ""
    os.close(descriptor)


def test_an_answer_that_is_lost_is_refused(
    full: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = taken_over(monkeypatch, Output(full, goes_on=False))
    print("some of it")
    assert output.exit_code(0) == 2
    assert capsys.readouterr().err == (
        "The answer cannot be written to standard output (No space left on device): what is there of it is not whole.\n"
    )


def test_a_long_answer_ends_where_it_is_lost(full: int, monkeypatch: pytest.MonkeyPatch) -> None:
    output = taken_over(monkeypatch, Output(full, goes_on=False))
    with pytest.raises(click.exceptions.Exit):
        sys.stdout.buffer.write(b"x" * 1_000_000)
    assert output.exit_code(2) == 2


@pytest.mark.parametrize(("ended", "told"), [(0, 1), (1, 1), (2, 2), (3, 3)])
def test_what_changes_something_goes_on_to_its_end_and_tells_what_became_of_it(
    full: int, ended: int, told: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = taken_over(monkeypatch, Output(full, goes_on=True))
    for _ in range(3):
        print("done so far", flush=True)
    assert output.exit_code(ended) == told
    assert capsys.readouterr().err == (
        "The answer could not all be written to standard output (No space left on device). "
        "The command went on to its end.\n"
    )


def test_a_reader_who_has_had_enough_ends_an_answer_and_stops_no_change(
    nobody_reads: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taken_over(monkeypatch, Output(nobody_reads, goes_on=False))
    with pytest.raises(BrokenPipeError):
        print("some of it", flush=True)
    output = taken_over(monkeypatch, Output(nobody_reads, goes_on=True))
    print("done so far", flush=True)
    assert output.exit_code(0) == 0
    assert capsys.readouterr().err == ""


def test_what_changes_nothing_is_named() -> None:
    """A command that is not named here is taken to change something, and is never stopped half way."""
    assert set(main.COMMANDS) - main.ANSWERS == {
        *("import", "rota", "draft-crosswalk", "set-rule", "approve", "adopt", "undo", "check", "rebuild"),
        *("init", "export", "facts", "backup", "restore", "remind", "demo", "serve"),
    }
    assert set(main.COMMANDS) | {""} >= main.ANSWERS


@pytest.mark.parametrize(("words", "code"), [("--version", 2), ("import --help", 1)])
def test_the_command_line_itself_says_so(words: str, code: int, full: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from standing.cli.main import main; main()", *words.split()],
        stdout=full,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert b"standard output (No space left on device)" in done.stderr
    assert b"Traceback" not in done.stderr
