"""What is erased is to be gone from the files of the store, not only from its tables."""

from __future__ import annotations

import logging

from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

PATIENCE = 2_000
"""For how many milliseconds readers are waited for."""


def leave_no_copy() -> None:
    """Have what this transaction erases gone from the files of the store once it is done.

    SQLite writes over it in the store itself, but keeps earlier pages in the log beside it until somebody needs the
    room. PostgreSQL's own cleaning sees to its files.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(lambda: empty_log(connection))


def empty_log(store: BaseDatabaseWrapper) -> bool:
    """Write the log of an SQLite store into it, and cut the log to nothing. False if somebody was still reading or
    writing: then it is emptied with a later erasure, or when the service stops.
    """
    with store.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE:d}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = bool(cursor.fetchone()[0])
        except OperationalError:  # locked: what was to be erased is, and its request must not fail for this
            busy = True
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
    if busy:
        logger.warning("The log of the store was in use, and still holds copies of what was erased.")
    return not busy
