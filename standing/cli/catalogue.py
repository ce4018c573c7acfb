"""`standing catalogue`: the standards, each with what the newest source says of its status."""

from __future__ import annotations

from datetime import date, datetime

import click

from standing.cli.days import DAY
from standing.cli.standards_source import open_holdings, refusing_the_unknown
from standing.cli.support import examples, json_option, message, print_json
from standing.cli.tables import counted, print_table
from standing.core.answers import catalogue_json


@click.command(
    epilog=examples(
        "standing catalogue --suite MH --status current", "standing catalogue --at 2012-12-31 --json"
    ),
    short_help="List the standards.",
)
@click.option(
    "--suite", "suites", multiple=True, metavar="CODE", help="Only standards of this suite. May be repeated."
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    help="Only standards of this status. May be repeated.",
)
@click.option("--at", type=DAY, help="Status as known from sources up to this day (today).")
@json_option
def command(suites: tuple[str, ...], statuses: tuple[str, ...], at: date | None, as_json: bool) -> None:
    """List the standards, each with its status, the source that says so, and as of when.

    Sources may disagree: the newest one up to the day is shown here, and `standing standard CODE` shows them all. A
    standard of which no source had spoken by that day has no status.
    """
    holdings = open_holdings("catalogue")
    day = at or datetime.now().astimezone().date()
    with refusing_the_unknown():
        rows = catalogue_json(holdings, at=day.isoformat(), suites=suites, statuses=statuses)
    if as_json:
        print_json(rows)
        return
    keys = ("id", "suite", "status", "as_of", "source", "title")
    print_table([key.replace("_", " ") for key in keys], ([row[key] for key in keys] for row in rows))
    message(
        f"{counted(len(rows), 'standard')} of {len(holdings.catalogue.standards)}, as of {day.isoformat()}"
    )
