"""`standing team`: a unit's standing as a matrix."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from standing.cli.days import DAY
from standing.cli.support import Refused, django_setup, examples, json_option, message, print_json
from standing.cli.tables import counted, print_table

if TYPE_CHECKING:
    from standing.areas.record.selectors.ordering import Order
    from standing.areas.record.selectors.teams import Filters, Team


@click.command(
    epilog=examples("standing team kingfisher", "standing team kingfisher --at 2026-03-03 --json"),
    short_help="A team's standing as a matrix, with counts.",
)
@click.argument("unit")
@click.option("--at", type=DAY, help="The day asked about (today).")
@click.option("--known-on", type=DAY, help="Only what had been recorded by this day (all that is known now).")
@json_option
def command(unit: str, at: date | None, known_on: date | None, as_json: bool) -> None:
    """Show the people of UNIT, and of the units below it, by the standards their roles ask for. UNIT is its code."""
    django_setup()
    team = read_team("team", unit, at, known_on)
    if as_json:
        from standing.areas.record.presenters.answers import team_answer

        print_json(team_answer(team))
        return
    _print(team)


def read_team(
    command: str,
    unit: str,
    at: date | None,
    known_on: date | None,
    *,
    filters: Filters | None = None,
    order: Order | None = None,
) -> Team:
    """The team of a unit, read by a command. Raises `Refused` where there is none of that code."""
    from standing.areas.audit import clock
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.record.selectors.teams import team_of, unit_by_code

    by = System(command)
    try:
        found = unit_by_code(by=by, code=unit)
    except NotFound as none:
        raise Refused(f"There is no unit with the code {unit} in this store. Check it.") from none
    return team_of(by=by, unit=found, at=at or clock.today(), known_on=known_on, filters=filters, order=order)


def _print(team: Team) -> None:
    from standing.areas.record.presenters.standing import short_reasons
    from standing.areas.record.presenters.teams import compliance_words, left_out_words
    from standing.areas.record.words import STATUS_WORDS

    known = f", as known on {team.known_on.isoformat()}" if team.known_on else ""
    click.echo(f"{team.unit.name} ({team.unit.code}), as at {team.at.isoformat()}{known}\n")
    print_table(
        ("person", "name", "standard", "context", "status", "why"),
        (
            (
                cell.person.ref,
                cell.person.name,
                cell.standard.pk,
                cell.context,
                STATUS_WORDS[cell.standing.status],
                short_reasons(cell.standing.reasons),
            )
            for cell in team.cells
        ),
    )
    message(f"\n{counted(len(team.people), 'person', 'people')}, {counted(len(team.columns), 'column')}")
    for line in (*compliance_words(team.compliance), *left_out_words(team.compliance)):
        message(line)
    for person in team.nothing_asked:
        message(f"No standard is asked of {person.name} ({person.ref}).")
