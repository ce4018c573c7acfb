"""What a steward makes of a finding of a register. It changes nothing else."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.revisions.models import FindingNote
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.standards.models import Register, Revision


@writing()
def note_finding(*, by: Actor, revision: Revision, register: Register, key: str, words: str) -> FindingNote:
    """Note what somebody makes of a finding, with their name and the moment. Raises `Refused` without words."""
    check_can_edit_crosswalks(by)
    if not words.strip():
        raise Refused("Say what you make of it.", field="words")
    account = by if isinstance(by, Account) else None
    note = FindingNote.objects.create(
        revision=revision,
        extract=register.sha256,
        key=key,
        account=account,
        who=account.name if account else by.audit_name,
        at=clock.now(),
        words=words.strip(),
    )
    said = {"finding": key, "register": str(register), "words": note.words}
    record_event(by=by, action="note_finding", subject=f"revision:{revision.code}", words=said)
    return note
