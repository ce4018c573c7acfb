"""New editions of standards from a table: one a row, with its code, edition, title and suite.

For a revision that no tracking document tells of: what a steward has typed or copied into a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from standing.core.catalogue import UNDATED, Catalogue, Standard
from standing.core.formats.results import Problem, Reading, Repair
from standing.core.formats.tables import Found, Header, TableRow, find_header
from standing.core.formats.workbook.model import Sheet, Workbook

FORMAT = "standards-table"
CODE = re.compile(r"[A-Z]+[A-Z0-9.]*\d+[A-Z]?", re.ASCII)
EDITION = re.compile(rf"(?:19|20)\d\d|{UNDATED}", re.ASCII)
# From 2012 on, codes are also met with their year as a suffix.
_DATED_FROM = 2012
COLUMNS = Header(
    needed={"code": ("code", "urn"), "edition": ("edition", "year"), "title": ("title", "nos title")},
    optional={
        "suite": ("suite",),
        "aliases": ("aliases", "also written"),
        "source": ("source",),
        "note": ("note",),
    },
)


def is_one(workbook: Workbook) -> bool:
    """Whether a sheet of the workbook begins with the columns of such a table."""
    return _table(workbook) is not None


def read(workbook: Workbook, catalogue: Catalogue) -> Reading[Standard]:
    """The standards of the table. A row that cannot be taken is a problem, and refuses the whole file."""
    place = _table(workbook)
    if place is None:
        what, do = (
            "there is no row of headings with code, edition and title",
            "Give the table these three columns.",
        )
        return Reading(FORMAT, (), problems=(Problem(f"{workbook.file}:1", what, do),))
    sheet, found = place
    records: dict[str, Standard] = {}
    repairs: list[Repair] = []
    problems: list[Problem] = []
    prefixes = {suite.suite: suite.alias_prefix for suite in catalogue.suites}
    for heading in found.unknown:
        where = f"{workbook.file}:{found.row}"
        repairs.append(
            Repair(where, "a column that is no part of a table of standards not read", heading, "")
        )
    for row in found.rows(sheet, workbook.file):
        made = _standard(row, workbook.file, prefixes, repairs, problems)
        if made is not None and made.id in records:
            problems.append(
                Problem(row.where, f"{made.id} stands in the table twice", "Give each edition once.")
            )
        elif made is not None:
            records[made.id] = made
    return Reading(FORMAT, tuple(records.values()), tuple(repairs), tuple(problems))


def _table(workbook: Workbook) -> tuple[Sheet, Found] | None:
    for sheet in workbook.sheets:
        found = None if sheet.hidden else find_header(sheet, COLUMNS)
        if found is not None:
            return sheet, found
    return None


def _standard(
    row: TableRow, file: str, prefixes: Mapping[str, str], repairs: list[Repair], problems: list[Problem]
) -> Standard | None:
    """The standard of a row; None, with a problem, where it cannot be taken."""
    faults = row.faults()
    printed, edition, title = row.text("code"), row.text("edition").lower(), row.text("title")
    code = "".join(printed.split()).upper()
    if not CODE.fullmatch(code):
        faults.append(
            Problem(row.where, f"found {printed!r}, expected a code such as GEN21", "Give the code.")
        )
    if not EDITION.fullmatch(edition):
        what = f"found {edition!r}, expected the year of the edition, such as 2026, or undated"
        faults.append(Problem(row.where, what, "Give the edition of every standard."))
    if not title:
        faults.append(
            Problem(row.where, f"{code or 'the row'} has no title", "Give the title of every standard.")
        )
    problems.extend(faults)
    if faults:
        return None
    if code != printed:
        repairs.append(Repair(row.where, "code written plainly, as printed kept as an alias", printed, code))
    suite = row.text("suite").upper() or "".join(letter for letter in code if letter.isalpha())
    aliases = [each.strip() for each in row.text("aliases").split("|") if each.strip()]
    aliases += [printed] if code != printed else []
    forms = (*alias_forms(code, edition, prefixes.get(suite, "")), *aliases)
    source = row.text("source") or f"{file}, row {row.number}"
    return Standard(
        f"{code}@{edition}",
        code,
        edition,
        title,
        suite,
        tuple(dict.fromkeys(forms)),
        source,
        row.text("note"),
    )


def alias_forms(code: str, edition: str, prefix: str) -> tuple[str, ...]:
    """The forms in which a code is met elsewhere: with its year from 2012 on, and with the letters of its register."""
    dated = [f"{code}.{edition}"] if edition.isdigit() and int(edition) >= _DATED_FROM and prefix else []
    forms = [*(f"{prefix}{form}" for form in [code, *dated] if prefix), *dated]
    return tuple(dict.fromkeys(forms))
