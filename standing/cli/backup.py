"""`standing backup`: everything in one file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from standing.cli.support import DONE, django_setup, examples, json_option, message, print_json


@click.command(epilog=examples("standing backup standing-2026-03-31.zip"))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> int:
    """Write everything in the store into FILE, as it is at one moment, for either database.

    The file holds people's records and the digests of passwords: keep it as safe as the store.
    """
    django_setup()
    from standing.site.backup import write_backup

    manifest = write_backup(file)
    rows = sum(table.rows for table in manifest.tables.values())
    if as_json:
        print_json({"file": str(file), "rows": rows, **asdict(manifest)})
    message(f"{file} holds {rows:,} rows of {len(manifest.tables)} tables.")
    return DONE
