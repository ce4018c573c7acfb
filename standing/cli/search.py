"""`standing search`: find a standard in ordinary words."""

from __future__ import annotations

import click

from standing.cli.standards_source import open_holdings
from standing.cli.support import examples, json_option, message, print_json
from standing.cli.tables import print_table
from standing.core.answers import search_json


@click.command(
    epilog=examples("standing search someone hearing voices", "standing search MH20 --limit 3 --json"),
    short_help="Find a standard in ordinary words.",
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at most."
)
@json_option
def command(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the standards that answer WORDS, best first, each with why it was found. A code finds its own."""
    hits = search_json(open_holdings("search"), " ".join(words), limit)
    if as_json:
        print_json(hits)
        return
    if not hits:
        message("Nothing was found. Try other words, or fewer.")
        return
    print_table(
        ["standard", "score", "title", "why"],
        ([hit["id"], f"{hit['score']:.2f}", hit["title"], hit["why"]] for hit in hits),
    )
