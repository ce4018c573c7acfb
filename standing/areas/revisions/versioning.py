"""What every action on a version shares: fetched anew, kept in step with its state, and told on its page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion, Step, VersionRow, VersionTarget
from standing.core.crosswalks.states import Move, NoSuchMove, State, after
from standing.core.crosswalks.versions import DraftRow

GONE = "This version is no longer there: it was discarded. Go back to the revision to see what there is."


def fresh(version: CrosswalkVersion) -> CrosswalkVersion:
    """The version as the store has it now. Raises `Refused` for one that was discarded."""
    found = CrosswalkVersion.objects.select_related("revision").filter(pk=version.pk).first()
    if found is None:
        raise Refused(GONE)
    return found


def moved(version: CrosswalkVersion, move: Move) -> State | None:
    """The state that a move leads this version to. Raises `Refused`, in words, where its state does not allow it."""
    try:
        return after(State(version.state), move)
    except NoSuchMove as no:
        if version.state in (State.APPROVED, State.SUPERSEDED):
            raise Refused(
                f"Version {version.number} is approved and fixed. To correct it, begin a new version from it."
            ) from no
        raise Refused(str(no)) from no


def begin_edit(version: CrosswalkVersion) -> CrosswalkVersion:
    """The version, ready to be changed: approvals given so far are taken away, and it is a draft again.

    Raises `Refused` for a version that is approved.
    """
    found = fresh(version)
    moved(found, Move.EDIT)
    if found.state != State.DRAFT:
        found.approvals.all().delete()
        found.state, found.sent_at = State.DRAFT.value, None
        found.first_approver = found.second_approver = None
        found.save(update_fields=["state", "sent_at", "first_approver", "second_approver"])
    return found


def told(
    version: CrosswalkVersion,
    *,
    by: Actor,
    action: str,
    words: str,
    old: str = "",
    more: dict[str, Any] | None = None,
) -> None:
    """Write what was done on the version's page, and into the audit trail."""
    account = by if isinstance(by, Account) else None
    who = account.name if account else by.audit_name.replace("system:", "the command ")
    Step.objects.create(version=version, at=clock.now(), account=account, who=who, old=old, words=words)
    record_event(
        by=by,
        action=action,
        subject=subject_of(version),
        words={"what": words, **({"old": old} if old else {}), **(more or {})},
    )


def subject_of(version: CrosswalkVersion) -> str:
    """How the audit trail names a version."""
    return f"crosswalk:{version.revision.code}:{version.number}"


def write_rows(version: CrosswalkVersion, rows: Iterable[DraftRow], first: int = 1) -> None:
    """Add rows to a version, numbered from `first`, with their targets. Two statements for every five hundred."""
    kept = list(rows)
    made = VersionRow.objects.bulk_create(
        (
            VersionRow(version=version, order=order, **columns_of(row))
            for order, row in enumerate(kept, first)
        ),
        batch_size=500,
    )
    VersionTarget.objects.bulk_create(
        (
            VersionTarget(row=row, new_id=new, order=order)
            for row, told in zip(made, kept, strict=True)
            for order, new in enumerate(told.new, 1)
        ),
        batch_size=500,
    )


def columns_of(row: DraftRow) -> dict[str, Any]:
    """A row as the columns of its table, targets apart."""
    columns = asdict(row)
    columns["old_id"] = columns.pop("old")
    del columns["new"]
    columns["replaced_on"] = date.fromisoformat(row.replaced_on) if row.replaced_on else None
    return columns


def words_of(row: DraftRow) -> dict[str, Any]:
    """What the audit trail says of a row: everything that is said in it."""
    return {name: value for name, value in asdict(row).items() if value not in ("", (), False)}


def digest_of(version: CrosswalkVersion) -> str:
    """The digest of the days and rows of a version: what two people approve is this and nothing else."""
    days = [
        day.isoformat() if day else ""
        for day in (
            version.effective_on,
            version.transition_ends_on,
            version.last_start_on,
            version.last_assessment_on,
        )
    ]
    said = {
        "revision": version.revision.code,
        "days": days,
        "rows": [asdict(row) for row in draft_rows(version)],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
