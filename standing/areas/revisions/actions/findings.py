"""What a steward makes of a finding of a register. It changes nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.revisions.models import FindingNote
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.standards.models import Register, Revision


def _of_revision(*, revision: Revision, **_: object) -> str:
    return f"revision:{revision.code}"


@writing()
@passes_guard(_of_revision, words="What you make of it")
def note_finding(*, by: Actor, revision: Revision, register: Register, key: str, words: str) -> FindingNote:
    """Note what somebody makes of a finding, with their name and the moment. Raises `Refused` without words."""
    check_can_edit_crosswalks(by)
    (note,) = _write(by, revision, register, [key], words)
    said = {"finding": key, "register": str(register), "words": note.words}
    record_event(by=by, action="note_finding", subject=_of_revision(revision=revision), words=said)
    return note


@writing()
@passes_guard(_of_revision, words="What you make of it")
def note_findings(
    *, by: Actor, revision: Revision, register: Register, keys: Collection[str], words: str
) -> list[FindingNote]:
    """Note the same of several findings at once: a note with each, and one event that names them all. Raises `Refused`
    without words, and where none is chosen.
    """
    check_can_edit_crosswalks(by)
    chosen = list(dict.fromkeys(keys))
    if not chosen:
        raise Refused("Choose the findings that it is about.", field="findings")
    notes = _write(by, revision, register, chosen, words)
    said = {"findings": chosen, "register": str(register), "words": words.strip()}
    record_event(by=by, action="note_findings", subject=_of_revision(revision=revision), words=said)
    return notes


def _write(
    by: Actor, revision: Revision, register: Register, keys: Sequence[str], words: str
) -> list[FindingNote]:
    if not words.strip():
        raise Refused("Say what you make of it.", field="words")
    account = by if isinstance(by, Account) else None
    shared = {
        "revision": revision,
        "extract": register.sha256,
        "account": account,
        "who": account.name if account else by.audit_name,
        "at": clock.now(),
        "words": words.strip(),
    }
    return FindingNote.objects.bulk_create([FindingNote(key=key, **shared) for key in keys])
