"""`standing carry-profile`: the lines a profile of old codes becomes."""

from __future__ import annotations

import click

from standing.cli.standards_source import open_holdings, refusing_the_unknown
from standing.cli.support import examples, json_option, message, print_json
from standing.cli.tables import counted, print_table
from standing.core.answers import carried_profile


@click.command(
    epilog=examples(
        "standing carry-profile mh-2013 MH1 MH14 MH41", "standing carry-profile mh-2013 MH20@2005 --json"
    ),
    short_help="The lines a profile of old codes becomes.",
)
@click.argument("revision")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@json_option
def command(revision: str, codes: tuple[str, ...], as_json: bool) -> None:
    """Show the lines that a profile asking for each CODE becomes in REVISION: mapped, and duplicates merged.

    A code without an edition means its edition before the revision. A standard that the revision does not touch stays
    as it is. One code that means no standard, or more than one, and nothing is carried.
    """
    holdings = open_holdings("carry-profile")
    with refusing_the_unknown():
        lines = carried_profile(holdings, revision, codes)
    if as_json:
        print_json(lines)
        return
    titles = holdings.titles
    print_table(
        ["standard", "context", "from", "title"],
        ([line["id"], line["context"], ", ".join(line["from"]), titles[line["id"]]] for line in lines),
    )
    message(
        f"{counted(len(codes), 'code')} {'becomes' if len(codes) == 1 else 'become'} {counted(len(lines), 'line')}"
    )
