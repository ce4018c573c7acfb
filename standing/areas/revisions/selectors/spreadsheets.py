"""A crosswalk in a file that somebody sent: what it says, before a version is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from standing.areas.people.models import Account
from standing.areas.revisions.actions.settling import settling
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.revisions.reading import read_crosswalk
from standing.areas.revisions.selectors.pages import RevisionInFull, compare_with_rows
from standing.areas.standards.staging import staged_for
from standing.core.crosswalks.differences import Differences, differences
from standing.core.crosswalks.versions import DraftRow
from standing.core.formats.results import Reading


@dataclass(frozen=True)
class SpreadsheetRead:
    """A file that was sent, what was read of it, and what that says otherwise than the draft, if one is open, or else
    than the approved version. `draft` is the number of that draft, and `left` are its rows that the file lacks.
    """

    file: str
    sha256: str
    reading: Reading[DraftRow]
    differences: Differences | None
    draft: int | None = None
    left: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether no version can be made of it."""
        return self.reading.refused or any(problem.refuses for problem in self.reading.problems)


def preview_spreadsheet(*, by: Account, found: RevisionInFull, staged: UUID) -> SpreadsheetRead:
    """What a file that was sent says, and how that differs from the draft or the approved version. Writes nothing.

    Raises `Refused` for a file that is gone or was sent by somebody else.
    """
    check_can_edit_crosswalks(by)
    row = staged_for(by, staged)
    sha256, reading = read_crosswalk(found.revision, row.file, bytes(row.content))
    if found.open is not None:
        return _for_draft(row.file, sha256, reading, found.open)
    compared = None
    if reading.records and found.approved is not None:
        compared = compare_with_rows(by=by, before=found.approved, rows=reading.records)
    return SpreadsheetRead(row.file, sha256, reading, compared)


def _for_draft(
    file: str, sha256: str, reading: Reading[DraftRow], draft: CrosswalkVersion
) -> SpreadsheetRead:
    """A file that settles rows of a draft: only what it says otherwise is changed."""
    found = settling(draft_rows(draft), reading.records)
    before = [one for one, _ in found.changed]
    after = [*(one for _, one in found.changed), *found.added]
    compared = differences(before, after) if reading.records else None
    return SpreadsheetRead(file, sha256, reading, compared, draft.number, found.left)
