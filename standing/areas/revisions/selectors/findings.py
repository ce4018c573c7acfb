"""What registers of standards say of a revision, beside its crosswalk; and what stewards made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from standing.areas.audit.actors import Actor
from standing.areas.record.selectors.people import NotFound
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import FindingNote
from standing.areas.revisions.permissions import check_can_see_revisions
from standing.areas.revisions.selectors.pages import RevisionInFull, revision_in_full
from standing.areas.standards.models import Register as RegisterRow
from standing.areas.standards.registers import read_register
from standing.areas.standards.selectors import get_holdings
from standing.core.crosswalks.reconciling import Finding, FindingKind, keys_of, reconcile
from standing.core.crosswalks.versions import DraftRow, from_document


@dataclass(frozen=True)
class FindingInList:
    """A finding with what stewards noted of it, the latest last."""

    finding: Finding
    notes: tuple[FindingNote, ...]


@dataclass(frozen=True)
class Findings:
    """What a register says of a revision."""

    revision: RevisionInFull
    register: RegisterRow | None
    registers: tuple[RegisterRow, ...]
    found: tuple[FindingInList, ...]
    rows: tuple[DraftRow, ...] = ()

    @property
    def kinds(self) -> Counter[FindingKind]:
        """How many findings there are of each kind."""
        return Counter(each.finding.kind for each in self.found)

    @property
    def links(self) -> int:
        """How many links the crosswalk has that could be confirmed or contradicted."""
        return sum(len(row.new) for row in self.rows)


def findings(*, by: Actor, code: str, sha256: str = "") -> Findings:
    """What a register says of a revision: the newest one, or that with a digest. Raises `NotFound`.

    Worked out from what both say now, so that a crosswalk which was corrected is held against the register anew.
    """
    check_can_see_revisions(by)
    revision = revision_in_full(by=by, code=code)
    registers = tuple(RegisterRow.objects.all())
    if not registers:
        return Findings(revision, None, (), ())
    chosen = next((each for each in registers if each.sha256 == sha256), None) if sha256 else registers[0]
    if chosen is None:
        raise NotFound("This register was not read. Choose one of those that were.")
    rows = _rows(by, revision)
    catalogue = get_holdings(by=by).catalogue
    known = catalogue.revision(code)
    if known is None:
        raise NotFound(f"There is no revision {code}.")
    named = {each for row in rows for each in (row.old, *row.new)}
    keys = {key for each in named for key in keys_of(catalogue.by_id[each])}
    compared = reconcile(rows, known, catalogue, read_register(chosen, keys))
    notes: dict[str, list[FindingNote]] = {}
    for note in FindingNote.objects.filter(revision=revision.revision, extract=chosen.sha256):
        notes.setdefault(note.key, []).append(note)
    listed = tuple(FindingInList(each, tuple(notes.get(each.key, ()))) for each in compared)
    return Findings(revision, chosen, registers, listed, tuple(rows))


def finding_by_key(*, by: Actor, code: str, sha256: str, key: str) -> tuple[Findings, FindingInList]:
    """One finding. Raises `NotFound`."""
    found = findings(by=by, code=code, sha256=sha256)
    for each in found.found:
        if each.finding.key == key:
            return found, each
    raise NotFound("There is no such finding any more: the crosswalk or the register says otherwise now.")


def _rows(by: Actor, revision: RevisionInFull) -> Sequence[DraftRow]:
    """The crosswalk as it stands: that in force, else the draft, else what the document says."""
    version = revision.approved or revision.open
    if version is not None:
        return draft_rows(version)
    return [from_document(row) for row in get_holdings(by=by).catalogue.rows(revision.revision.code)]
