"""The rows that are carried in a context: by what their wording names, and where the context does not name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from standing.areas.revisions.selectors.pages import VersionInFull, without_context
from standing.core.crosswalks.people_named import left_out, row_at_odds, row_leaves_out
from standing.core.crosswalks.versions import DraftRow


@dataclass(frozen=True)
class ContextGroup:
    """Rows without a context whose old and new wordings differ in the same: what only one of them names."""

    names: tuple[str, ...]
    rows: tuple[DraftRow, ...]


def contexts_to_name(found: VersionInFull) -> list[ContextGroup]:
    """The rows that are carried in a context and have none, in groups: those that name most groups of people first."""
    missing, titles = set(without_context(found)), found.titles
    groups: dict[tuple[str, ...], list[DraftRow]] = {}
    for row in found.rows:
        if row.old in missing:
            groups.setdefault(row_at_odds(row, titles), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: -len(group[0]))
    return [ContextGroup(names, tuple(rows)) for names, rows in ordered]


def rows_for_context(found: VersionInFull, context: str) -> list[str]:
    """The rows without a context that this one suits: whatever their wordings name, it names."""
    return [
        row.old
        for group in contexts_to_name(found)
        for row in group.rows
        if not _left_out(context, row, found)
    ]


def contexts_left_out(
    found: VersionInFull, contexts: Mapping[str, str]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of contexts to be given to rows, by old standard, those that do not name whom the wording names: with whom."""
    rows = {row.old: row for row in found.rows}
    every = {
        old: (context, _left_out(context, rows[old], found))
        for old, context in contexts.items()
        if old in rows
    }
    return {old: left for old, left in every.items() if left[1]}


def _left_out(context: str, row: DraftRow, found: VersionInFull) -> tuple[str, ...]:
    titles = found.titles
    return left_out(context, titles[row.old], " ".join(titles[each] for each in row.new))


def contexts_in_question(found: VersionInFull) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The rows whose context does not name whom their wording names, by old standard: the context, and whom it leaves
    out.
    """
    every = {row.old: (row.context, row_leaves_out(row, found.titles)) for row in found.rows}
    return {old: left for old, left in every.items() if left[1]}
