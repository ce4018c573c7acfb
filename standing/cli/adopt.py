"""`standing adopt`: an approved revision is written, whole or not at all."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from standing.cli.days import DAY
from standing.cli.support import (
    Refused,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
    show_progress,
)
from standing.cli.tables import counted

if TYPE_CHECKING:
    from standing.areas.revisions.actions.adopting import Adopted


@click.command(
    epilog=examples("standing adopt mh-2013", "standing adopt mh-2013 --on 2026-04-01 --json"),
    short_help="Adopt a revision.",
)
@click.argument("revision")
@click.option(
    "--on", type=DAY, help="The day it takes effect: refused unless it is the one that was approved."
)
@json_option
def command(revision: str, on: date | None, as_json: bool) -> None:
    """Adopt the approved crosswalk of REVISION: carry over whoever holds an old standard, end the old editions with the
    transition, make a draft of each profile it changes, and the tasks that are left to people.

    Until it is done every answer is as before. Stopped or interrupted, it goes on where it was when it is run again;
    run again when it is done, it changes nothing. Run `standing rehearse` first.
    """
    django_setup()
    adopted = _adopt(revision, on)
    if as_json:
        print_json(answer(adopted))
        return
    _print(adopted)


def _adopt(revision: str, on: date | None) -> Adopted:
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.revisions.actions.adopting import adopt_revision

    try:
        return adopt_revision(by=System("adopt"), revision=revision, on=on, progress=_progress)
    except NotFound as none:
        raise Refused(f"{none} `standing crosswalk` shows those there are.") from none


def _progress(done: int, of: int) -> None:
    if show_progress():
        sys.stderr.write(f"\rPeople prepared: {done:,} of {of:,}" + ("\n" if done == of else ""))
        sys.stderr.flush()


def answer(adopted: Adopted) -> dict[str, Any]:
    """What was written, as plain values."""
    crosswalk = adopted.crosswalk
    return {
        "revision": adopted.revision,
        "title": adopted.title,
        "version": adopted.version,
        "already": adopted.already,
        "effective_on": crosswalk.effective_on,
        "transition_ends_on": crosswalk.transition_ends_on,
        "written": adopted.counts,
        "drafts": adopted.drafts,
        "deferred": sorted(crosswalk.deferred),
    }


def _print(adopted: Adopted) -> None:
    counts, crosswalk = adopted.counts, adopted.crosswalk
    done = "is adopted already; nothing was changed" if adopted.already else "is adopted"
    click.echo(f"{adopted.title}, version {adopted.version}, {done}.")
    click.echo(
        f"It takes effect on {crosswalk.effective_on.isoformat()}; the transition ends on "
        f"{crosswalk.transition_ends_on.isoformat()}."
    )
    click.echo(
        f"{counted(counts['decisions'], 'decision')} carried over for {counted(counts['people'], 'person', 'people')}, "
        f"{counted(counts['suspensions'], 'suspension')}, {counted(counts['changes'], 'change')}; "
        f"{counted(counts['ends'], 'old edition')} to end."
    )
    click.echo(
        f"{counted(counts['profiles'], 'profile')} carried as a draft; {counted(counts['tasks'], 'task')} for people."
    )
    if "taken_back" in counts:
        click.echo(
            f"It corrects what was adopted before: {counted(counts['taken_back'], 'fact')} taken back, "
            f"{counted(counts['closed_tasks'], 'task')} closed. Whoever it does not touch is left alone."
        )
    for draft in adopted.drafts:
        waits = f"; to decide: {', '.join(draft['to_decide'])}" if draft["to_decide"] else ""
        click.echo(
            f"  {draft['profile']} version {draft['version']}: {counted(draft['lines'], 'line')}{waits}"
        )
    if not adopted.already:
        message(
            "Undo it, as long as nobody has built on it: standing undo " + adopted.revision + " --why WHY"
        )
