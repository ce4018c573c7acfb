"""Folders of facts: what is taken for a table, what is ignored and said, what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from standing.core.engine.refused import Refused
from standing.core.engine.sources import read_folder


def _messages(folder: Path) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        read_folder(folder)
    return refused.value.messages


def test_a_table_without_a_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "standards.csv").write_text("standard\nMH14@2013\n", encoding="utf-8")
    read = read_folder(tmp_path)
    assert list(read.tables) == ["standards"]
    assert read.facts("decisions") == ()
    assert read.known("decisions", None) == ()


def test_files_and_folders_that_are_no_table_are_named(facts: Path) -> None:
    (facts / "notes.txt").write_text("x", encoding="utf-8")
    (facts / "Claims.CSV").write_text("x", encoding="utf-8")
    (facts / "old").mkdir()
    assert read_folder(facts).ignored_files == ("Claims.CSV", "notes.txt", "old")


def test_columns_that_the_table_has_not_are_named(facts: Path) -> None:
    (facts / "standards.csv").write_text("standard,title,recorded_on\nMH14@2013,x,y\n", encoding="utf-8")
    read = read_folder(facts)
    assert read.ignored_columns == ("standards.csv:1:title", "standards.csv:1:recorded_on")


def test_a_table_in_both_forms(facts: Path) -> None:
    (facts / "claims.parquet").write_bytes(b"")
    expected = "claims.parquet: found this table as claims.csv too, expected one of the two"
    assert _messages(facts) == (expected,)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert _messages(folder) == (f"{folder}: found no such folder, expected a folder of fact tables",)


def test_a_file_in_place_of_the_folder(facts: Path) -> None:
    file = facts / "claims.csv"
    assert _messages(file) == (f"{file}: found no such folder, expected a folder of fact tables",)


def test_a_folder_that_cannot_be_read(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    expected = f"{facts}: found a folder that cannot be read (Permission denied), expected one"
    assert _messages(facts) == (expected,)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_something_else_in_place_of_a_file_is_not_an_empty_table(make: object, facts: Path) -> None:
    (facts / "claims.csv").unlink()
    assert callable(make)
    make(facts / "claims.csv")
    assert _messages(facts) == ("claims.csv: found something that is not a file, expected a file",)


@pytest.mark.parametrize("name", ["claims.arrow", "Claims.CSV", "claims.csv.gz", "claims"])
def test_a_table_in_a_form_that_is_not_read_is_not_an_empty_table(name: str, facts: Path) -> None:
    (facts / "claims.csv").rename(facts / name)
    expected = f"{name}: found this table in a form that is not read, expected claims.csv or claims.parquet"
    assert _messages(facts) == (expected,)


def test_a_file_that_may_not_be_looked_at_is_read_all_the_same(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may list a folder and not look into it is told by the reading what is wrong, as of any file."""

    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    def unread(_: Path, *__: object, **___: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setattr(Path, "open", unread)
    monkeypatch.setattr(Path, "read_bytes", unread)
    assert "claims.csv: found a file that cannot be read (Permission denied), expected CSV" in _messages(
        facts
    )
