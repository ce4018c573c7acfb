"""The workbook of the UK register of National Occupational Standards: 19 columns, a row for each standard.

What it says is kept as it says it. A date that stands for an unknown one is unknown, spellings of one word are one
word, and everything put right is listed; what is odd is a problem to look at, and never mended unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable

from standing.core.formats.nos_register.entries import COLUMNS, RegisterEntry, read_entry
from standing.core.formats.results import Findings, Problem, Reading
from standing.core.formats.tables import Found, find_header
from standing.core.formats.workbook.model import Sheet, Workbook

FORMAT = "nos-register"
NAME = "UK NOS register"
__all__ = ["FORMAT", "NAME", "RegisterEntry", "as_of", "is_one", "read"]


def is_one(workbook: Workbook) -> bool:
    """Whether a sheet of the workbook begins with the columns of the register."""
    return _table(workbook) is not None


def read(workbook: Workbook) -> Reading[RegisterEntry]:
    """Every row of the register that names a standard, with every repair, and every oddity as a problem."""
    place = _table(workbook)
    if place is None:
        what = "there is no row of headings with NOS Title, Validity, URN and Original URN"
        do = "Check that this is the register’s own workbook, with its 19 columns."
        return Reading(FORMAT, (), problems=(Problem(f"{workbook.file}:1", what, do),))
    sheet, found = place
    findings = Findings(workbook.file)
    entries = [
        entry
        for row in found.rows(sheet, workbook.file)
        if (entry := read_entry(row, findings, starts_1904=workbook.starts_1904)) is not None
    ]
    _name_duplicates(entries, findings)
    repairs = (*workbook.repairs, *findings.repairs)
    # An oddity of one row never refuses the register: what it says of the others is still what it says.
    problems = tuple(Problem(each.where, each.what, each.do, refuses=False) for each in findings.problems)
    return Reading(FORMAT, tuple(entries), repairs, problems)


def as_of(entries: Iterable[RegisterEntry]) -> str:
    """The day a register is dated by: the newest on which it says an entry was changed or made; empty without any."""
    return max((day for entry in entries for day in (entry.modified_on, entry.created_on)), default="")


def _table(workbook: Workbook) -> tuple[Sheet, Found] | None:
    for sheet in workbook.sheets:
        found = find_header(sheet, COLUMNS)
        if found is not None:
            return sheet, found
    return None


def _name_duplicates(entries: Iterable[RegisterEntry], findings: Findings) -> None:
    """A problem for each reference that stands in the register more than once. All its rows are kept."""
    rows: dict[str, list[int]] = {}
    for entry in entries:
        rows.setdefault(entry.urn, []).append(entry.row)
    for urn, numbers in rows.items():
        if len(numbers) > 1:
            said = " and ".join(map(str, numbers))
            findings.problem(
                numbers[-1], f"{urn} stands in the register more than once: rows {said}", "Compare the rows."
            )
