"""`standing restore`: a store from a backup."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from standing.cli.standards_source import store_is_there
from standing.cli.support import (
    DONE,
    DONE_WITH_PROBLEMS,
    check_store,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
)


@click.command(epilog=examples("standing restore standing-2026-03-31.zip"))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> int:
    """Make a store from the backup FILE, then check it. The store must be empty, or not there yet."""
    is_there = store_is_there()
    if is_there:
        check_store()  # one of an earlier version is not brought up to date on the way to being refused
    django_setup(store=False)
    from django.core.management import call_command

    from standing.site import checking
    from standing.site.backup import check_backup, restore_backup

    check_backup(file)
    if not is_there:
        call_command("migrate", verbosity=0, interactive=False)
    manifest = restore_backup(file)
    problems = list(checking.check_store())
    rows = sum(table.rows for table in manifest.tables.values())
    if as_json:
        print_json({"file": str(file), "rows": rows, "problems": [asdict(problem) for problem in problems]})
    message(f"{rows:,} rows were restored from {file}, written {manifest.made_at}.")
    for problem in problems:
        message(f"{problem.where}: {problem.what} {problem.do}")
    return DONE_WITH_PROBLEMS if problems else DONE
