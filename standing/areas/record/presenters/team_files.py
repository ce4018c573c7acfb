"""A team's matrix as a spreadsheet: the filters, order, reasons and counts of its page, and the day of each cell."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from standing.areas.record.answers import Pair
from standing.areas.record.presenters.spreadsheets import (
    ListSheet,
    csv_file,
    new_book,
    write_about,
    write_list,
)
from standing.areas.record.presenters.standing import short_reasons, short_standard
from standing.areas.record.presenters.team_groups import FILE_HEAD, FILE_WIDTHS, Columns, file_lines
from standing.areas.record.presenters.teams import (
    compliance_words,
    figure,
    filters_in_words,
    left_out_words,
    share,
)
from standing.areas.record.selectors.cells import Cell, Compliance
from standing.areas.record.selectors.matrix import DayOfCell
from standing.areas.record.selectors.teams import Team
from standing.areas.record.words import day_in_words
from standing.areas.standards.presenters.words import marked_title
from standing.site.components.status import LOOKS

LIST_HEAD = (
    "Staff number",
    "Name",
    "Roles",
    "Standard",
    "Title",
    "Context",
    "Status",
    "Counts",
    "Reasons",
    "Expires on",
    "Left out of the figure",
    "Team",
    "Met on",
    "Assessor",
)
_WIDTHS = (14, 26, 22, 16, 50, 18, 14, 8, 50, 12, 26, 26, 12, 22)

Line = tuple[Any, ...]
Days = Mapping[Pair, DayOfCell]


def about(team: Team) -> Iterator[tuple[str, str]]:
    """What a file is of: the team, its days, its filters and its figures."""
    yield "Team", f"{team.unit.name} ({team.unit.code})"
    yield "As at", team.at.isoformat()
    yield "As known on", team.known_on.isoformat() if team.known_on else "now: all that is known"
    for line in filters_in_words(team):
        yield "Filter", line
    yield "People", f"{len(team.people)} of {len(team.everyone)}"
    yield "Required standards", f"{len(team.cells)} of {len(team.required.cells)}"
    yield "Counting", f"{figure(team.compliance)} ({share(team.compliance) or 'no figure'})"
    for line in left_out_words(team.compliance):
        yield "Left out of the figure", line
    for person in team.nothing_asked:
        yield "No standard asked of", f"{person.name} ({person.ref})"


def lines(team: Team, days: Days) -> Iterator[Line]:
    """A line for each cell shown, under `LIST_HEAD`, in the order of the people; days as days."""
    titles, teams = team.required.titles, _teams(team)
    place = {person.pk: number for number, person in enumerate(team.people)}
    for cell in sorted(team.cells, key=lambda cell: place[cell.person.pk]):
        yield _line(cell, titles[cell.person.ref], teams[cell.person.ref], days.get(cell.pair))


def _teams(team: Team) -> Mapping[str, str]:
    """The names of the units that each person works in, by reference."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in team.required.assignments:
        found[row.person.ref].add(row.unit.name)
    return {ref: ", ".join(sorted(names)) for ref, names in found.items()}


def _line(cell: Cell, title: str, team: str, day: DayOfCell | None) -> Line:
    standing = cell.standing
    return (
        cell.person.ref,
        cell.person.name,
        title,
        cell.standard.pk,
        marked_title(cell.standard),
        cell.context,
        LOOKS[standing.status].word,
        "yes" if standing.counts else "no",
        short_reasons(standing.reasons),
        standing.expires_on,
        cell.left_out,
        team,
        day.decided_on if day else None,
        "unknown: date imported" if day and day.assessor_unknown else "",
    )


def as_csv(team: Team, days: Days, besides: Columns = ()) -> bytes:
    """The file as UTF-8 with a byte-order mark, which spreadsheets need to read accents; groups of standards follow."""
    groups = [(), FILE_HEAD, *file_lines(besides, team.everyone)] if besides else []
    return csv_file([*about(team), (), LIST_HEAD, *lines(team, days), *groups])


def as_xlsx(team: Team, days: Days, besides: Columns = ()) -> bytes:
    """The file with three sheets: what it is of, the matrix, and a line for each cell with its reasons; groups of
    standards have another.
    """
    out = io.BytesIO()
    book = new_book(out, f"{team.unit.name}, as at {day_in_words(team.at)}")
    write_about(book, [*about(team), *(("", line) for line in compliance_words(team.compliance))])
    _write_matrix(book.add_worksheet("Matrix"), team, _Styles(book))
    write_list(book, ListSheet("List", LIST_HEAD, list(lines(team, days)), _WIDTHS, frozen=2))
    if besides:
        groups = list(file_lines(besides, team.everyone))
        write_list(book, ListSheet("Groups", FILE_HEAD, groups, FILE_WIDTHS, frozen=2))
    book.close()
    return out.getvalue()


class _Styles:
    """The looks of a workbook."""

    COLOURS = {  # noqa: RUF012 - a table
        "current": ("#00401E", "#CCE5D8"),
        "due": ("#4D3C00", "#FFF2C2"),
        "grace": ("#6B2B00", "#FFDCC2"),
        "not_current": ("#5A1215", "#F7D4D1"),
        "in_progress": ("#003F75", "#D1E6F8"),
        "not_held": ("#323B43", "#E8EDEE"),
    }

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "border": 1})
        self.turned = book.add_format(
            {"bold": True, "rotation": 90, "text_wrap": True, "valign": "bottom", "border": 1}
        )
        self.status = {
            name: book.add_format(
                {"font_color": ink, "bg_color": ground, "border": 1, "border_color": "#768692"}
            )
            for name, (ink, ground) in self.COLOURS.items()
        }


def _write_matrix(sheet: Any, team: Team, styles: _Styles) -> None:
    columns = team.columns
    cells = {(cell.person.pk, cell.standard.pk, cell.context): cell for cell in team.cells}
    for number, text in enumerate(("Staff number", "Name", "Counting")):
        sheet.write_string(0, number, text, styles.head)
    for number, (standard, context) in enumerate(columns, 3):
        sheet.write_string(0, number, f"{short_standard(standard, context)} {standard.title}", styles.turned)
    for row, person in enumerate(team.people, 1):
        own = [cells.get((person.pk, standard.pk, context)) for standard, context in columns]
        sheet.write_string(row, 0, person.ref)
        sheet.write_string(row, 1, person.name)
        sheet.write_string(row, 2, figure(Compliance.over([cell for cell in own if cell])))
        for number, cell in enumerate(own, 3):
            if cell:
                look = LOOKS[cell.standing.status]
                sheet.write_string(row, number, look.word, styles.status[look.name])
    _write_totals(sheet, team, len(team.people) + 1)
    sheet.set_row(0, 180)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 12)
    sheet.set_column(3, max(3, len(columns) + 2), 12)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(team.people), 1), max(2, len(columns) + 2))
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write_totals(sheet: Any, team: Team, row: int) -> None:
    sheet.write_string(row, 1, "Counting")
    sheet.write_string(row, 2, figure(Compliance.over(team.cells)))
    for number, (standard, context) in enumerate(team.columns, 3):
        own = [cell for cell in team.cells if (cell.standard, cell.context) == (standard, context)]
        sheet.write_string(row, number, figure(Compliance.over(own)))
