"""`standing resolve`: what an old label means."""

from __future__ import annotations

import click

from standing.cli.standards_source import open_holdings
from standing.cli.support import examples, json_option, print_json
from standing.core.holdings import Holdings
from standing.core.resolve import resolve


@click.command(
    epilog=examples('standing resolve "CM D7"', "standing resolve MH11.2012 --json"),
    short_help="What an old label means.",
)
@click.argument("text", nargs=-1, required=True)
@json_option
def command(text: tuple[str, ...], as_json: bool) -> None:
    """Say which standard TEXT means: a code in any of its forms, a number of the competencies list, or a title.

    A code without an edition means its latest. What can mean two standards is never guessed: the answer is then no
    standard, why, and the candidates.
    """
    holdings = open_holdings("resolve")
    answer = resolve(" ".join(text), holdings.catalogue)
    if as_json:
        print_json(answer.as_json())
        return
    click.echo(_titled(holdings, answer.standard) if answer.standard else "No standard")
    click.echo(f"  {answer.why}")
    for candidate in answer.candidates:
        click.echo(f"  Or: {_titled(holdings, candidate)}")


def _titled(holdings: Holdings, standard: str) -> str:
    return f"{standard}  {holdings.catalogue.by_id[standard].title}"
