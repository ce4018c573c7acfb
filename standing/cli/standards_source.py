"""Where the commands about standards read from: the store or, where there is none, the bundled catalogue."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from standing.cli.support import Refused, check_store, django_setup, message
from standing.core.answers import Unknown
from standing.core.holdings import Holdings, bundled_holdings
from standing.site import config


def open_holdings(command: str) -> Holdings:
    """The catalogue of the store or, with a message, the bundled one where there is no store yet.

    Raises `Refused` for a store that cannot be reached or is of another version.
    """
    if not store_is_there():
        place = config.describe_store(config.database_url())
        message(f"There is no store at {place} yet: answered from the catalogue that comes with Standing.")
        return bundled_holdings()
    check_store()
    from standing.areas.audit.actors import System
    from standing.areas.standards.selectors import get_holdings

    holdings = get_holdings(by=System(command))
    if not holdings.catalogue.standards:
        message("The store holds no standards yet: answered from the catalogue that comes with Standing.")
        return bundled_holdings()
    return holdings


def store_is_there() -> bool:
    """Whether anybody has made a store where the settings say. Makes Django ready unless the answer is plainly no.

    An SQLite file or a database without our tables is no store. Raises `Refused` for settings that cannot be used.
    """
    if not _has_a_place():
        return False
    django_setup(store=False)
    from django.db import DatabaseError, connection
    from django.db.migrations.recorder import MigrationRecorder

    try:
        return bool(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        raise Refused(
            f"The store at {config.describe_store(config.database_url())} cannot be reached: {error}"
        ) from error


def _has_a_place() -> bool:
    """False for an SQLite file that is not there: known without Django, which takes a while to start."""
    if "django.apps" in sys.modules and sys.modules["django.apps"].apps.ready:
        return True  # a process that has opened its store already
    try:
        settings = config.parse_database_url(config.database_url())
    except config.ConfigurationError as error:
        raise Refused(str(error)) from error
    is_file = settings["ENGINE"].endswith("sqlite3") and settings["NAME"] != ":memory:"
    return not is_file or Path(settings["NAME"]).exists()


@contextmanager
def refusing_the_unknown() -> Iterator[None]:
    """Within the block, a code, suite or revision that the catalogue does not hold is refused in its own words."""
    try:
        yield
    except Unknown as error:
        raise Refused(str(error)) from error
