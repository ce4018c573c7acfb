"""`standing restore`: a store from a backup."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from standing.cli.support import (
    DONE,
    DONE_WITH_PROBLEMS,
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
    django_setup(store=False)
    from django.core.management import call_command

    from standing.site.backup import restore_backup
    from standing.site.checking import check_store

    call_command("migrate", verbosity=0, interactive=False)
    manifest = restore_backup(file)
    problems = list(check_store())
    rows = sum(table.rows for table in manifest.tables.values())
    if as_json:
        print_json({"file": str(file), "rows": rows, "problems": [asdict(problem) for problem in problems]})
    message(f"{rows:,} rows were restored from {file}, written {manifest.made_at}.")
    for problem in problems:
        message(f"{problem.where}: {problem.what} {problem.do}")
    return DONE_WITH_PROBLEMS if problems else DONE
