"""An empty SQLite store for each run of the tests, copied from one that was migrated once.

Going through every migration takes longer than most of what is then tested, and each worker of a run begins with it.
The copy is kept under `.build`, named by a digest over every migration: another migration, another copy. PostgreSQL
goes through them each time, and so do the tests of `standing init`, which make their stores as people do.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from django.apps import apps
from django.core.management.commands.migrate import Command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = Path(__file__).resolve().parent.parent.parent / ".build" / "empty-stores"


@contextmanager
def migrated_once() -> Iterator[None]:
    """While it lasts, `migrate` on an SQLite store copies the migrated one, and the first to migrate keeps it. Within
    itself it adds nothing: one that waited for the turn of another in the same process would wait for ever.
    """
    if getattr(Command.handle, "keeps_what_it_migrates", False):
        yield
        return
    migrate: Callable[..., Any] = Command.handle

    def handle(command: Command, *words: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        if (
            connection.vendor != "sqlite"
            or options.get("app_label")
            or connection.introspection.table_names()
        ):
            return migrate(command, *words, **options)
        kept = KEPT / f"{digest_of_migrations()}.sqlite3"
        with one_at_a_time():
            if kept.exists():
                return copy_into(connection, kept)
            migrate(command, *words, **options)
            keep(connection, kept)
        return None

    handle.keeps_what_it_migrates = True  # type: ignore[attr-defined]
    with patch.object(Command, "handle", handle):
        yield


def digest_of_migrations() -> str:
    """A name for the empty store that every installed app's migrations come to."""
    files = [
        file for app in apps.get_app_configs() for file in sorted(Path(app.path).glob("migrations/*.py"))
    ]
    digest = sha256(django.__version__.encode())
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one worker migrate while the others wait for what it keeps."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_into(connection: BaseDatabaseWrapper, kept: Path) -> None:
    """Make a store hold what the kept one holds, and nothing else."""
    connection.ensure_connection()
    with sqlite3.connect(kept) as source:
        source.backup(connection.connection)
    source.close()


def keep(connection: BaseDatabaseWrapper, kept: Path) -> None:
    """Keep a copy of the store, whole or not at all; copies of other migrations are let go."""
    part = kept.with_suffix(".part")
    part.unlink(missing_ok=True)
    copy_out_of(connection, part)
    for old in KEPT.glob("*.sqlite3"):
        old.unlink()
    part.replace(kept)


def copy_out_of(connection: BaseDatabaseWrapper, kept: Path) -> None:
    """Write what a store holds to a file."""
    with sqlite3.connect(kept) as target:
        connection.connection.backup(target)
    target.close()
