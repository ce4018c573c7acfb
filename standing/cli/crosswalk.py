"""`standing crosswalk`: a revision of the standards, row by row."""

from __future__ import annotations

import click

from standing.cli.standards_source import open_holdings, refusing_the_unknown
from standing.cli.support import examples, json_option, message, print_json
from standing.cli.tables import counted, print_table
from standing.core.answers import crosswalk_answer

_JOINED = {"all": " and ", "any": " or "}


@click.command(
    epilog=examples("standing crosswalk mh-2013", "standing crosswalk mh-2013 --json"),
    short_help="A revision of the standards, row by row.",
)
@click.argument("revision")
@json_option
def command(revision: str, as_json: bool) -> None:
    """Show what became of each old standard in REVISION: of which kind, into what, and how it is carried over."""
    with refusing_the_unknown():
        answer = crosswalk_answer(open_holdings("crosswalk"), revision)
    if as_json:
        print_json(answer)
        return
    print_table(
        ["old", "kind", "new", "treatment", "source's words", "note"],
        (
            [
                row["old"],
                row["kind"],
                _JOINED[row["need"]].join(row["new"]),
                row["treatment"],
                row["source_words"],
                row["note"],
            ]
            for row in answer["rows"]
        ),
    )
    kinds = ", ".join(f"{kind} {count}" for kind, count in answer["counts"].items())
    message(f"{counted(len(answer['rows']), 'row')}: {kinds}")
    message(f"{counted(answer['links'], 'link')} to {counted(answer['targets'], 'standard')}")
