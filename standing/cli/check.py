"""`standing check`: what is wrong with this store."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from standing.cli.support import (
    DONE,
    DONE_WITH_PROBLEMS,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
    show_progress,
)


@click.command(
    epilog=examples("standing check", 'standing check --anchor "Restored by hand after the disk failed"')
)
@click.option("--all", "everyone", is_flag=True, help="Compare everyone's periods, as without an option.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Compare the periods of N people drawn by chance.",
)
@click.option("--anchor", metavar="WHY", help="Anchor the audit trail as it is now, and say why.")
@json_option
def command(*, everyone: bool, sample: int | None, anchor: str | None, as_json: bool) -> int:
    """Say what is wrong with this store. Nothing is mended unasked.

    It checks the database, the audit trail with its anchor outside the database, and every stored period
    against the definition; with --sample, those of some people.
    """
    if everyone and sample is not None:
        raise click.UsageError("--all compares everyone, --sample N some: give one or the other.")
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.people.actions import anchor_trail
    from standing.site.checking import check_store

    if anchor is not None:
        aside = anchor_trail(by=System("check"), why=anchor)
        message(
            "The audit trail is anchored." + (f" The earlier anchor is kept as {aside}." if aside else "")
        )
    problems = list(check_store(_progress, sample=sample))
    if as_json:
        print_json({"problems": [asdict(problem) for problem in problems]})
    for problem in problems:
        message(f"{problem.where}: {problem.what} {problem.do}")
    if not problems:
        message("Nothing is wrong with this store.")
    return DONE_WITH_PROBLEMS if problems else DONE


def _progress(done: int, of: int) -> None:
    if show_progress():
        sys.stderr.write(
            f"\rPeople compared with the definition: {done:,} of {of:,}" + ("\n" if done == of else "")
        )
        sys.stderr.flush()
