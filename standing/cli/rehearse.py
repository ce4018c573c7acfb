"""`standing rehearse`: what would happen, before anything is written."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standing.cli.days import DAY
from standing.cli.support import (
    Refused,
    django_setup,
    examples,
    json_option,
    message,
    show_progress,
)
from standing.cli.tables import counted, print_table

if TYPE_CHECKING:
    from standing.areas.revisions.rehearsing.plans import Plan
    from standing.areas.revisions.rehearsing.running import Rehearsed

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog=examples(
        "standing rehearse mh-2013 --on 2026-04-01",
        "standing rehearse --change policy.csv --json",
        "standing rehearse --leaving p1042 --on 2026-03-01 --out without-them.xlsx",
    ),
    short_help="What a revision or another change would do.",
)
@click.argument("revision", required=False)
@click.option(
    "--change", "change", type=FILE, help="A change not in force yet: a CSV file of the table `changes`."
)
@click.option("--rules", "rules", type=FILE, help="Other refresh rules: a CSV file of the table `standards`.")
@click.option("--profile", default="", metavar="CODE", help="The draft of this role profile, put in use.")
@click.option("--leaving", default="", metavar="PERSON", help="This person gone, by staff number.")
@click.option(
    "--on", type=DAY, help="The day it takes effect (a revision: its own effective day; else today)."
)
@click.option(
    "--until", type=DAY, help="The last day looked at (a year on; a revision: three months after its end)."
)
@click.option(
    "--below",
    type=click.IntRange(1, 100),
    metavar="PERCENT",
    help="Only teams of which fewer than this share of those asked would count.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A spreadsheet to write, .xlsx.")
@json_option
def command(below: int | None, out: Path | None, as_json: bool, **given: Any) -> None:
    """Show who would keep, owe or lose what, which teams would have fewer who count, and what work there would be, if
    REVISION were adopted, or if what an option names were done. Nothing is written to the store.
    """
    on, until = given.pop("on"), given.pop("until")
    kinds = [name for name, value in given.items() if value]
    if len(kinds) != 1:
        raise Refused(
            "Name one thing to rehearse: a revision, or one of --change, --rules, --profile and --leaving."
        )
    if out is not None and out.suffix.lower() != ".xlsx":
        raise Refused(f"{out.name} must end in .xlsx: a rehearsal is written as a spreadsheet.")
    if out is not None and not out.parent.is_dir():
        raise Refused(f"{out} cannot be written: there is no folder {out.parent}. Choose another place.")
    asked = _asked(kinds[0], given[kinds[0]], on, until)
    django_setup()
    _run(asked, below, out, as_json)


def _asked(kind: str, value: Any, on: date | None, until: date | None) -> dict[str, Any]:
    asked: dict[str, Any] = {"kind": kind, "on": on and on.isoformat(), "until": until and until.isoformat()}
    if kind == "change":
        if on is not None:
            raise Refused(
                "A change takes effect on the day its file says, so --on is not used with --change."
            )
        return asked | {"rows": _rows("changes", value)}
    if kind == "rules":
        if on is not None:
            raise Refused(
                "A refresh rule holds from the day its file says, so --on is not used with --rules."
            )
        return asked | {"rows": _rows("standards", value)}
    if kind == "leaving":
        return asked | {"person": value}
    return asked | {kind: value}


def _rows(table: str, file: Path) -> list[dict[str, str]]:
    """The rows of a file of facts, as text. Refused whole, naming file, row and column, where one cannot be."""
    from standing.core.engine import refused
    from standing.core.engine.csv_files import read_csv
    from standing.core.engine.tables import TABLES, Located, rows_to_facts

    try:
        read = list(rows_to_facts(TABLES[table], file.name, read_csv(TABLES[table], file).rows))
    except refused.Refused as error:
        raise Refused("\n".join(error.messages)) from error
    faults = [row for row in read if not isinstance(row, Located)]
    if faults:
        raise Refused("\n".join([*faults, "Nothing was rehearsed."]))
    if not read:
        raise Refused(f"{file.name}: found no row, expected one or more. Nothing was rehearsed.")
    return [TABLES[table].fact_to_row(row.fact) for row in read if isinstance(row, Located)]


def _run(asked: dict[str, Any], below: int | None, out: Path | None, as_json: bool) -> None:
    from standing.areas.audit.actors import System
    from standing.areas.revisions.presenters.rehearsal_files import RehearsalBook
    from standing.areas.revisions.rehearsing.running import as_numbers, effect_lines, group_lines, task_lines
    from standing.areas.revisions.selectors.rehearsals import plan_asked, rehearse_now
    from standing.core.rules.facts import BadFact

    by = System("rehearse")
    try:
        plan = plan_asked(by=by, asked=asked)
    except BadFact as bad:
        raise Refused(f"{bad.column}: {bad}. Nothing was rehearsed.") from bad
    with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:
        book = RehearsalBook(out) if out is not None else None

        def each(person: str, effects: Any, tasks: Any, groups: Any) -> None:
            if as_json:
                lines = [effect_lines(effects), task_lines(tasks), group_lines(person, groups)]
                kept.write(json.dumps(lines, ensure_ascii=False) + "\n")
            if book is not None:
                book.add(person, effects, tasks, groups)

        found = rehearse_now(by=by, plan=plan, below=below, each=each, done=_progress())
        numbers = as_numbers(found)
        if book is not None:
            _written(book, numbers, out)
        if as_json:
            kept.seek(0)
            _print_json(numbers, kept)
            return
    _print(plan, found)
    if out is not None:
        message(f"{out}: written")


def _progress() -> Any:
    if not show_progress():
        return None

    def show(done: int, of: int) -> None:
        click.echo(f"\r{done:,} of {of:,} people", err=True, nl=done == of)

    return show


def _written(book: Any, numbers: dict[str, Any], out: Path | None) -> None:
    try:
        book.close(numbers)
    except OSError as error:
        raise Refused(f"{out} cannot be written: {error.strerror}. Choose another place.") from error


def _print_json(numbers: dict[str, Any], kept: Any) -> None:
    """One document: the numbers, then a line for each pair and task. Lines are written as they are read: there may be
    hundreds of thousands.
    """
    text = json.dumps(numbers, ensure_ascii=False, indent=2)
    write = sys.stdout.write
    write(text.removesuffix("\n}"))
    for place, name in enumerate(("effects", "to_do", "in_groups")):
        kept.seek(0)
        write(f',\n  "{name}": [')
        first = True
        for line in _lines(kept, place):
            write(("" if first else ",") + "\n    " + json.dumps(line, ensure_ascii=False))
            first = False
        write("]" if first else "\n  ]")
    write("\n}\n")


def _lines(kept: Any, place: int) -> Iterator[dict[str, Any]]:
    for text in kept:
        yield from json.loads(text)[place]


def _print(plan: Plan, found: Rehearsed) -> None:
    from standing.areas.revisions.presenters.rehearsal_words import (
        fall_rows,
        group_rows,
        headline,
        profile_rows,
        shift_rows,
        standard_rows,
        work_rows,
    )
    from standing.areas.revisions.rehearsing.running import as_numbers

    numbers = as_numbers(found)
    click.echo(f"{plan.title}\n")
    for line in headline(numbers):
        click.echo(line)
    for words, head, rows in (
        ("By standard", ("standard", "loses", "gap", "owes", "gains", "keeps"), standard_rows(numbers)),
        (
            "Teams with fewer who count",
            ("unit", "standard", "context", "from", "was", "would be", "until"),
            fall_rows(numbers),
        ),
        (
            "Shifts that would no longer meet their cover rule",
            ("day", "shift", "unit", "standard", "asked for", "count now", "would count"),
            shift_rows(numbers),
        ),
        ("Groups of standards", ("from", "profile", "group", "what", "people"), group_rows(numbers)),
        ("Work to come", ("work", "standard", "month", "how many"), work_rows(numbers)),
        ("Profiles", ("profile", "what", "old", "new", "why"), profile_rows(numbers)),
    ):
        if rows:
            click.echo(f"\n{words}")
            print_table(head, rows)
    for note in numbers["notes"]:
        click.echo(f"\n{note}")
    message(f"\n{counted(found.outcome.examined, 'person', 'people')} looked at; nothing was written.")
