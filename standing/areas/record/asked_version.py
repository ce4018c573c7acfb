"""A word in the database that is another whenever what is asked of everyone is: rules, ends, changes, requirements.

The database itself changes it, by triggers, in the transaction that writes: whoever writes and however, in whatever
process, and never without it (docs/adr/0048). It is drawn at random, so that a
word that was rolled back, or of another store, never comes again.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, connections, transaction

TABLE = "record_asked_version"
WATCHED = (
    "record.RefreshRule",
    "record.EditionEnd",
    "record.Change",
    "record.Requirement",
    "standards.Standard",
)
"""The tables that what is asked is read from (`loading.load_asked`)."""

_DRAWN = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "replace(gen_random_uuid()::text, '-', '')"}
_TRIGGER = "asked_is_another"


def current_version() -> str | None:
    """The word as this transaction sees it; none in a store that has none, of which nothing can be remembered."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version FROM {TABLE}")  # noqa: S608 - a name of our own
        found = cursor.fetchone()
    return None if found is None else str(found[0])


def watch(using: str = "default", **_: Any) -> None:
    """Put the triggers in place, and draw a new word. Done after every migration: SQLite makes a table anew to alter
    it, and its triggers go with the old one.
    """
    database = connections[using]
    tables = database.introspection.table_names()
    with transaction.atomic(using=using), database.cursor() as cursor:
        for name in WATCHED:
            table = apps.get_model(name)._meta.db_table
            if table in tables:
                _watch_table(database.vendor, cursor, table, TABLE in tables)
        if TABLE in tables:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
            cursor.execute(f"INSERT INTO {TABLE} (version) VALUES ({_DRAWN[database.vendor]})")  # noqa: S608


def _watch_table(vendor: str, cursor: Any, table: str, wanted: bool) -> None:
    """Triggers of a table made anew, or taken away where there is no word to change."""
    another = f"UPDATE {TABLE} SET version = {_DRAWN[vendor]}"  # noqa: S608
    if vendor == "postgresql":
        cursor.execute(f"DROP TRIGGER IF EXISTS {_TRIGGER} ON {table}")
        if wanted:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {another}; RETURN NULL; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {_TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {_TRIGGER}()"
            )
        return
    for what in ("insert", "update", "delete"):
        trigger = f"{_TRIGGER}_{table}_{what}"
        cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        if wanted:
            cursor.execute(f"CREATE TRIGGER {trigger} AFTER {what} ON {table} BEGIN {another}; END")
