"""`standing forecast`: what will stop counting, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from standing.cli.days import DAY
from standing.cli.support import Refused, django_setup, examples, json_option, message, print_json
from standing.cli.tables import counted, print_table

if TYPE_CHECKING:
    from standing.areas.record.selectors.forecasts import Forecast


@click.command(
    epilog=examples(
        "standing forecast kingfisher --until 2026-06-30",
        "standing forecast kingfisher --until 2026-06-30 --standard MH14@2013 --json",
    ),
    short_help="What will stop counting, and when.",
)
@click.argument("unit")
@click.option("--until", type=DAY, required=True, help="The last day looked at.")
@click.option("--words", default="", help="Only people with these words in their name or staff number.")
@click.option("--role", default="", help="Only people in this role on the day it stops.")
@click.option("--standard", default="", help="Only this standard.")
@click.option("--below", default="", help="Only people of this unit below UNIT.")
@click.option("--everything", is_flag=True, help="Standards that no role of theirs asks for by then, too.")
@json_option
def command(unit: str, until: date, everything: bool, as_json: bool, **chosen: str) -> None:
    """Show who of UNIT, and of the units below it, stops counting in what from tomorrow up to the day given, unless
    somebody acts. UNIT is its code.
    """
    django_setup()
    found = _read(unit, until, everything, chosen)
    from standing.areas.record.presenters.forecasts import forecast_answer, gone_words

    if as_json:
        print_json(forecast_answer(found))
    else:
        _print(found)
    for line in gone_words(found):
        message(f"Left out: {line}.")
    if found.not_asked and not everything:
        message(
            f"{counted(found.not_asked, 'standard')} that no role asks for by then: --everything shows them."
        )


def _read(unit: str, until: date, everything: bool, chosen: dict[str, str]) -> Forecast:
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.forecasts import ForecastFilters, forecast_of
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.record.selectors.teams import unit_by_code

    by = System("forecast")
    try:
        found = unit_by_code(by=by, code=unit)
    except NotFound as none:
        raise Refused(f"There is no unit with the code {unit} in this store. Check it.") from none
    forecast = forecast_of(
        by=by, unit=found, until=until, filters=ForecastFilters(**chosen, everything=everything)
    )
    if chosen["below"] and chosen["below"] not in {one.code for one in forecast.below}:
        raise Refused(f"There is no unit with the code {chosen['below']} below {found.name}. Check it.")
    return forecast


def _print(found: Forecast) -> None:
    from standing.areas.record.presenters.forecasts import why
    from standing.areas.record.words import STATUS_WORDS

    click.echo(f"{found.unit.name} ({found.unit.code}), up to {found.until.isoformat()}\n")
    print_table(
        ("last day", "person", "name", "standard", "context", "becomes", "why"),
        (
            (
                stop.last_day.isoformat(),
                stop.person.ref,
                stop.person.name,
                stop.standard.pk,
                stop.context,
                STATUS_WORDS[stop.standing.status],
                why(stop),
            )
            for stop in found.stops
        ),
    )
    _print_groups(found)
    people = len({stop.person.pk for stop in found.stops})
    message(
        f"\n{counted(len(found.stops), 'standard')} of {counted(people, 'person', 'people')} "
        f"{'stops' if len(found.stops) == 1 else 'stop'} counting, as things stand on {found.today.isoformat()}."
    )


def _print_groups(found: Forecast) -> None:
    """Who stops meeting a group of standards; nothing where nobody does."""
    from standing.areas.record.presenters.forecasts_besides import stops_in

    stops = stops_in(found)
    if stops:
        click.echo("\nGroups of standards that people stop meeting\n")
        print_table(
            ("last day", "person", "name", "group", "for", "why"),
            (
                (stop.last_day.isoformat(), stop.person.ref, stop.person.name, stop.what, stop.by, stop.why)
                for stop in stops
            ),
        )
