"""What commands share: how they answer, how they refuse, how they open the store. Imports nothing of the
web.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

DONE = 0
DONE_WITH_PROBLEMS = 1
REFUSED = 2
INTERNAL_ERROR = 3

# The packages of the extra `web`, by the names they are imported under.
WEB_PACKAGES = {"allauth", "django", "django_htmx", "django_tasks", "django_tasks_db", "jinja2", "markupsafe"}
WEB_PACKAGES |= {"PIL", "nhsuk_frontend_jinja", "pypdf", "typst", "waitress", "whitenoise", "xlsxwriter"}
INSTALL_WEB = "pip install 'standing-nos[web]'"

Command = TypeVar("Command", bound=Callable[..., Any])


class Refused(click.ClickException):
    """It cannot be done as asked; nothing was changed. The message says why and what to do. Ends with exit
    code 2.
    """

    exit_code = REFUSED

    def show(self, file: Any = None) -> None:
        """Print the message alone: it is a sentence of its own."""
        message(self.format_message())


class InternalError(click.ClickException):
    """Something went wrong that is our fault. Ends with exit code 3."""

    exit_code = INTERNAL_ERROR

    def show(self, file: Any = None) -> None:
        """Print one line, and how to see more."""
        message(f"internal error: {self.format_message()}")
        message("This is a fault in Standing. Run it again with STANDING_TRACEBACK=1 to see where.")


class StoreFailed(click.ClickException):
    """The database would not go on: it was locked for too long, its disk is full, the connection was lost. What was
    begun is undone. Ends with exit code 2.
    """

    exit_code = REFUSED

    def __init__(self, error: Exception) -> None:
        super().__init__(" ".join(str(error).split()))

    def show(self, file: Any = None) -> None:
        """Print what the database said, and what to do."""
        message(f"The store could not be used: {self.format_message()}.")
        message(
            "What was not finished is undone. "
            "Run it again once nothing else writes to the store and its disk has room."
        )


class StoreFailedBetweenSteps(StoreFailed):
    """The same of a command that works in several steps: an earlier one may be done. Ends with exit code 3."""

    exit_code = INTERNAL_ERROR


class Stopped(click.ClickException):
    """The person at the terminal stopped it. Ends with 130, as shells expect; what was begun and not
    finished is undone.
    """

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Stopped.")

    def show(self, file: Any = None) -> None:
        """Print the word on a line of its own, after the ^C."""
        message("\nStopped.")


def message(text: str) -> None:
    """Print a message for the person at the terminal, on standard error."""
    click.echo(text, err=True)


def print_json(answer: Any) -> None:
    """Print one JSON document on standard output. Days become ISO text; anything else unknown is an error."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def json_option(command: Command) -> Command:
    """Add `--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(
        command
    )


def examples(*lines: str) -> str:
    """Return the end of a command's help: examples, each on its own line."""
    return "\b\n" + "\n".join(
        ["Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)]
    )


def missing_web_package(error: ImportError) -> bool:
    """Return whether an import failed because the web parts are not installed."""
    return (error.name or "").partition(".")[0] in WEB_PACKAGES


def store_failed(error: Exception) -> bool:
    """Return whether an error is the database's, and not a fault in what was asked of it."""
    if "django.db" not in sys.modules:  # then no store was opened
        return False
    from django.db import OperationalError
    from django.db.migrations.exceptions import MigrationSchemaMissing

    return isinstance(error, OperationalError | MigrationSchemaMissing)


def without_web(command: str) -> Refused:
    """Return the refusal of a command that needs the web parts."""
    return Refused(f"`standing {command}` needs parts that are not installed. Install them: {INSTALL_WEB}")


def django_setup(*, store: bool = True) -> None:
    """Make Django ready. With `store`, refuse when there is no store, or one of another version.

    Nothing is made or changed: `standing init` makes a store and brings an old one up to date. From here on every
    file that is made, the store among them, is its owner's alone: it holds people's records.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standing.site.settings")
    from standing.site.config import ConfigurationError, database_url, parse_database_url

    try:
        import django
        from django.apps import apps

        if store and not apps.ready:  # reading the settings makes the home folder: look for the store first
            _check_file(parse_database_url(database_url()))
        django.setup()
    except ConfigurationError as error:
        raise Refused(str(error)) from error
    if store:
        check_store()


def _check_file(database: Mapping[str, Any]) -> None:
    """Refuse where SQLite has no file, before anything else is made in the home folder."""
    name = str(database["NAME"])
    in_memory = name.startswith((":memory:", "file:"))
    if "sqlite" in str(database["ENGINE"]) and not in_memory and not Path(name).exists():
        from standing.site.config import database_url, describe_store

        raise Refused(_no_store(describe_store(database_url())))


def check_store() -> None:
    """Refuse, naming the place, when the store is missing, unreachable, empty or of another version."""
    from django.db import connection

    from standing.site.config import database_url, describe_store

    place = describe_store(database_url())
    _check_file(connection.settings_dict)
    _check_tables(place)


def _no_store(place: str) -> str:
    return (
        f"There is no Standing store at {place}. Run `standing init` to make an empty one, "
        "or `standing demo` to make one to look at."
    )


def _check_tables(place: str) -> None:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        applied = set(executor.loader.applied_migrations)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        known = set(executor.loader.disk_migrations)
    except DatabaseError as error:
        raise Refused(f"The store at {place} cannot be reached: {error}") from error
    if not applied:
        raise Refused(_no_store(place))
    if ahead := sorted(applied - known):
        raise Refused(
            f"The store at {place} was made by a newer version of Standing ({'.'.join(ahead[-1])}). "
            "Install that version, or restore a backup made by this one."
        )
    if pending:
        raise Refused(
            f"The store at {place} was made by an earlier version of Standing. Back it up with "
            "`standing backup`, then run `standing init` to bring it up to date. It keeps all that is in it."
        )


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError, or another OSError where it
    cannot be written.
    """
    with file.open("xb") as out:
        try:
            out.write(content)
            out.flush()
        except BaseException:
            file.unlink(missing_ok=True)  # half a file must not look like a whole one
            raise


def show_progress() -> bool:
    """Return whether to show how far long work has got: on a terminal only."""
    return sys.stderr.isatty()
