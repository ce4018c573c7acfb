"""The tracking document of a revision: prose, then a table of four columns from each old standard to what
replaced it.
"""

from __future__ import annotations

import re

from standing.core.catalogue import Catalogue
from standing.core.formats.decoding import decode
from standing.core.formats.results import Findings, Reading, in_order
from standing.core.formats.tracking_document import checks
from standing.core.formats.tracking_document.cells import Target, TrackingRow, understand
from standing.core.formats.tracking_document.checks import revision_of
from standing.core.formats.tracking_document.layout import read_table

__all__ = ["FORMAT", "Target", "TrackingRow", "is_one", "read", "revision_of"]

FORMAT = "tracking-document"
# As many problems as a reader takes in one by one.
FEW = 3
_SIGNS = (
    re.compile(r"Current\s+NOS\b"),
    re.compile(r"Replacement\s+NOS\b"),
    re.compile(r"\bPrefix\s+Title\s+Prefix\b"),
)
_ROW = re.compile(r"^\f?[A-Z]{2,8}\d{1,4}\t[^\t\n]+\t[^\t\n]*\t", re.MULTILINE)


def is_one(text: str) -> bool:
    """Whether a text looks like a tracking document: a header line of its table, or several of its rows."""
    old, new, names = (bool(sign.search(text)) for sign in _SIGNS)
    return (old and new) or names or len(_ROW.findall(text)) > 2


def read(data: bytes, file: str, catalogue: Catalogue | None = None) -> Reading[TrackingRow]:
    """The rows of a tracking document, every repair, and every problem.

    With a catalogue, the rows are also held against the revision it knows: old codes that are missing, codes
    that do not belong, and every row that says something else than the catalogue are problems, and a row that
    disagrees is not among the records. Without one, nothing can be said about what is missing beyond the gaps
    in the numbers, and that is said.
    """
    text = decode(data, file)
    if not text.lines:
        return Reading(FORMAT, (), text.repairs, text.problems)
    table = read_table(text)
    found = Findings(file, [*text.repairs, *table.repairs], [*text.problems, *table.problems])
    understood = [understand(raw, file) for raw in table.rows]
    for one in understood:
        found.repairs.extend(one.repairs)
        found.problems.extend([one.problem] if one.problem else [])
    rows = [one.row for one in understood if one.row]
    if rows:
        rows = _held_against(rows, catalogue or Catalogue(), len(text.lines), found)
    else:
        _nothing_read(found)
    return Reading(FORMAT, tuple(rows), in_order(found.repairs), in_order(found.problems))


def _nothing_read(found: Findings) -> None:
    """Where not a single row could be told apart, one problem instead of one a line."""
    if 0 < len(found.problems) <= FEW:
        return
    first = min((int(each.where.rpartition(":")[2]) for each in found.problems), default=1)
    what = f"no row of the table could be read; {len(found.problems)} lines are not rows"
    found.problems.clear()
    found.problem(first, what, "Import a copy that still has the tabs between its columns.")


def _held_against(
    rows: list[TrackingRow], catalogue: Catalogue, last_line: int, found: Findings
) -> list[TrackingRow]:
    """The rows that agree with the catalogue; what does not is added to the problems."""
    found.problems.extend(checks.order_problems(rows, found.file))
    rows, repeats = checks.without_repeats(rows, found.file)
    found.problems.extend(repeats)
    revision = revision_of(rows, catalogue)
    found.problems.extend(checks.gap_problems(rows, revision, found.file, last_line))
    if revision is None:
        what = "no revision in the catalogue has these old codes"
        do = "Check that the document is complete: nothing to hold it against. A steward adds the revision."
        found.problem(rows[0].line if rows else last_line, what, do)
        return rows
    held = {row.old: row for row in catalogue.rows(revision.revision)}
    agreed: list[TrackingRow] = []
    for row in rows:
        known = held.get(revision.old.get(row.old, ""))
        if row.old not in revision.old:
            what = f"{row.old} is not one of the old codes of {revision.revision}; its row was not read"
            found.problem(row.line, what, "Compare the code with the document.")
        elif known is None:
            agreed.append(row)
        else:
            agreed.extend(filter(None, [checks.agreed(row, known, revision, catalogue, found)]))
    return agreed
