"""`standing init`: an empty store with the bundled catalogue and its first administrator."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from standing.cli.support import (
    DONE,
    Refused,
    check_store,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
)

PASSWORD_SETTING = "STANDING_ADMIN_PASSWORD"  # noqa: S105 - the name of a setting
COMMAND = "init"


@dataclass(frozen=True)
class Administrator:
    """Who is to be the first administrator. The password is kept out of every message."""

    email: str
    name: str
    password: str

    def __repr__(self) -> str:
        return f"Administrator({self.email!r}, {self.name!r})"


@click.command(
    epilog=examples(
        'standing init --email robin@example.nhs.uk --name "Robin Marsh"',
        'standing init --email robin@example.nhs.uk --name "Robin Marsh" --password-file first-password.txt --json',
    ),
    short_help="Make an empty store, or bring an old one up to date.",
)
@click.option("--email", help="The first administrator's email address: they sign in with it.")
@click.option("--name", help="The first administrator's name.")
@click.option(
    "--password-file",
    type=click.File("r", encoding="utf-8"),
    help="A file whose first line is the password; - reads standard input. Without it: STANDING_ADMIN_PASSWORD, "
    "else it is asked for on the terminal.",
)
@json_option
def command(email: str | None, name: str | None, password_file: Any, as_json: bool) -> int:
    """Make an empty store with the bundled catalogue and its first administrator, and no demonstration.

    In a store made by an earlier version it brings the tables and the catalogue up to date, and keeps all that is
    in it. It refuses to make a second first administrator: those are made on the Accounts page.
    """
    django_setup(store=False)
    from standing.site.config import database_url, describe_store

    place = describe_store(database_url())
    _check_folder(place)
    if _has_administrator():
        return _bring_up_to_date(place, wants_another=bool(email or name or password_file), as_json=as_json)
    administrator = _ask(email, name, password_file)
    answer = {"store": place, **_make(administrator)}
    if as_json:
        print_json(answer)
    message(f"The store at {place} is ready, with {answer['standards']:,} standards.")
    message(
        f"Run `standing serve` and sign in as {administrator.email}: the home page says what comes first."
    )
    return DONE


def _check_folder(place: str) -> None:
    from django.db import connection

    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and name.is_absolute() and not name.parent.is_dir():
        raise Refused(
            f"The folder {name.parent} does not exist, so there can be no store at {place}. Make it first."
        )


def _has_administrator() -> bool:
    """Whether somebody administers this store; a store without tables has nobody."""
    from django.db import DatabaseError, connection

    from standing.areas.people.models import RoleGrant
    from standing.areas.people.selectors import has_administrator

    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and name.is_absolute() and not name.exists():
        return False  # looking into it would make it, and a refusal must leave nothing behind
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        raise Refused(f"The store cannot be reached: {error}") from error
    return RoleGrant._meta.db_table in tables and has_administrator()


def _bring_up_to_date(place: str, *, wants_another: bool, as_json: bool) -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if wants_another or not pending:
        raise Refused(
            f"The store at {place} has an administrator already. Sign in as one and add others on the Accounts page; "
            "or name another store with STANDING_DATABASE_URL."
        )
    answer = {"store": place, "administrator": None, **_prepare()}
    if as_json:
        print_json(answer)
    message(f"The store at {place} was brought up to date. Everything in it was kept.")
    return DONE


def _make(administrator: Administrator) -> dict[str, Any]:
    from standing.areas.audit.actions import System, writing
    from standing.areas.people import actions
    from standing.areas.people.roles import Role

    prepared = _prepare()
    by = System(COMMAND)
    with writing():
        account = actions.create_account(
            by=by, email=administrator.email, name=administrator.name, password=administrator.password
        )
        actions.grant_role(by=by, account=account, role=Role.ADMINISTRATOR)
    return {"administrator": {"email": account.email, "name": account.name}, **prepared}


def _prepare() -> dict[str, Any]:
    """Make or renew the tables, begin the audit trail, and bring the bundled catalogue in."""
    from django.core.management import call_command

    from standing.areas.audit.actions import System
    from standing.areas.audit.anchor import anchor_file
    from standing.areas.people.actions import begin_trail
    from standing.areas.standards.actions import import_bundled_catalogue
    from standing.areas.standards.selectors import get_holdings

    call_command("migrate", verbosity=0, interactive=False)
    check_store()
    aside = begin_trail(by=System(COMMAND))
    if aside:
        message(
            f"The audit trail of an earlier store was anchored here. Its anchor was put aside as {aside}."
        )
    import_bundled_catalogue(by=System(COMMAND))
    standards = get_holdings(by=System(COMMAND)).catalogue.standards
    return {"standards": len(standards), "audit_anchor": str(anchor_file())}


def _ask(email: str | None, name: str | None, password_file: Any) -> Administrator:
    """Take what was given, ask on a terminal for the rest, and refuse what could not be, before anything is made."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from standing.areas.people.checks import checked_email, checked_text
    from standing.areas.people.models import Account

    email = checked_email(email or _prompt("Email address of the first administrator", "--email"))
    name = checked_text(name or _prompt("Their name", "--name"), field="name", what="the name")
    password = _password(password_file)
    try:
        validate_password(password, Account(email=email, name=name))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
    return Administrator(email, name, password)


def _prompt(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(f"Say who the first administrator is: {option} is missing.")
    return str(click.prompt(question, err=True))


def _password(password_file: Any) -> str:
    if password_file is not None:
        given = password_file.readline().rstrip("\r\n")
    elif PASSWORD_SETTING in os.environ:
        given = os.environ[PASSWORD_SETTING]
    elif sys.stdin.isatty():
        given = str(click.prompt("Their password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        raise Refused(f"Give the first administrator's password with --password-file or {PASSWORD_SETTING}.")
    if not given:
        raise Refused("The password is empty. Give one of 12 characters or more.")
    return given
