"""A version of a crosswalk as a spreadsheet: what is written here can be sent back as it is.

Every text is written as text. A CSV file has no types: there a text that a spreadsheet would take for a formula gets an
apostrophe before it, and the last column says where, so that it is taken away when the file is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import xlsxwriter

from standing.areas.revisions.selectors.pages import VersionInFull
from standing.core.crosswalks.spreadsheet import APOSTROPHES, HEADINGS, for_spreadsheets, lines

_WIDTHS = {"old": 14, "new": 22, "old_title": 48, "new_titles": 48, "note": 36, "treatment": 26}


def as_csv(found: VersionInFull) -> bytes:
    """The rows as CSV in UTF-8, with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*HEADINGS.values(), APOSTROPHES])
    writer.writeheader()
    for line in lines(found.rows, found.holdings.catalogue):
        writer.writerow(for_spreadsheets(line))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(found: VersionInFull) -> bytes:
    """The rows as an Excel workbook: a sheet with the crosswalk, and one that says which version it is."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"author": "Standing"})
    head = book.add_format({"bold": True, "valign": "top", "border": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet("Crosswalk")
    sheet.freeze_panes(1, 1)
    for column, (name, heading) in enumerate(HEADINGS.items()):
        sheet.set_column(column, column, _WIDTHS.get(name, 18))
        sheet.write_string(0, column, heading, head)
    for number, line in enumerate(lines(found.rows, found.holdings.catalogue), 1):
        for column, name in enumerate(HEADINGS):
            sheet.write_string(number, column, line[name], text)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 22)
    about.set_column(1, 1, 60)
    for number, (name, value) in enumerate(_about(found)):
        about.write_string(number, 0, name, head)
        about.write_string(number, 1, value, text)
    book.close()
    return out.getvalue()


def _about(found: VersionInFull) -> list[tuple[str, str]]:
    version = found.version
    days = {
        "In effect from": version.effective_on,
        "Transition ends": version.transition_ends_on,
        "Last day to begin": version.last_start_on,
        "Last day of assessment": version.last_assessment_on,
    }
    return [
        ("Revision", f"{version.revision.title} ({version.revision.code})"),
        ("Version", f"{version.number}, {version.state}"),
        ("Source", version.source),
        *((name, day.isoformat()) for name, day in days.items() if day),
        ("Rows", str(len(found.rows))),
    ]


FILES: dict[str, Callable[[VersionInFull], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}
"""What writes each kind of file there is, by its ending."""
