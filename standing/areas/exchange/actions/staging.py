"""Spreadsheets that are sent, answered about, and let go. Nothing of them is in the record yet."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from standing.areas.audit import clock
from standing.areas.audit.actions import record_event, writing
from standing.areas.exchange.models import StagedWorkbook, WorkbookImport
from standing.areas.exchange.permissions import check_can_import
from standing.areas.exchange.staging import KEPT_FOR, staged_for, workbook_of
from standing.areas.people.checks import checked_text
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.core.moving_in.answers import BadAnswer, read_answers
from standing.core.moving_in.journey import lay_out

LONGEST_NAME = 200
"""Letters of a file's name: it is said wherever a date of it is shown, and never cut."""


def checked_name(file: str) -> str:
    """The name of a file as the record keeps it. Raises `Refused` for one that is too long or cannot be seen."""
    return checked_text(file, field="file", what="the name of the file", longest=LONGEST_NAME)


def stage_workbook(*, by: Account, file: str, content: bytes) -> UUID:
    """Keep a spreadsheet that somebody sent, until they have answered what must be asked. Returns its name for them.

    Raises `Refused` for a file that cannot be read. Files that nobody went on with for two weeks are let go.
    """
    check_can_import(by)
    file = checked_name(file)
    workbook_of(file, content)
    with writing():
        now = clock.now()
        old = StagedWorkbook.objects.filter(changed_at__lt=now - timedelta(days=KEPT_FOR))
        old.exclude(imports__state__in=WorkbookImport.UNDER_WAY).delete()
        staged = StagedWorkbook.objects.create(
            id=uuid4(),
            account=by,
            file=file,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            sent_at=now,
            changed_at=now,
        )
        words = {"file": file, "sha256": staged.sha256}
        record_event(by=by, action="stage_workbook", subject=f"workbook:{staged.pk}", words=words)
    return staged.pk


@writing()
def answer_workbook(*, by: Account, staged: UUID, **answers: Any) -> StagedWorkbook:
    """Keep further answers about a file: those of `Answers`, by name; tables are added to. Raises `Refused` for a file
    that is gone or is being written, and for an answer that cannot be one.
    """
    check_can_import(by)
    row = staged_for(by, staged)
    _check_still(row)
    try:
        kept = dict(row.answers)
        for name, value in answers.items():
            kept[name] = {**kept.get(name, {}), **value} if isinstance(value, dict) else value
        row.answers = read_answers(kept).as_json()
    except BadAnswer as bad:
        raise Refused(f"This cannot be kept: {bad}.") from bad
    row.changed_at = max(clock.now(), row.changed_at + timedelta(microseconds=1))
    row.save(update_fields=["answers", "changed_at"])
    record_event(
        by=by, action="answer_workbook", subject=f"workbook:{row.pk}", words={"about": sorted(answers)}
    )
    return row


def lay_out_sheet(*, by: Account, staged: UUID, sheet: str, answer: dict[str, Any]) -> StagedWorkbook:
    """Keep how a sheet is laid out, as somebody corrected it. Raises `Refused` where the sheet cannot be read so."""
    row = staged_for(by, staged)
    workbook = workbook_of(row.file, bytes(row.content))
    try:
        lay_out(workbook, sheet, answer["layout"])
    except ValueError as bad:
        raise Refused(f"The sheet cannot be read like this: {bad}") from bad
    return answer_workbook(by=by, staged=staged, sheets={sheet: answer})


@writing()
def discard_workbook(*, by: Account, staged: UUID) -> str:
    """Let a file go without writing anything of it. Returns what it was called."""
    check_can_import(by)
    row = staged_for(by, staged)
    _check_still(row)
    record_event(by=by, action="discard_workbook", subject=f"workbook:{row.pk}", words={"file": row.file})
    row.delete()
    return row.file


def _check_still(row: StagedWorkbook) -> None:
    if row.imports.filter(state__in=WorkbookImport.UNDER_WAY).exists():
        raise Refused(f"{row.file} is being written. Stop that first, or wait until it is done.")
