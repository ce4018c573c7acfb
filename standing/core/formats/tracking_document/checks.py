"""Whether the rows read are the whole document and nothing but: repeats, order, gaps, and what the catalogue
holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from standing.core.catalogue import Catalogue, Revision
from standing.core.formats.results import Findings, Problem, where
from standing.core.formats.tracking_document.cells import TrackingRow
from standing.core.rules.carry_over import CrosswalkRow

_AGAIN = "Compare with the document; import a complete copy."
_TYPOGRAPHY = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2013\u2014", "'''----")


def revision_of(rows: Sequence[TrackingRow], catalogue: Catalogue) -> Revision | None:
    """The revision whose old codes most of these rows have, or None if no revision has half of them."""
    shares = [(sum(row.old in revision.old for row in rows), revision) for revision in catalogue.revisions]
    best = max(shares, key=lambda share: share[0], default=None)
    return best[1] if best and best[0] * 2 >= len(rows) else None


def without_repeats(rows: Sequence[TrackingRow], file: str) -> tuple[list[TrackingRow], list[Problem]]:
    """The rows whose old code stands once, and a problem for each repeat. Of equal rows the first stays; rows
    that differ go.
    """
    kept: dict[str, TrackingRow] = {}
    dropped: set[str] = set()
    problems = []
    for row in rows:
        first = kept.setdefault(row.old, row)
        if first is row:
            continue
        if (first.old_title, first.targets, first.notice) == (row.old_title, row.targets, row.notice):
            what = f"the row of {row.old} stands twice, here and on line {first.line}; it was read once"
        else:
            dropped.add(row.old)
            what = f"two different rows of {row.old}, here and on line {first.line}; neither was read"
        problems.append(Problem(where(file, row.line), what, _AGAIN))
    return [row for row in kept.values() if row.old not in dropped], problems


def order_problems(rows: Sequence[TrackingRow], file: str) -> Iterator[Problem]:
    """A problem for each row that stands before one with a lower number."""
    for before, row in pairwise(rows):
        if _number(row.old) < _number(before.old):
            yield Problem(
                where(file, row.line), f"{row.old} stands after {before.old}: rows are out of order", _AGAIN
            )


def gap_problems(
    rows: Sequence[TrackingRow], revision: Revision | None, file: str, last_line: int
) -> Iterator[Problem]:
    """A problem for each run of missing old codes, and for each row the revision does not know."""
    found = {row.old: row.line for row in rows}
    expected = list(revision.old) if revision else _run_of(rows)
    missing: list[str] = []
    for code in [*expected, ""]:
        if code and code not in found:
            missing.append(code)
        elif missing:
            span = missing[0] if len(missing) == 1 else f"{missing[0]} to {missing[-1]} ({len(missing)} rows)"
            place, upto = (
                (found[code], f"before {code}") if code else (last_line, "at the end of the document")
            )
            yield Problem(
                where(file, place),
                f"{span} missing {upto}: {len(found)} of {len(expected)} rows read",
                _AGAIN,
            )
            missing = []
    for row in rows:
        if row.old not in expected:
            what = f"{row.old} is not one of the old codes of this revision"
            yield Problem(where(file, row.line), what, "Compare the code with the document.")


def disagreement(
    row: TrackingRow, known: CrosswalkRow, revision: Revision, catalogue: Catalogue, found: Findings
) -> bool:
    """Whether a row says something else than the catalogue holds for it; what it says is added to the
    findings.

    Other apostrophes and dashes are no disagreement, only a repair.
    """
    standards = catalogue.by_id
    read = [row.old_title, row.source_words, *(revision.target(target.code) for target in row.targets)]
    held = [standards[known.old].title, known.source_words, *known.new]
    if not row.notice:
        read += [target.title for target in row.targets]
        held += [standards[new].title for new in known.new]
    before, after = " | ".join(read), " | ".join(held)
    if before == after:
        return False
    if before.translate(_TYPOGRAPHY) == after.translate(_TYPOGRAPHY):
        found.repair(row.line, "other apostrophes or dashes than the catalogue's", before, after)
        return False
    what = f"the row of {row.old} differs from the catalogue: found {before!r}, it holds {after!r}"
    do = "Compare with the document. The catalogue was left as it is; a steward corrects it if it is wrong."
    found.problem(row.line, what, do)
    return True


def _number(code: str) -> int:
    return int(re.sub(r"\D", "", code))


def _run_of(rows: Sequence[TrackingRow]) -> list[str]:
    """Without a list to go by: every code from the lowest number to the highest."""
    numbers = [_number(row.old) for row in rows]
    prefix = re.sub(r"\d", "", rows[0].old) if rows else ""
    return [f"{prefix}{number}" for number in range(min(numbers, default=1), max(numbers, default=0) + 1)]
