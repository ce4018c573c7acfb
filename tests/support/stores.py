"""An empty store for each run of the tests, copied from one that was migrated once.

Going through every migration takes longer than most of what is then tested, and each worker of a run begins with it.
The copy is named by a digest over every migration: another migration, another copy. That of SQLite is kept under
`.build`, that of PostgreSQL in the server. The tests of `standing init` make their stores as people do.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from django.apps import apps
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".build" / "empty-stores"


@contextmanager
def migrated_once() -> Iterator[None]:
    """While it lasts, `migrate` on an empty store copies the migrated one, and the first to migrate keeps it. Within
    itself it adds nothing: one that waited for the turn of another in the same process would wait for ever.
    """
    if getattr(Command.handle, "keeps_what_it_migrates", False):
        yield
        return
    migrate: Callable[..., Any] = Command.handle

    def handle(command: Command, *words: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        keeper = KEEPERS[connection.vendor](connection)
        if options.get("app_label") or not keeper.may_keep or connection.introspection.table_names():
            return migrate(command, *words, **options)
        with one_at_a_time():
            if keeper.is_kept():
                return keeper.copy()
            migrate(command, *words, **options)
            keeper.keep()
        return None

    handle.keeps_what_it_migrates = True  # type: ignore[attr-defined]
    with patch.object(Command, "handle", handle):
        yield


class InAFile:
    """Keeps a migrated SQLite store as a file."""

    may_keep = True

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @property
    def kept(self) -> Path:
        return kept_file()

    def is_kept(self) -> bool:
        return self.kept.exists()

    def copy(self) -> None:
        copy_into(self.connection, self.kept)

    def keep(self) -> None:
        """Whole or not at all; copies of other migrations are let go."""
        part = self.kept.with_suffix(".part")
        part.unlink(missing_ok=True)
        copy_out_of(self.connection, part)
        for old in KEPT.glob("*.sqlite3"):
            old.unlink()
        part.replace(self.kept)


class InAServer:
    """Keeps a migrated PostgreSQL store as another database of its server, which lasts as long as that."""

    prefix = "standing_migrated_"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.own = str(connection.settings_dict["NAME"])
        self.may_keep = self.own.startswith(TEST_DATABASE_PREFIX)

    @property
    def kept(self) -> str:
        return self.prefix + digest_of_migrations()

    def is_kept(self) -> bool:
        return bool(self._do("SELECT 1 FROM pg_database WHERE datname = %s", self.kept))

    def copy(self) -> None:
        self._instead(self.own, self.kept)
        self.connection.ensure_connection()

    def keep(self) -> None:
        """Whole or not at all; copies of other migrations are let go."""
        for (old,) in self._do("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", self.prefix):
            self._do(f"DROP DATABASE {self.connection.ops.quote_name(old)}")
        self._instead(self.kept, self.own)
        self.connection.ensure_connection()

    def _instead(self, name: str, like: str) -> None:
        """Make a database like another, in the place of any of its name. Nobody may be connected to either."""
        quoted = self.connection.ops.quote_name
        self.connection.close()
        self._do(f"DROP DATABASE IF EXISTS {quoted(name)}")
        self._do(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(like)}")

    def _do(self, statement: str, *values: str) -> list[Any]:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall()) if cursor.description else []


KEEPERS: dict[str, type[InAFile | InAServer]] = {"sqlite": InAFile, "postgresql": InAServer}


def kept_file() -> Path:
    """Where the migrated SQLite store is, once somebody has migrated one."""
    return KEPT / f"{digest_of_migrations()}.sqlite3"


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


def copy_out_of(connection: BaseDatabaseWrapper, kept: Path) -> None:
    """Write what a store holds to a file."""
    with sqlite3.connect(kept) as target:
        connection.connection.backup(target)
    target.close()


def make_empty_store(place: Path) -> None:
    """Make an SQLite store in a file, with its tables and nothing in them, for another process to be run on."""
    if kept_file().exists():  # it is whole from the moment it is there
        shutil.copyfile(kept_file(), place)
        return
    settings = {
        "STANDING_HOME": str(place.parent),
        "STANDING_DATABASE_URL": f"sqlite:///{place}",
        "DJANGO_SETTINGS_MODULE": "standing.site.settings",
    }
    make = [sys.executable, "-m", "tests.support.stores"]
    subprocess.run(make, cwd=ROOT, env={**os.environ, **settings}, check=True)


if __name__ == "__main__":
    django.setup()
    with migrated_once():
        call_command("migrate", verbosity=0)
