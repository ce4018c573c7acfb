"""What differs between two versions of a crosswalk, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from standing.areas.revisions.naming import short, titled
from standing.areas.standards.presenters.words import TREATMENTS
from standing.core.crosswalks.differences import ChangedRow, Differences
from standing.core.crosswalks.versions import DraftRow
from standing.site.components.lists import Table
from standing.site.dates import long_day

_CALLED = {
    "kind": "kind",
    "new": "new standards",
    "need": "all or any",
    "treated": "what happens to holders",
    "treatment_why": "reason",
    "context": "context",
    "source_words": "words of the source",
    "note": "note",
    "replaced_on": "day replaced",
    "deferred": "nothing carried",
    "deferred_why": "why nothing is carried",
}
_DAYS = {
    "effective_on": "In effect from",
    "transition_ends_on": "Transition ends",
    "last_start_on": "Last day to begin towards an old edition",
    "last_assessment_on": "Last day of assessment against an old edition",
}


def differences_table(found: Differences, titles: Mapping[str, str] | None = None) -> Table:
    """A line for each row and each day that differs. `titles` are those of the standards, by id."""
    titles = titles or {}
    rows = [(_DAYS[name], _date(before), _date(after)) for name, before, after in found.days]
    rows += [
        (_named(each.after, titles), _said(each, before=True), _said(each, before=False))
        for each in found.changed
    ]
    rows += [(_named(row, titles), "No row", _whole(row)) for row in found.added]
    rows += [(_named(row, titles), _whole(row), "No row any more") for row in found.removed]
    return Table(
        name="differences",
        caption="What differs",
        head=("What", "Before", "Now"),
        rows=rows,
        stack=True,
        hide_caption=True,
        empty="The two say the same.",
    )


def differences_counted(found: Differences) -> str:
    """How much differs, in a sentence."""
    if found.is_none:
        return "Nothing differs."
    parts = [
        _counted(len(found.changed), "row is changed", "rows are changed"),
        _counted(len(found.added), "row is added", "rows are added"),
        _counted(len(found.removed), "row is gone", "rows are gone"),
        _counted(len(found.days), "day is another", "days are others"),
    ]
    said = [part for part in parts if part]
    return f"{', '.join(said)}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _named(row: DraftRow, titles: Mapping[str, str]) -> str:
    return titled(row.old, titles)


def _said(each: ChangedRow, *, before: bool) -> str:
    row = each.before if before else each.after
    return "; ".join(f"{_CALLED[part]}: {_value(part, getattr(row, part))}" for part in each.parts)


def _value(part: str, value: Any) -> str:
    if part == "treated":
        return TREATMENTS.get(value, "not said yet")
    if part == "replaced_on":
        return _date(value) if value else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " and ".join(short(one) for one in value) or "none"
    return value or "none"


def _whole(row: DraftRow) -> str:
    new = " and ".join(short(one) for one in row.new)
    if len(row.new) > 1:
        new = f"{row.need} of {new}"
    parts = [row.kind or "kind not said yet", new or "no new standard"]
    if row.context:
        parts.append(f"context {row.context}")
    if row.deferred:
        parts.append("nothing is carried")
    return ", ".join(parts)


def _date(text: str) -> str:
    return long_day(date.fromisoformat(text)) if text else "Not set"
