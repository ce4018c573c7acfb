"""The tracking document of a revision: prose, then a table of four columns from each old standard to what replaced it."""

from __future__ import annotations

import re
from typing import TypeVar

from standing.core.catalogue import Catalogue
from standing.core.formats.decoding import decode
from standing.core.formats.results import Problem, Reading, Repair, where
from standing.core.formats.tracking_document import checks
from standing.core.formats.tracking_document.cells import Target, TrackingRow, understand
from standing.core.formats.tracking_document.layout import read_table

__all__ = ["FORMAT", "Target", "TrackingRow", "is_one", "read"]

FORMAT = "tracking-document"
Mention = TypeVar("Mention", Repair, Problem)
_SIGNS = (re.compile(r"Current\s+NOS\b"), re.compile(r"Replacement\s+NOS\b"), re.compile(r"\bPrefix\s+Title\s+Prefix\b"))


def is_one(text: str) -> bool:
    """Whether a text looks like a tracking document: at least one of its two header lines is there."""
    old, new, names = (bool(sign.search(text)) for sign in _SIGNS)
    return (old and new) or names


def read(data: bytes, file: str, catalogue: Catalogue | None = None) -> Reading[TrackingRow]:
    """The rows of a tracking document, every repair, and every problem.

    With a catalogue, the rows are also held against the revision it knows: old codes that are missing, codes that do not
    belong, and every row that says something else than the catalogue are problems, and a row that disagrees is not among
    the records. Without one, nothing can be said about what is missing beyond the gaps in the numbers, and that is said.
    """
    text = decode(data, file)
    if not text.lines:
        return Reading(FORMAT, (), text.repairs, text.problems)
    table = read_table(text)
    repairs, problems = [*text.repairs, *table.repairs], [*text.problems, *table.problems]
    understood = [understand(raw, file) for raw in table.rows]
    for one in understood:
        repairs.extend(one.repairs)
        problems.extend([one.problem] if one.problem else [])
    rows = [one.row for one in understood if one.row]
    problems.extend(checks.order_problems(rows, file))
    rows, repeats = checks.without_repeats(rows, file)
    problems.extend(repeats)
    if not rows and not problems:
        what = "no row of the table was found: its tabs may have become spaces"
        problems.append(Problem(where(file, 1), what, "Import a copy that still has the tabs between the columns."))
    elif rows:
        rows = _held_against(rows, catalogue or Catalogue(), file, len(text.lines), repairs, problems)
    return Reading(FORMAT, tuple(rows), _in_order(repairs), _in_order(problems))


def _held_against(
    rows: list[TrackingRow],
    catalogue: Catalogue,
    file: str,
    last_line: int,
    repairs: list[Repair],
    problems: list[Problem],
) -> list[TrackingRow]:
    """The rows that agree with the catalogue; what does not is added to the problems."""
    revision = checks.revision_of(rows, catalogue)
    problems.extend(checks.gap_problems(rows, revision, file, last_line))
    if revision is None:
        what = f"no revision in the catalogue has these old codes ({rows[0].old} to {rows[-1].old})"
        do = "Check that the document is complete: there is no list to hold it against. A steward adds the revision."
        problems.append(Problem(where(file, rows[0].line), what, do))
        return rows
    held = {row.old: row for row in catalogue.rows(revision.revision)}
    agreed = []
    for row in rows:
        known = held.get(revision.old.get(row.old, ""))
        made, found = checks.disagreements(row, known, revision, catalogue, file) if known else ([], [])
        repairs.extend(made)
        problems.extend(found)
        agreed.extend([] if found else [row])
    return agreed


def _in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Repairs or problems in the order of their lines."""
    return tuple(sorted(mentions, key=lambda mention: int(mention.where.rpartition(":")[2])))
