"""`standing ask`: questions over timelines that are stored, or that `standing evaluate` has written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standing.cli.days import DAY
from standing.cli.support import Refused, django_setup, examples, json_option, message, print_json
from standing.cli.tables import counted, print_table
from standing.core.engine import refused
from standing.core.engine.compiled import can_compile
from standing.core.rules.days import add_days, add_months
from standing.core.rules.status import STATUSES

if TYPE_CHECKING:
    from standing.core.engine.questions.asking import Counts, StopOfUnit, Timelines

COUNTS, MONTHS, STOPS, PERSON = "counts", "months", "stops", "person"
DAYS, FIVE_YEARS = 90, 60


@click.command(
    epilog=examples(
        "standing ask counts --at 2026-03-03",
        "standing ask months --at 2021-01-01 --answers nation.parquet --facts facts/ --json",
        "standing ask stops --days 30 --unit kingfisher",
        "standing ask person p1042 --answers nation.parquet",
    ),
    short_help="Questions over everyone's timelines: counts, months, stops, a person.",
)
@click.argument("question", type=click.Choice([COUNTS, MONTHS, STOPS, PERSON]))
@click.argument("name", required=False)
@click.option(
    "--at", type=DAY, help="The day asked about, or the first month (today; with --answers it must be given)."
)
@click.option(
    "--days", type=click.IntRange(1), default=DAYS, show_default=True, help="stops: how many days ahead."
)
@click.option(
    "--months", type=click.IntRange(1, 1200), default=FIVE_YEARS, show_default=True, help="months: how many."
)
@click.option("--unit", default="", help="Only this unit, by its code; in a store, with those below it.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, exists=True),
    help="Timelines that standing evaluate has written.",
)
@click.option("--facts", type=click.Path(path_type=Path), help="The folder of facts they were answered from.")
@json_option
def command(
    *,
    question: str,
    name: str | None,
    at: date | None,
    days: int,
    months: int,
    unit: str,
    answers: Path | None,
    facts: Path | None,
    as_json: bool,
) -> None:
    """Ask QUESTION of the stored timelines of the service, or of --answers: a file that `standing evaluate` has
    written, or a folder of them.

    counts: how many of the standards that are asked of people stand how on a day, by unit. months: how many on the
    first day of each month, over all units. stops: who stops counting in what within some days. person NAME: the rows
    of one person, from --answers (from a store: standing show).
    """
    if (question == PERSON) != (name is not None):
        raise click.UsageError("A name belongs to `standing ask person NAME`, and to no other question.")
    if name is not None:
        _print_person(name, answers, as_json=as_json)
        return
    if (answers is None) != (facts is None):
        raise click.UsageError("--answers and --facts belong together: the facts say who works where.")
    try:
        timelines = _from_files(answers, facts) if answers and facts else _from_store(unit)
        first = at or _today(answers)
        if question == STOPS:
            _print_stops(timelines, first, days, unit if answers else "", as_json=as_json)
        else:
            _print_counts(
                timelines,
                [first] if question == COUNTS else _months(first, months),
                unit if answers else "",
                by_unit=question == COUNTS,
                as_json=as_json,
            )
    except refused.Refused as error:
        raise Refused(str(error)) from error


def _today(answers: Path | None) -> date:
    if answers is not None:
        raise click.UsageError("Say which day is asked about: --at DAY.")
    from standing.areas.audit import clock

    return clock.today()


def _months(first: date, months: int) -> list[date]:
    """The first days of so many months, from that of the month of a day on."""
    begins = first.replace(day=1)
    return [add_months(begins, number) for number in range(months)]


def _from_store(code: str) -> Timelines:
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.record.selectors.teams import unit_by_code
    from standing.areas.record.selectors.timelines import timelines_of

    by = System("ask")
    try:
        return timelines_of(by=by, unit=unit_by_code(by=by, code=code) if code else None)
    except NotFound as none:
        raise Refused(f"There is no unit with the code {code} in this store. Check it.") from none


def _from_files(answers: Path, facts: Path) -> Timelines:
    _check_bulk()
    from standing.core.engine.columnar.files import FolderSource
    from standing.core.engine.questions.parquet import ParquetTimelines

    return ParquetTimelines(answers, FolderSource(facts))


def _check_bulk() -> None:
    if not can_compile():
        raise Refused("Files of answers are read with the extra bulk: pip install 'standing-nos[bulk]'.")


def _print_counts(timelines: Timelines, days: list[date], unit: str, *, by_unit: bool, as_json: bool) -> None:
    from standing.core.engine.questions.asking import counts_on

    # One unit alone is counted as a unit is: over all units, what is asked of somebody in two counts once.
    found = _of_unit(counts_on(timelines, days, by_unit=by_unit or bool(unit)), unit)
    rows = list(_count_rows(found, days, by_unit=by_unit))
    if as_json:
        print_json(rows)
        return
    first = "unit" if by_unit else "month"
    columns = (first, "asked", *STATUSES)
    print_table(
        [name.replace("_", " ") for name in columns], ([row[name] for name in columns] for row in rows)
    )
    message("\nWhat roles ask for on the day, and how it stands; nobody is left out for being away or new.")


def _of_unit(found: Counts, unit: str) -> Counts:
    if unit and unit not in found:
        raise Refused(
            f"Nothing is asked of anybody in a unit {unit} on the days asked about. Check its code."
        )
    return {unit: found[unit]} if unit else found


def _count_rows(found: Counts, days: list[date], *, by_unit: bool) -> Iterator[dict[str, Any]]:
    for unit, each in sorted(found.items()):
        for place, day in enumerate(days):
            row: dict[str, Any] = {"unit": unit, "at": day} if by_unit else {"month": day.isoformat()[:7]}
            numbers = {status: each[status][place] for status in STATUSES}
            yield row | {"asked": sum(numbers.values())} | numbers


def _print_stops(timelines: Timelines, after: date, days: int, unit: str, *, as_json: bool) -> None:
    from standing.core.engine.questions.asking import stops_in

    if unit and unit not in timelines.units:
        raise Refused(f"Nobody works in a unit {unit} on any day, by these facts. Check its code.")
    found = (
        stop for stop in stops_in(timelines, after, add_days(after, days)) if not unit or stop.unit == unit
    )
    if as_json:
        print_json([_stop_row(stop) for stop in found])
        return
    rows = sorted(found, key=lambda stop: (stop.first_day, stop))
    print_table(
        ("last day", "unit", "person", "standard", "context", "becomes", "why"),
        (
            (
                add_days(stop.first_day, -1).isoformat(),
                stop.unit,
                stop.person,
                stop.standard,
                stop.context,
                stop.standing.status.replace("_", " "),
                ", ".join(reason.replace("_", " ") for reason in stop.standing.reasons),
            )
            for stop in rows
        ),
    )
    people = len({stop.person for stop in rows})
    message(
        f"\n{counted(len(rows), 'standard')} of {counted(people, 'person', 'people')} will stop counting."
    )


def _stop_row(stop: StopOfUnit) -> dict[str, Any]:
    return {
        "unit": stop.unit,
        "person": stop.person,
        "standard": stop.standard,
        "context": stop.context,
        "last_day": add_days(stop.first_day, -1),
        "stops_on": stop.first_day,
        "status": stop.standing.status,
        "reasons": list(stop.standing.reasons),
        "expires_on": stop.standing.expires_on,
    }


def _print_person(name: str, answers: Path | None, *, as_json: bool) -> None:
    if answers is None:
        raise click.UsageError(
            f"Say where the answers are: --answers FILE. From a store: standing show {name}."
        )
    _check_bulk()
    from standing.cli.evaluate import print_answers
    from standing.cli.large_folders import answers_in
    from standing.core.engine.questions.answer_files import AnswerFiles

    try:
        tables = list(AnswerFiles(answers).rows_of(name))
    except refused.Refused as error:
        raise Refused(str(error)) from error
    rows = list(answers_in(batch for table in tables for batch in table.to_batches()))
    if not rows:
        raise Refused(f"There is nobody called {name} in {answers.name}. Names are compared as written.")
    if as_json:
        print_json([row.as_row() for row in rows])
    else:
        print_answers(rows)
