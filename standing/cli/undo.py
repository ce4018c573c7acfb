"""`standing undo`: an adopted revision is taken back."""

from __future__ import annotations

import click

from standing.cli.support import django_setup, examples, json_option, print_json
from standing.cli.tables import counted


@click.command(
    epilog=examples('standing undo mh-2013 --why "The effective day was wrong" --json'),
    short_help="Take an adopted revision back.",
)
@click.argument("revision")
@click.option("--why", required=True, help="The reason. It stays with everything that is taken back.")
@json_option
def command(revision: str, why: str, as_json: bool) -> None:
    """Take back all that adopting REVISION wrote, and what has followed the old editions since: every answer is as it
    was before.

    Refused, with what stands in the way, once somebody has built on it. Nothing is deleted from the record.
    """
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.revisions.actions.undoing import undo_adoption

    undone = undo_adoption(by=System("undo"), revision=revision, why=why)
    if as_json:
        print_json({"revision": revision, "name": undone.batch.name, "retracted": undone.counts})
        return
    click.echo(f"{undone.batch.name} is undone. Every answer is as it was.")
    for kind, number in undone.counts.items():
        click.echo(f"  {counted(number, kind)}")
