"""`standing standard`: one standard, edition by edition."""

from __future__ import annotations

from typing import Any

import click

from standing.cli.standards_source import open_holdings, refusing_the_unknown
from standing.cli.support import examples, json_option, print_json
from standing.cli.tables import print_folded
from standing.core.answers import standard_json, standards_asked


@click.command(
    epilog=examples("standing standard MH20", "standing standard MH20@2013 --json"),
    short_help="One standard: its editions, names and what became of it.",
)
@click.argument("code")
@json_option
def command(code: str, as_json: bool) -> None:
    """Show the edition of CODE that is asked for, or each edition of the code, the latest first.

    CODE is a code (MH20), an edition of one (MH20@2013) or another form of it (SFHMH20). The answer is a list.
    """
    holdings = open_holdings("standard")
    with refusing_the_unknown():
        answers = [standard_json(holdings, standard) for standard in standards_asked(holdings, code)]
    if as_json:
        print_json(answers)
        return
    for number, answer in enumerate(answers):
        if number:
            click.echo()
        _show(answer)


def _show(answer: dict[str, Any]) -> None:
    click.echo(f"{answer['id']}  {answer['title']}")
    if answer["summary"]:
        print_folded(f"In our words: {answer['summary']}", indent=2)
    _line("Suite", answer["suite"])
    _line("Also written", ", ".join(answer["aliases"]))
    for facet, values in answer["facets"].items():
        shown = ", ".join(values) if isinstance(values, list) else ("yes" if values else "no")
        _line(facet.replace("_", " ").capitalize(), shown)
    for other in answer["other_titles"]:
        _line(f"Title in {other['source']}", other["title"])
    for said in answer["statements_of_status"]:
        _line("Status", f"{said['status']} ({said['source']}, as of {said['as_of']})")
    _line("Came from", ", ".join(answer["predecessors"]))
    for row in answer["lineage"]["to"]:
        became = f" {_JOINED[row['need']]} ".join(row["new"]) or "itself"
        _line("Became", f"{became} ({row['kind']}, {row['revision']})")
    _line("Led to", ", ".join(answer["successors"]))
    _line("Note", answer["note"])


_JOINED = {"all": "and", "any": "or"}


def _line(name: str, value: str) -> None:
    if value:
        click.echo(f"  {name}: {value}")
