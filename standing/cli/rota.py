"""`standing rota`: put a rota in place from a file, or say what that would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standing.cli.support import (
    REFUSED,
    Refused,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
)
from standing.cli.tables import counted

if TYPE_CHECKING:
    from standing.areas.audit.actors import System
    from standing.areas.cover.rota.reading import RotaPlan
    from standing.areas.cover.rota.wanted import RotaChange
    from standing.areas.people.models import Unit


@click.command(
    epilog=examples(
        "standing rota kingfisher rota.xlsx --dry-run", "standing rota kingfisher rota.csv --json"
    ),
    short_help="Put the rota of a unit in place from a file.",
)
@click.argument("unit")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report what would change, and write nothing.")
@json_option
def command(unit: str, file: Path, dry_run: bool, as_json: bool) -> int | None:
    """Replace the rota of UNIT, for the days that FILE names, by what FILE says; other days stay as they are.

    FILE is a spreadsheet or a text file: a row for each person on each shift, or a grid of people by days; each day
    with its year. It is taken whole or, where anything in it is wrong, not at all, with every fault by its row. UNIT is
    the code of a unit.
    """
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.cover.actions import replace_rota
    from standing.areas.cover.rota.reading import plan_rota
    from standing.areas.record.joining.paste import read_file

    by = System("rota")
    found = _unit(by, unit)
    plan = plan_rota(by=by, unit=found, text=read_file(file.name, _content(file)), whole_days=True)
    if plan.faults:
        _tell_faults(plan, file.name, found.code, as_json)
        return REFUSED
    change = replace_rota(
        by=by, unit=found, shifts=plan.shifts, source=file.name, silent=plan.silent, dry_run=dry_run
    )
    _tell(plan, change, found.code, dry_run=dry_run, as_json=as_json)
    return None


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}. Nothing was changed.") from error


def _unit(by: System, code: str) -> Unit:
    from standing.areas.cover.selectors.keeping import unit_to
    from standing.areas.people.roles import Ability
    from standing.areas.record.selectors.people import NotFound

    try:
        return unit_to(by, code, Ability.KEEP_ROTAS)
    except NotFound as none:
        raise Refused(f"There is no unit with the code {code} in this store. Check it.") from none


def _tell_faults(plan: RotaPlan, file: str, unit: str, as_json: bool) -> None:
    if as_json:
        faults = [{"row": row, "what": what} for row, what in plan.faults]
        print_json({"unit": unit, "file": file, "refused": True, "faults": faults})
        return
    click.echo(f"{file}: refused, {counted(len(plan.faults), 'fault')}, nothing was changed")
    for row, what in plan.faults:
        message(f"{file}:{row}: {what}")


def _tell(plan: RotaPlan, change: RotaChange, unit: str, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json(_answer(plan, change, unit, dry_run))
        return
    done = "would change" if dry_run else "changed"
    click.echo(
        f"{unit}: {counted(len(change.days), 'day')}, {change.days[0].isoformat()} to {change.days[-1].isoformat()}: "
        f"{counted(len(change.differences), 'shift')} {done}, {change.unchanged} as before"
    )
    for one in change.differences:
        click.echo(f"  {one.what}: {'; '.join((one.shift, *one.how))}")
    for words, often in plan.aside:
        click.echo(f"  read as no shift, and not kept: {words} ({often})")


def _answer(plan: RotaPlan, change: RotaChange, unit: str, dry_run: bool) -> dict[str, Any]:
    return {
        "unit": unit,
        "refused": False,
        "dry_run": dry_run,
        "days": list(change.days),
        "unchanged": change.unchanged,
        "differences": [
            {"what": one.what, "shift": one.shift, "how": list(one.how)} for one in change.differences
        ],
        "aside": dict(plan.aside),
    }
