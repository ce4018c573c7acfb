"""`standing import`: read source documents, and spreadsheets of what people hold, into the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from standing.cli import feeds, spreadsheets
from standing.cli.standards_source import store_is_there
from standing.cli.support import (
    DONE,
    DONE_WITH_PROBLEMS,
    REFUSED,
    Refused,
    check_store,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
)
from standing.cli.tables import counted
from standing.core.formats.source import FORMATS, recognise
from standing.core.holdings import bundled_holdings
from standing.core.importing import ImportReport, prepare_import
from standing.core.moving_in.answers import Answers
from standing.site import config


@click.command(
    epilog=examples(
        "standing import tracking.txt --dry-run",
        "standing import tracking.txt competencies.txt --json",
        "standing import matrix.xlsx --answers answers.json",
        "standing import products-lite.json --dry-run",
    ),
    short_help="Read files into the store.",
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--as",
    "as_format",
    type=click.Choice((*FORMATS, spreadsheets.FORMAT, *feeds.FORMATS)),
    help="The format, when it is not to be recognised by content.",
)
@click.option("--dry-run", is_flag=True, help="Report what would be done, and write nothing.")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file with the answers to what a spreadsheet does not say.",
)
@json_option
def command(
    files: tuple[Path, ...], as_format: str | None, dry_run: bool, answers: Path | None, as_json: bool
) -> int:
    """Read source documents into the store, each whole or not at all, and list every repair and every problem.

    A feed of guidance or of law is read into candidates, for a person to link to a policy or dismiss.

    A spreadsheet of people and what they hold is read too. What it does not say is asked once on its page, and
    remembered, or answered in a file; without an answer it is refused, with the questions. Its faults are listed and
    not written; all else is, or nothing.

    The same file again changes nothing. With --json the answer is a list, one object for each file in the order given.
    Where there is no store yet, one is made, with the catalogue that comes with Standing.
    """
    contents = [(path, _content(path)) for path in files]
    given = spreadsheets.answers_in(answers)
    kinds = [_kind(path, content, as_format) for path, content in contents]
    of_kind = {
        kind: [each for each, its in zip(contents, kinds, strict=True) if its == kind] for kind in _KINDS
    }
    sources = of_kind[_SOURCE]
    reported = {
        _SHEET: iter(_spreadsheets(of_kind[_SHEET], given, dry_run)),
        _FEED: iter(feeds.import_feeds(of_kind[_FEED], dry_run=dry_run)),
        _SOURCE: iter(_rehearse(sources, as_format) if dry_run else _import(sources, as_format)),
    }
    reports = [next(reported[kind]) for kind in kinds]
    _tell(reports, dry_run, as_json)
    return _exit_code(reports)


Contents = Sequence[tuple[Path, bytes]]

_KINDS = _SHEET, _FEED, _SOURCE = "spreadsheet", "feed", "source"


def _kind(path: Path, content: bytes, as_format: str | None) -> str:
    """Which of three kinds a file is of; a source document where it is none that is known."""
    if feeds.is_one(content, as_format):
        return _FEED
    return _SHEET if _is_spreadsheet(path, content, as_format) else _SOURCE


def _is_spreadsheet(path: Path, content: bytes, as_format: str | None) -> bool:
    if as_format is not None:
        return as_format == spreadsheets.FORMAT
    return recognise(content) is None and spreadsheets.is_one(path.name, content)


def _spreadsheets(contents: Contents, answers: Answers, dry_run: bool) -> list[ImportReport]:
    """Spreadsheets need a store that is there: units, people and rules are the service's own."""
    if not contents:
        return []
    django_setup()
    return [
        spreadsheets.import_spreadsheet(path.name, content, answers, dry_run=dry_run)
        for path, content in contents
    ]


def _tell(reports: Sequence[ImportReport], dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json([report.as_json() for report in reports])
    else:
        for report in reports:
            _show(report, dry_run)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}. Nothing was imported.") from error


def _rehearse(contents: Sequence[tuple[Path, bytes]], as_format: str | None) -> list[ImportReport]:
    """What importing would do; where there is no store yet, to the catalogue that comes with Standing."""
    if not contents:
        return []
    if store_is_there():
        check_store()
        from standing.areas.audit.actors import System
        from standing.areas.standards.actions import import_source

        return [
            import_source(
                by=System("import"), file_name=path.name, content=content, as_format=as_format, dry_run=True
            )
            for path, content in contents
        ]
    held = bundled_holdings()
    return [prepare_import(held, content, path.name, as_format).report for path, content in contents]


def _import(contents: Sequence[tuple[Path, bytes]], as_format: str | None) -> list[ImportReport]:
    if not contents:
        return []
    if store_is_there():
        check_store()
    else:
        reports = _rehearse(contents, as_format)
        if all(report.refused for report in reports):
            return reports  # nothing to keep, so no store is made for it
        _make_store()
    from standing.areas.audit.actors import System
    from standing.areas.standards.actions import import_source

    return [
        import_source(by=System("import"), file_name=path.name, content=content, as_format=as_format)
        for path, content in contents
    ]


def _make_store() -> None:
    """Make the store that the settings name, with the bundled catalogue, and say so."""
    django_setup(store=False)
    from django.core.management import call_command

    from standing.areas.audit.actors import System
    from standing.areas.people.actions import begin_trail
    from standing.areas.standards.actions import import_bundled_catalogue

    call_command("migrate", verbosity=0, interactive=False)
    begin_trail(by=System("import"))
    import_bundled_catalogue(by=System("import"))
    place = config.describe_store(config.database_url())
    message(f"There was no store yet: made one at {place}, with the catalogue that comes with Standing.")
    message("Run `standing init` to give it its first administrator.")


def _show(report: ImportReport, dry_run: bool) -> None:
    done = (
        "refused, nothing was changed" if report.refused else "would be imported" if dry_run else "imported"
    )
    click.echo(f"{report.file}: {report.format or 'not recognised'}, {done}")
    click.echo(
        f"  {report.read} read: {report.created} created, {report.updated} updated, {report.unchanged} unchanged; "
        f"{counted(len(report.repairs), 'repair')}, {counted(len(report.problems), 'problem')}"
    )
    for repair in report.repairs:
        click.echo(f"  {repair.where}: repaired: {repair.what}")
        if repair.before != repair.after:
            click.echo(f"      from {repair.before!r}\n      to   {repair.after!r}")
    for problem in report.problems:
        message(f"{problem.where}: {problem.what.rstrip('.')}. {problem.do}".rstrip())


def _exit_code(reports: Sequence[ImportReport]) -> int:
    """Refused when nothing at all was taken; done with problems when anything is left for a person."""
    if all(report.refused for report in reports):
        return REFUSED
    return DONE_WITH_PROBLEMS if any(report.problems for report in reports) else DONE
