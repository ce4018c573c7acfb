"""A draft settled in a spreadsheet: taken out, filled in, sent back. Only what the file says otherwise is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from standing.areas.audit.actions import Actor, writing
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.beginning import rows_of_file
from standing.areas.revisions.actions.rows import change_said, check_row, row_of_document, write_row
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.revisions.versioning import begin_edit, fresh, told, words_of, write_rows
from standing.areas.standards.staging import staged_for
from standing.core.crosswalks.versions import DraftRow

_NOT_COMPARED = "source"
"""Where a row is from stays what it was: the file is where it was settled."""


@dataclass(frozen=True)
class Settling:
    """What a file says of a draft: rows it changes (before and after), rows it adds, how many it says the same of, and
    the old standards that it has no row for. Those are left as they are.
    """

    changed: tuple[tuple[DraftRow, DraftRow], ...]
    added: tuple[DraftRow, ...]
    same: int
    left: tuple[str, ...]


def settling(before: Sequence[DraftRow], rows: Sequence[DraftRow]) -> Settling:
    """What rows that were read from a file say of the rows of a draft."""
    there = {row.old: row for row in before}
    both = [(there[row.old], _as_settled(there[row.old], row)) for row in rows if row.old in there]
    changed = tuple(pair for pair in both if pair[0] != pair[1])
    named = {row.old for row in rows}
    return Settling(
        changed=changed,
        added=tuple(row for row in rows if row.old not in there),
        same=len(both) - len(changed),
        left=tuple(row.old for row in before if row.old not in named),
    )


def _as_settled(before: DraftRow, after: DraftRow) -> DraftRow:
    """A row of a file as it would stand in the draft: text that differs by white space alone is no change."""
    one, other = asdict(before), asdict(after)
    kept = {
        name: value
        for name, value in one.items()
        if name == _NOT_COMPARED or (isinstance(value, str) and value.split() == other[name].split())
    }
    # What the source left open is settled by a day, and stays open until somebody gives one.
    return replace(after, **kept, asks_day=before.asks_day or after.asks_day)


@writing()
def settle_from_spreadsheet(*, by: Actor, version: CrosswalkVersion, file: str, content: bytes) -> Settling:
    """Change the rows of a draft that a spreadsheet says otherwise, and add those it has besides. All or none.

    A row that the file lacks is left as it is. Raises `Refused`, naming what is wrong, for a file that cannot be taken
    and for a row that contradicts itself or what the document says without a reason. A file that says the same changes
    nothing, and takes no approval away.
    """
    check_can_edit_crosswalks(by)
    version = fresh(version)
    _, rows = rows_of_file(version.revision, file, content)
    found = settling(draft_rows(version), rows)
    if not found.changed and not found.added:
        return found
    version = begin_edit(version)
    for before, after in found.changed:
        _check(version, before, after)
        write_row(version, after)
        words = f"Settled in {file}: {change_said(before, after)}"
        more = {"before": words_of(before), "after": words_of(after)}
        told(version, by=by, action="change_crosswalk_row", old=after.old, words=words, more=more)
    for row in found.added:
        check_row(row)
        told(version, by=by, action="add_crosswalk_row", old=row.old, words=f"Row added from {file}.")
    write_rows(version, found.added, _after_the_last(version))
    return found


@writing()
def settle_from_staged(*, by: Account, version: CrosswalkVersion, staged: UUID) -> Settling:
    """As `settle_from_spreadsheet`, with a file that was sent and looked at; the file is then let go."""
    check_can_edit_crosswalks(by)
    row = staged_for(by, staged)
    found = settle_from_spreadsheet(by=by, version=version, file=row.file, content=bytes(row.content))
    row.delete()
    return found


def _check(version: CrosswalkVersion, before: DraftRow, after: DraftRow) -> None:
    document = row_of_document(version, after.old)
    if document is not None and before.source_words != after.source_words:
        raise Refused(
            f"{after.old}: what the document says is not changed. Put its words back, and say in the note what is "
            "yours."
        )
    try:
        check_row(after, document)
    except Refused as refusal:
        raise Refused(f"{after.old}: {refusal.reason}") from refusal


def _after_the_last(version: CrosswalkVersion) -> int:
    return (version.rows.order_by("-order").values_list("order", flat=True).first() or 0) + 1
