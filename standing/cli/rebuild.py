"""`standing rebuild`: every stored period computed anew."""

from __future__ import annotations

import sys

import click

from standing.cli.support import django_setup, examples, json_option, message, print_json, show_progress
from standing.cli.tables import counted


@click.command(epilog=examples("standing rebuild"), short_help="Compute every stored period anew.")
@json_option
def command(*, as_json: bool) -> None:
    """Compute the stored periods of everyone from the facts, and put them in place of the old ones at once.

    Stored periods are a cache: no fact is changed. Pages show the old ones until it is done. What is recorded meanwhile
    waits. Stopped half way, it has changed nothing.
    """
    django_setup()
    from standing.areas.record.rebuilding import rebuild_periods

    people = rebuild_periods(_progress)
    if as_json:
        print_json({"people": people})
    message(f"The periods of {counted(people, 'person', 'people')} are computed anew.")


def _progress(done: int, of: int) -> None:
    if show_progress():
        sys.stderr.write(f"\rPeople computed: {done:,} of {of:,}" + ("\n" if done == of else ""))
        sys.stderr.flush()
