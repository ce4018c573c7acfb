"""A team's matrix as a spreadsheet: the same filters, reasons and counts as its page.

Every text is written as text, so that a name that looks like a formula is a name. A CSV file has no such types:
there a text that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import xlsxwriter

from standing.areas.record.presenters.standing import short_reasons, short_standard
from standing.areas.record.presenters.teams import (
    compliance_words,
    figure,
    filters_in_words,
    left_out_words,
    share,
)
from standing.areas.record.selectors.cells import Cell, Compliance
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
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Line = tuple[Any, ...]


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


def lines(team: Team) -> Iterator[Line]:
    """A line for each cell shown, under `LIST_HEAD`; days as days."""
    titles = team.required.titles
    for cell in team.cells:
        yield _line(cell, titles[cell.person.ref])


def _line(cell: Cell, title: str) -> Line:
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
    )


def as_csv(team: Team) -> bytes:
    """The file as UTF-8 with a byte-order mark, which spreadsheets need to read accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (*about(team), (), LIST_HEAD, *lines(team)):
        writer.writerow([_harmless(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def as_xlsx(team: Team) -> bytes:
    """The file with three sheets: what it is of, the matrix, and a line for each cell with its reasons."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": f"{team.unit.name}, as at {day_in_words(team.at)}", "author": "Standing"})
    styles = _Styles(book)
    _write_about(book.add_worksheet("About"), team, styles)
    _write_matrix(book.add_worksheet("Matrix"), team, styles)
    _write_list(book.add_worksheet("List"), team, styles)
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
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.status = {
            name: book.add_format(
                {"font_color": ink, "bg_color": ground, "border": 1, "border_color": "#768692"}
            )
            for name, (ink, ground) in self.COLOURS.items()
        }


def _write_about(sheet: Any, team: Team, styles: _Styles) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    rows = [*about(team), *(("", line) for line in compliance_words(team.compliance))]
    for number, (name, value) in enumerate(rows):
        sheet.write_string(number, 0, name, styles.head)
        sheet.write_string(number, 1, value, styles.text)


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


def _write_list(sheet: Any, team: Team, styles: _Styles) -> None:
    for number, text in enumerate(LIST_HEAD):
        sheet.write_string(0, number, text, styles.head)
    row = 0
    for row, line in enumerate(lines(team), 1):
        for number, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(row, number, value, styles.day)
            elif value:
                sheet.write_string(row, number, value)
    for number, width in enumerate((14, 26, 22, 16, 50, 18, 14, 8, 50, 12, 26)):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(row, 1), len(LIST_HEAD) - 1)
