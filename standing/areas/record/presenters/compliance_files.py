"""The figures as a spreadsheet: by team, by standard, by both, and who was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from standing.areas.record.presenters.compliance import CompliancePage
from standing.areas.record.presenters.spreadsheets import ListSheet, csv_file, xlsx_file
from standing.areas.record.presenters.teams import share
from standing.areas.record.selectors.compliance import Figure, LeftOut
from standing.areas.record.words import day_in_words
from standing.areas.standards.presenters.words import marked_title

FIGURES = ("Counting", "Of", "Share", "Left out: away", "Left out: not needed yet")
TEAMS_HEAD = ("Team", "Code", "Level", "People", *FIGURES)
STANDARDS_HEAD = ("Standard", "Title", "Context", *FIGURES)
BOTH_HEAD = ("Team", "Code", *STANDARDS_HEAD)
LEFT_OUT_HEAD = ("Staff number", "Name", "Why", "Standards left out")

Line = tuple[Any, ...]


def about(page: CompliancePage) -> Iterator[tuple[str, str]]:
    """What the file is of: the teams, the days, the figure, and what is left out of it."""
    days = page.shown.days
    yield "Teams", page.caption
    yield "As at", days.at.isoformat()
    yield "As known on", days.known_on.isoformat() if days.known_on else "now: all that is known"
    for line in page.figures:
        yield "Counting", line
    yield "Team", "each with those below it; who works in two is counted once in each, and once above both"


def team_lines(page: CompliancePage) -> Iterator[Line]:
    """A line for each team."""
    for one in page.units:
        yield (one.unit.name, one.unit.code, one.depth + 1, one.tally.people, *_figure(one.figure))


def standard_lines(page: CompliancePage) -> Iterator[Line]:
    """A line for each standard and context."""
    for standard, context, found in page.found.columns(page.tally):
        yield (standard.pk, marked_title(standard), context, *_figure(found))


def both_lines(page: CompliancePage) -> Iterator[Line]:
    """A line for each team and each standard asked for in it."""
    for one in page.units:
        for standard, context, found in page.found.columns(one.tally):
            yield (
                one.unit.name,
                one.unit.code,
                standard.pk,
                marked_title(standard),
                context,
                *_figure(found),
            )


def left_out_lines(left_out: list[LeftOut]) -> Iterator[Line]:
    """A line for each person left out, and why."""
    for one in left_out:
        yield one.person.ref, one.person.name, one.why, one.standards


def _figure(found: Figure) -> Line:
    return (found.counting, found.of, share(found), found.away, found.not_needed_yet)


def compliance_csv(page: CompliancePage) -> bytes:
    """A line for each team and standard as a CSV file, under what it is of."""
    return csv_file([*about(page), (), BOTH_HEAD, *both_lines(page)])


def compliance_xlsx(page: CompliancePage) -> bytes:
    """The figures as a workbook."""
    left_out = page.found.left_out(page.tally)
    sheets = (
        ListSheet("Teams", TEAMS_HEAD, list(team_lines(page)), (34, 16, 8, 10, 12, 10, 10, 16, 22), frozen=1),
        ListSheet(
            "Standards",
            STANDARDS_HEAD,
            list(standard_lines(page)),
            (16, 60, 20, 12, 10, 10, 16, 22),
            frozen=1,
        ),
        ListSheet(
            "Teams and standards",
            BOTH_HEAD,
            list(both_lines(page)),
            (34, 16, 16, 60, 20, 12, 10, 10, 16, 22),
            frozen=1,
        ),
        ListSheet("Left out", LEFT_OUT_HEAD, list(left_out_lines(left_out)), (16, 30, 50, 18), frozen=2),
    )
    title = f"{page.caption}: compliance, as at {day_in_words(page.shown.days.at)}"
    return xlsx_file(title, about(page), sheets)


COMPLIANCE_FILES: Mapping[str, Callable[[CompliancePage], bytes]] = {
    "xlsx": compliance_xlsx,
    "csv": compliance_csv,
}
