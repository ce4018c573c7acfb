"""`standing draft-crosswalk`: the crosswalk of a revision begun and settled from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standing.cli.days import DAY
from standing.cli.support import (
    DONE,
    DONE_WITH_PROBLEMS,
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
    from standing.areas.revisions.models import CrosswalkVersion
    from standing.areas.revisions.selectors.pages import RevisionInFull, VersionInFull

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog=examples(
        "standing draft-crosswalk mh-2013 --effective 2013-04-01 --context 'mental health'",
        "standing draft-crosswalk mh-2013 --from crosswalk.xlsx --why 'MH14 was carried too far'",
        "standing draft-crosswalk mh-2013 --leave 'Nobody here holds it' --send",
    ),
    short_help="Begin, settle and send the crosswalk of a revision.",
)
@click.argument("revision")
@click.option("--from", "file", type=FILE, help="A spreadsheet with its rows; else what the document says.")
@click.option("--why", default="", help="Why the approved crosswalk is corrected, where there is one.")
@click.option("--effective", type=DAY, help="The day from which the revision is in effect.")
@click.option("--ends", type=DAY, help="The last day of the transition (12 months later less a day).")
@click.option("--context", default="", help="The context of every widened row that has none.")
@click.option("--leave", default="", metavar="WHY", help="Carry nothing for the rows that wait, and why.")
@click.option("--send", is_flag=True, help="Send it for approval by two people.")
@json_option
def command(revision: str, as_json: bool, **asked: Any) -> int:
    """Begin a version of the crosswalk of REVISION, or go on with the open one, and settle what is given.

    Says which rows still wait for a steward, and for what: they are settled on the pages, or in the spreadsheet. Exit
    code 1 while any row waits.
    """
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.revisions.selectors.pages import revision_in_full, version_in_full

    by = System("draft-crosswalk")
    try:
        found = revision_in_full(by=by, code=revision)
    except NotFound as none:
        raise Refused(f"{none} `standing crosswalk` shows those there are.") from none
    version = _version(by, found, asked["file"], asked["why"])
    _settle(by, version, asked)
    shown = version_in_full(by=by, code=revision, number=version.number)
    if as_json:
        print_json(_answer(shown))
    else:
        _print(shown)
    return DONE_WITH_PROBLEMS if shown.waiting else DONE


def _version(by: System, found: RevisionInFull, file: Path | None, why: str) -> CrosswalkVersion:
    """The version to settle: the open one, or a new one from a file, the approved one or the document."""
    from standing.areas.revisions import actions

    if file is not None:
        return actions.begin_from_spreadsheet(
            by=by, revision=found.revision, file=file.name, content=_content(file), why=why
        )
    if found.open is not None:
        return found.open
    if found.approved is not None:
        return actions.begin_next_version(by=by, version=found.approved, why=why)
    return actions.begin_from_document(by=by, revision=found.revision)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}. Nothing was changed.") from error


def _settle(by: System, version: CrosswalkVersion, asked: dict[str, Any]) -> None:
    """Set what was given; what is so already is left alone, so that the same command can be run again."""
    from standing.areas.revisions import actions
    from standing.areas.revisions.selectors.pages import version_in_full, without_context

    def shown() -> VersionInFull:
        return version_in_full(by=by, code=version.revision.code, number=version.number)

    effective_on: date | None = asked["effective"]
    if effective_on and (effective_on, asked["ends"]) != (version.effective_on, version.transition_ends_on):
        actions.set_days(by=by, version=version, effective_on=effective_on, transition_ends_on=asked["ends"])
    if asked["context"] and without_context(shown()):
        actions.set_contexts(by=by, version=version, context=asked["context"])
    if asked["leave"] and shown().waiting:
        actions.defer_rows(by=by, version=version, old=list(shown().waiting), why=asked["leave"])
    if asked["send"]:
        actions.send_for_approval(by=by, version=version)


def _answer(shown: VersionInFull) -> dict[str, Any]:
    version = shown.version
    return {
        "revision": version.revision.code,
        "version": version.number,
        "state": version.state,
        "source": version.source,
        "effective_on": version.effective_on,
        "transition_ends_on": version.transition_ends_on,
        "rows": len(shown.rows),
        "waiting": [{"old": old, "for": list(why)} for old, why in shown.waiting.items()],
        "deferred": [{"old": row.old, "why": row.deferred_why} for row in shown.deferred],
    }


def _print(shown: VersionInFull) -> None:
    version = shown.version
    rows = counted(len(shown.rows), "row")
    click.echo(
        f"{version.revision.title}, version {version.number}: {version.state}, {rows} from {version.source}"
    )
    if version.effective_on and version.transition_ends_on:
        click.echo(
            f"In effect from {version.effective_on}; the transition ends {version.transition_ends_on}."
        )
    else:
        click.echo("No day is set from which it is in effect.")
    if shown.deferred:
        click.echo(f"Nothing is carried for {counted(len(shown.deferred), 'row')}.")
    click.echo(f"{counted(len(shown.waiting), 'row')} waiting for a steward")
    for old, why in shown.waiting.items():
        message(f"{old}: {' '.join(why)}")
