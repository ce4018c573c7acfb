"""`standing draft-crosswalk`: the crosswalk of a revision begun and settled from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standing.cli.crosswalk_settling import settle, settle_from_file
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
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    epilog=examples(
        "standing draft-crosswalk mh-2013 --effective 2013-04-01 --context 'mental health'",
        "standing draft-crosswalk mh-2013 --context-of MH10 'older people with mental health needs'",
        "standing draft-crosswalk mh-2013 --replaced MH6 2012-03-31 --leave-row MH12 'Nobody knows the day'",
        "standing draft-crosswalk mh-2013 --to crosswalk.xlsx",
        "standing draft-crosswalk mh-2013 --from crosswalk.xlsx --send",
    ),
    short_help="Begin, settle and send the crosswalk of a revision.",
)
@click.argument("revision")
@click.option(
    "--from", "file", type=FILE, help="A spreadsheet: its rows begin a version, or settle the open one."
)
@click.option(
    "--to", type=NEW_FILE, help="A spreadsheet to write the version to as it then is: .xlsx or .csv."
)
@click.option("--why", default="", help="Why the approved crosswalk is corrected, where there is one.")
@click.option("--effective", type=DAY, help="The day from which the revision is in effect.")
@click.option("--ends", type=DAY, help="The last day of the transition (12 months later less a day).")
@click.option("--last-start", type=DAY, help="The last day to begin towards an old edition.")
@click.option("--last-assessment", type=DAY, help="The last day of assessment against an old edition.")
@click.option("--context", default="", help="The context of every widened row without one that it suits.")
@click.option(
    "--context-of", type=(str, str), multiple=True, metavar="ROW TEXT", help="The context of one row."
)
@click.option(
    "--replaced", type=(str, DAY), multiple=True, metavar="ROW DAY", help="The day a row was replaced before."
)
@click.option(
    "--treat",
    type=(str, str, str),
    multiple=True,
    metavar="ROW TREATMENT WHY",
    help="How the holders of one row are treated, other than its kind says, and why.",
)
@click.option(
    "--leave-row",
    type=(str, str),
    multiple=True,
    metavar="ROW WHY",
    help="Carry nothing for one row, and why.",
)
@click.option(
    "--leave", default="", metavar="WHY", help="Carry nothing for the rows that still wait, and why."
)
@click.option("--ask-rules", is_flag=True, help="Ask whoever sets refresh rules for those that are missing.")
@click.option("--send", is_flag=True, help="Send it for approval by two people.")
@json_option
def command(revision: str, as_json: bool, **asked: Any) -> int:
    """Begin a version of the crosswalk of REVISION, or go on with the open one, and settle what is given.

    A ROW is named by its old standard: MH10, or MH10@2005. What is so already is left alone, so the same command can be
    run again. Says which rows still wait for a steward, and for what. Exit code 1 while any row waits.
    """
    if asked["to"] is not None:
        _check_ending(asked["to"])
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
    settle(by, version, asked)
    shown = version_in_full(by=by, code=revision, number=version.number)
    if asked["to"] is not None:
        _write(asked["to"], shown)
    if as_json:
        print_json(_answer(shown))
    else:
        _print(shown)
    return DONE_WITH_PROBLEMS if shown.waiting else DONE


def _version(by: System, found: RevisionInFull, file: Path | None, why: str) -> CrosswalkVersion:
    """The version to settle: the open one, or a new one from a file, the approved one or the document."""
    from standing.areas.revisions import actions

    if found.open is not None:
        if file is not None:
            settle_from_file(by, found.open, file.name, _content(file))
        return found.open
    if file is not None:
        return actions.begin_from_spreadsheet(
            by=by, revision=found.revision, file=file.name, content=_content(file), why=why
        )
    if found.approved is not None:
        return actions.begin_next_version(by=by, version=found.approved, why=why)
    return actions.begin_from_document(by=by, revision=found.revision)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}. Nothing was changed.") from error


def _check_ending(file: Path) -> None:
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise Refused(f"{file.name} must end in .xlsx or .csv. Nothing was changed.")
    if not file.parent.is_dir():
        raise Refused(f"{file} cannot be written: there is no folder {file.parent}. Nothing was changed.")


def _write(file: Path, shown: VersionInFull) -> None:
    from standing.areas.revisions.presenters.files import FILES

    write = FILES[file.suffix.lower().removeprefix(".")]
    try:
        file.write_bytes(write(shown))
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}. What was settled is kept.") from error
    message(f"Written to {file}. Settle it there, and send it back with --from.")


def _answer(shown: VersionInFull) -> dict[str, Any]:
    version = shown.version
    return {
        "revision": version.revision.code,
        "version": version.number,
        "state": version.state,
        "source": version.source,
        "effective_on": version.effective_on,
        "transition_ends_on": version.transition_ends_on,
        "last_start_on": version.last_start_on,
        "last_assessment_on": version.last_assessment_on,
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
    for why, olds in _grouped([(row.old, row.deferred_why) for row in shown.deferred]).items():
        click.echo(f"Nothing is carried for {counted(len(olds), 'row')}: {', '.join(olds)}. Why: {why}")
    click.echo(f"{counted(len(shown.waiting), 'row')} waiting for a steward")
    for what, olds in _grouped(_waiting(shown)).items():
        message(f"{counted(len(olds), 'row')}: {what} {', '.join(olds)}")


def _waiting(shown: VersionInFull) -> list[tuple[str, str]]:
    """Each row that waits with each thing it waits for; rules that are missing are one thing, whichever they are."""
    from standing.core.crosswalks.versions import RULE_MISSING

    found = []
    for old, why in shown.waiting.items():
        for words in why:
            if words.startswith(RULE_MISSING):
                new = words.removeprefix(RULE_MISSING).partition(":")[0].strip()
                found.append(
                    (f"{old} ({new})", "Set the refresh rule of the new standard (standing set-rule).")
                )
            else:
                found.append((old, words))
    return found


def _grouped(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    """What was said of rows, each thing once, with the rows of which it was said."""
    found: dict[str, list[str]] = {}
    for old, words in rows:
        found.setdefault(words, []).append(old)
    return found
