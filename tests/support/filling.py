"""A store that takes long to fill, filled by the first who asks and copied for everyone else in the run.

The workers of a run share the copy: it is in the run's own folder, and gone with it. The test's database is the same
one throughout; only its rows are exchanged.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction

from tests.support.stores import copy_into, copy_out_of


def filled_once(name: str, fill: Callable[[Path], None]) -> Path:
    """Fill the test's empty store as `fill` does, which is called once a run. Returns the folder it was given for what
    else is to be found by those who get a copy: to be read, never written to.

    `fill` must not ask for another store in its turn: it would wait for itself.
    """
    folder = Path(os.environ["STANDING_TEST_HOME"]) / "filled" / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "finished").exists():
            (folder / "beside").mkdir()
            fill(folder / "beside")
            _keep(folder)
            (folder / "finished").touch()
            return folder / "beside"
    _put_back(folder)
    return folder / "beside"


def _keep(folder: Path) -> None:
    if connection.vendor == "sqlite":
        copy_out_of(connection, folder / "rows.sqlite3")
        return
    with connection.cursor() as cursor:
        for table in _tables():
            with (folder / table).open("wb") as rows, cursor.copy(_copy(table, "TO STDOUT")) as out:
                rows.writelines(out)


def _put_back(folder: Path) -> None:
    if connection.vendor == "sqlite":
        copy_into(connection, folder / "rows.sqlite3")
    else:
        _copy_rows(folder)
    ContentType.objects.clear_cache()


def _copy_rows(folder: Path) -> None:
    """Every table's rows instead of those it has, in any order: the keys are compared when the transaction ends."""
    models = apps.get_models(include_auto_created=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, _tables()))}")
        for table in _tables():
            with cursor.copy(_copy(table, "FROM STDIN")) as into:
                into.write((folder / table).read_bytes())
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _copy(table: str, where: str) -> str:
    return f"COPY {connection.ops.quote_name(table)} {where} (FORMAT binary)"


def _tables() -> list[str]:
    return sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))
