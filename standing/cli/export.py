"""`standing export`: a team's matrix as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from standing.cli.days import DAY
from standing.cli.support import (
    Refused,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
    write_new,
)
from standing.cli.tables import counted
from standing.cli.team import read_team


@click.command(
    epilog=examples(
        "standing export kingfisher --to kingfisher.xlsx",
        "standing export kingfisher --to owed.csv --reason signature_owed --at 2026-03-03",
    ),
    short_help="Write a team's matrix as a spreadsheet.",
)
@click.argument("unit")
@click.option(
    "--to",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; its ending says which kind: .xlsx or .csv.",
)
@click.option("--at", type=DAY, help="The day asked about (today).")
@click.option("--known-on", type=DAY, help="Only what had been recorded by this day (all that is known now).")
@click.option("--words", default="", help="Only people with these words in their name or staff number.")
@click.option("--role", default="", help="Only people in this role.")
@click.option("--status", default="", help="Only this status; counts and does_not_count are taken too.")
@click.option("--reason", default="", help="Only standards with this reason.")
@click.option("--standard", default="", help="Only this standard.")
@click.option("--suite", default="", help="Only standards of this suite.")
@click.option("--below", default="", help="Only people of this unit below UNIT.")
@click.option("--sort", default="name", help="The order of people: name, team, fewest, status or expiry.")
@click.option("--column", default="", help="The standard that status and expiry are of (the first one).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@json_option
def command(
    *,
    unit: str,
    file: Path,
    at: date | None,
    known_on: date | None,
    as_json: bool,
    sort: str,
    column: str,
    force: bool,
    **chosen: str,
) -> None:
    """Write what the matrix of UNIT shows, with its filters, reasons and counts. UNIT is its code.

    A file that is there already is left as it is, unless --force says otherwise.
    """
    django_setup()
    from standing.areas.record.presenters.team_files import as_csv, as_xlsx
    from standing.areas.record.selectors.matrix import days_met
    from standing.areas.record.selectors.ordering import ORDERS, Order
    from standing.areas.record.selectors.teams import Filters

    writers = {".xlsx": as_xlsx, ".csv": as_csv}
    write = writers.get(file.suffix.lower())
    if write is None:
        raise Refused(f"{file.name} must end in .xlsx or .csv: its ending says which kind to write.")
    _check_chosen(chosen)
    if sort not in ORDERS:
        raise Refused(f"There is no order {sort}. Choose one of {', '.join(ORDERS)}.")
    if file.exists() and not force:
        raise Refused(f"{file} is there already. Choose another name, or write over it with --force.")
    standard, _, context = column.partition("|")
    team = read_team(
        "export", unit, at, known_on, filters=Filters(**chosen), order=Order(sort, standard, context)
    )
    if chosen["below"] and chosen["below"] not in {one.code for one in team.below}:
        raise Refused(f"There is no unit with the code {chosen['below']} below {team.unit.name}. Check it.")
    content = write(team, days_met(team.people, team.columns, known_on))
    try:
        if force:
            file.write_bytes(content)
        else:
            write_new(file, content)
    except FileExistsError:
        raise Refused(
            f"{file} is there already. Choose another name, or write over it with --force."
        ) from None
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}. Choose another place.") from error
    if as_json:
        print_json(
            {"file": str(file), "people": len(team.people), "cells": len(team.cells), "bytes": len(content)}
        )
        return
    message(
        f"{file}: {counted(len(team.people), 'person', 'people')}, "
        f"{counted(len(team.cells), 'required standard')}"
    )


def _check_chosen(chosen: dict[str, str]) -> None:
    """Refuse a status or reason that is none: nothing would be shown, as if all were well."""
    from standing.areas.record.selectors.teams import COUNTS, DOES_NOT_COUNT
    from standing.core.rules.status import REASONS, STATUSES

    known = {"status": (*STATUSES, COUNTS, DOES_NOT_COUNT), "reason": REASONS}
    for name, values in known.items():
        if chosen[name] and chosen[name] not in values:
            raise Refused(f"There is no {name} {chosen[name]}. Choose one of {', '.join(values)}.")
