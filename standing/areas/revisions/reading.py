"""A crosswalk in a file, read as the rows of a revision that the catalogue knows."""

from __future__ import annotations

from standing.areas.standards.loading import read_holdings
from standing.areas.standards.models import Revision
from standing.core.crosswalks.spreadsheet import FORMAT, read
from standing.core.crosswalks.versions import DraftRow
from standing.core.formats.results import Problem, Reading
from standing.core.formats.workbook import Unreadable, read_workbook


def read_crosswalk(revision: Revision, file: str, content: bytes) -> tuple[str, Reading[DraftRow]]:
    """The digest of a file, and the rows in it as rows of a revision; a file that cannot be read is a problem."""
    catalogue = read_holdings().catalogue
    known = catalogue.revision(revision.code)
    if known is None:
        raise LookupError(revision.code)
    try:
        workbook = read_workbook(file, content)
    except Unreadable as error:
        return "", Reading(FORMAT, (), problems=(Problem(file, error.what.rstrip("."), error.do),))
    reading = read(workbook, known, catalogue)
    repairs = (*workbook.repairs, *reading.repairs)
    return workbook.sha256, Reading(FORMAT, reading.records, repairs, reading.problems)
