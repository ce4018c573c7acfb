"""Whether the rows read are the whole document and nothing but: repeats, order, gaps, and what the catalogue
holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
    """A problem for each run of old codes that is missing."""
    found = {row.old: row.line for row in rows}
    expected = list(revision.old) if revision else _run_of(rows)
    read = sum(code in found for code in expected)
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
                f"{span} missing {upto}: {read} of {len(expected)} rows read",
                _AGAIN,
            )
            missing = []


def agreed(
    row: TrackingRow, known: CrosswalkRow, revision: Revision, catalogue: Catalogue, found: Findings
) -> TrackingRow | None:
    """The row if it says what the catalogue holds for it, else None with a problem added to the findings.

    Other apostrophes and dashes are no disagreement: the row takes the catalogue's, and that is a repair.
    """
    held = [catalogue.by_id[new] for new in known.new]
    titles = ["" if row.notice else standard.title for standard in held]
    read_words = [row.old_title, row.source_words, *(target.title for target in row.targets)]
    held_words = [catalogue.by_id[known.old].title, known.source_words, *titles]
    same_standards = [revision.target(target.code) for target in row.targets] == list(known.new)
    forms = all(
        target.printed in (target.code, *each.aliases)
        for target, each in zip(row.targets, held, strict=False)
    )
    if same_standards and forms and read_words == held_words:
        return row
    before, after = " | ".join(filter(None, read_words)), " | ".join(filter(None, held_words))
    if same_standards and forms and before.translate(_TYPOGRAPHY) == after.translate(_TYPOGRAPHY):
        found.repair(row.line, "other apostrophes or dashes than the catalogue's", before, after)
        targets = (replace(each, title=title) for each, title in zip(row.targets, titles, strict=True))
        return replace(row, old_title=held_words[0], source_words=held_words[1], targets=tuple(targets))
    codes = ", ".join(target.printed for target in row.targets)
    what = f"the row of {row.old} differs from the catalogue: found {codes} {before!r}, "
    do = "Compare with the document. The catalogue was left as it is; a steward corrects it if it is wrong."
    found.problem(row.line, f"{what}expected {', '.join(known.new)} {after!r}", do)
    return None


def _number(code: str) -> int:
    return int(re.sub(r"\D", "", code))


def _run_of(rows: Sequence[TrackingRow]) -> list[str]:
    """Without a list to go by: every code from the lowest number to the highest."""
    numbers = [_number(row.old) for row in rows]
    prefix = re.sub(r"\d", "", rows[0].old) if rows else ""
    return [f"{prefix}{number}" for number in range(min(numbers, default=1), max(numbers, default=0) + 1)]
