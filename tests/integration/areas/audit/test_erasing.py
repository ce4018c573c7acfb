"""What was erased is in no file of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import ConnectionHandler, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from standing.areas.audit import erasing
from standing.areas.audit.actions import System, erase_words, record_event, writing
from standing.site.config import SQLITE_OPTIONS

pytestmark = pytest.mark.django_db

SECRET = "Mrs Made Up of Nowhere Lane"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    place = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "store.sqlite3"),
        "OPTIONS": SQLITE_OPTIONS,
    }
    made = ConnectionHandler({"default": place})["default"]
    with made.cursor() as cursor:
        cursor.execute("CREATE TABLE words (said text)")
    yield made
    made.close()


def holding_it(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if SECRET.encode() in one.read_bytes())


def write_and_erase(store: BaseDatabaseWrapper) -> None:
    with store.cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES (%s)", [SECRET])
        cursor.execute("DELETE FROM words")


@pytest.mark.own_store
def test_the_log_is_emptied(store: BaseDatabaseWrapper, tmp_path: Path) -> None:
    write_and_erase(store)
    assert holding_it(tmp_path) == ["store.sqlite3-wal"]
    assert erasing.empty_log(store)
    assert holding_it(tmp_path) == []
    with store.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (SQLITE_OPTIONS["timeout"] * 1000,)


@pytest.mark.own_store
def test_whoever_is_still_reading_is_not_waited_for_long_and_it_is_said(
    store: BaseDatabaseWrapper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(erasing, "PATIENCE", 10)
    reader = ConnectionHandler({"default": store.settings_dict})["default"]
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT * FROM words")
        cursor.fetchall()
        write_and_erase(store)
        assert not erasing.empty_log(store)
        cursor.execute("ROLLBACK")
    reader.close()
    assert "still holds copies of what was erased" in caplog.text
    assert erasing.empty_log(store)
    assert holding_it(tmp_path) == []


def test_it_is_done_once_words_are_erased(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    emptied: list[BaseDatabaseWrapper] = []
    monkeypatch.setattr(erasing, "empty_log", emptied.append)
    with writing():
        event = record_event(by=System("tests"), action="add_thing", subject="thing:1", words={"why": SECRET})
    with django_capture_on_commit_callbacks(execute=True):
        erase_words(by=System("tests"), event=event, why="It named somebody.")
        assert not emptied
    assert len(emptied) == (1 if connection.vendor == "sqlite" else 0)
