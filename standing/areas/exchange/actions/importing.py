"""A file written into the record: begun, done in the background (`turns`), stopped, and taken back.

Until the one transaction at the end nothing of it is a fact.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.exchange import selectors
from standing.areas.exchange.actions.turns import Elsewhere, Stopped, Writing, newest_event
from standing.areas.exchange.models import StagedWorkbook, WorkbookImport
from standing.areas.exchange.permissions import check_can_import
from standing.areas.exchange.selectors import Way
from standing.areas.exchange.staging import staged_for, workbook_of
from standing.areas.guarding import passes_guard
from standing.areas.people.actions import take_back_added
from standing.areas.people.models import Account
from standing.areas.record.actions import discard_batch, retract_batch
from standing.areas.refusals import NotAllowed, Refused
from standing.core.moving_in.answers import read_answers
from standing.core.rules.facts import BadFact

logger = logging.getLogger("standing.exchange")

DEAD_AFTER = timedelta(minutes=2)
"""An import that has not got on for so long has lost its process."""
WAS_STOPPED = "Stopped. Nothing of the file is in the record."


def begin_import(*, by: Account, staged: UUID) -> WorkbookImport:
    """Begin to write a file whose questions are all answered. It goes on in the background (`run_import`).

    Raises `Refused` while a question is open or nothing would be written, and for a file that is being written already.
    """
    check_can_import(by)
    row, way = selectors.way_of(by=by, staged=staged)
    check_can_write(way)
    with writing():
        row = staged_for(by, staged)
        if row.imports.filter(state__in=WorkbookImport.UNDER_WAY).exists():
            raise Refused(f"{row.file} is being written already.")
        found = _begun(by, row, row.file, row.sha256, way)
        _enqueue(found)
    return found


def check_can_write(way: Way) -> None:
    """Raises `Refused` unless a file is settled and does something."""
    journey = way.journey
    if not journey.is_settled:
        raise Refused("There are questions open about this file. Answer them first.")
    if way.plan.asks_of_later and journey.answers.replace_later is None:
        raise Refused("Say first whether the days that differ from an earlier file replace those.")
    if not does_something(way):
        raise Refused("Nothing in this file is new: everything that can be written is in the record already.")


def does_something(way: Way) -> bool:
    """Whether writing would change anything: a decision, somebody new, or what a role asks for."""
    return bool(way.plan.writes or way.journey.new_people)


def _begun(by: Actor, staged: StagedWorkbook | None, file: str, sha256: str, way: Way) -> WorkbookImport:
    now = clock.now()
    found = WorkbookImport.objects.create(
        staged=staged,
        file=file,
        sha256=sha256,
        account=by if isinstance(by, Account) else None,
        asked_at=now,
        moved_at=now,
        stage="Waiting to begin",
        total=len(way.plan.writes),
        units=way.unit_codes,
    )
    words = {"file": file, "sha256": sha256, "writes": found.total}
    record_event(by=by, action="begin_import", subject=found.subject, words=words)
    return found


def _enqueue(found: WorkbookImport) -> None:
    from standing.areas.exchange.tasks import write_workbook  # noqa: PLC0415 - the task calls what is here

    transaction.on_commit(lambda: write_workbook.enqueue(found.pk))


def run_import(*, number: int) -> WorkbookImport | None:
    """Write a file that was begun, whole or not at all. Nothing for one that is not under way any more.

    One whose process died half way is cleared away and begun again.
    """
    found = WorkbookImport.objects.select_related("account", "staged", "batch").filter(pk=number).first()
    if found is None or not found.is_under_way or found.staged is None or found.account is None:
        return found
    if found.state == WorkbookImport.WRITING:
        if not is_dead(found):
            return found
        _clear_away(found, found.account, "Its process ended half way; begun again.")
    try:
        way = _way_again(found.account, found.staged)
        check_can_write(way)
    except (Refused, NotAllowed) as refusal:
        return _end_undone(found, found.account, WorkbookImport.FAILED, refusal.reason)
    return _write(found, found.account, way)


def _way_again(by: Account, staged: StagedWorkbook) -> Way:
    workbook = workbook_of(staged.file, bytes(staged.content))
    return selectors.way_of_file(by=by, workbook=workbook, answers=read_answers(staged.answers))


def write_at_once(*, by: Actor, file: str, sha256: str, way: Way) -> WorkbookImport:
    """Write a file here and now, for a command. Raises `Refused` while a question is open, or where it fails."""
    check_can_import(by)
    check_can_write(way)
    with writing():
        alone = newest_event() == way.head
        found = _begun(by, None, file, sha256, way)
        way.head = newest_event() if alone else way.head
    done = _write(found, by, way)
    if done.state != WorkbookImport.WRITTEN:
        raise Refused(done.why)
    return done


def _write(found: WorkbookImport, by: Actor, way: Way) -> WorkbookImport:
    try:
        Writing(found, by, way).run()
    except Elsewhere:
        found.refresh_from_db()
        return found
    except Stopped:
        return _end_undone(found, by, WorkbookImport.STOPPED, WAS_STOPPED)
    except (Refused, NotAllowed) as refusal:
        return _end_undone(found, by, WorkbookImport.FAILED, refusal.reason)
    except BadFact as bad:
        return _end_undone(found, by, WorkbookImport.FAILED, f"This cannot be recorded: {bad}.")
    except Exception:
        logger.exception("The import %s failed.", found.pk)
        _end_undone(
            found, by, WorkbookImport.FAILED, "Something went wrong that is our fault. Nothing was written."
        )
        raise
    return found


def is_dead(found: WorkbookImport) -> bool:
    """Whether an import has lost its process."""
    return found.is_under_way and found.moved_at < clock.now() - DEAD_AFTER


@writing()
def stop_import(*, by: Account, number: int) -> WorkbookImport:
    """Stop an import before it is in the record: then nothing of it is. One that is running stops at its next turn.

    Raises `Refused` once it is done.
    """
    found = selectors.import_by_number(by=by, number=number)
    if not found.is_under_way:
        raise Refused(f"{found.file} is not being written any more. Reload the page to see how it ended.")
    record_event(by=by, action="stop_import", subject=found.subject, words={"file": found.file})
    if found.state == WorkbookImport.WAITING or is_dead(found):
        return _end_undone(found, by, WorkbookImport.STOPPED, WAS_STOPPED)
    found.stop_asked = True
    found.save(update_fields=["stop_asked"])
    return found


def _end_undone(found: WorkbookImport, by: Actor, state: str, why: str) -> WorkbookImport:
    """End an import of which nothing is in the record. Its file stays, with every answer."""
    with writing():
        now = WorkbookImport.objects.select_related("batch").get(pk=found.pk)
        if not now.is_under_way:
            return now
        _clear_away(now, by, why)
        now.state, now.why, now.ended_at, now.stage = state, why, clock.now(), ""
        now.save()
        record_event(by=by, action="end_import", subject=now.subject, words={"state": state, "why": why})
    found.refresh_from_db()
    return found


@writing()
def _clear_away(found: WorkbookImport, by: Actor, why: str) -> None:
    """Take out what was put aside and added for an import that is not in the record."""
    batch, found.batch = found.batch, None
    made, found.made, found.done = found.made, {}, 0
    found.state, found.moved_at = WorkbookImport.WAITING, clock.now()
    found.save()
    if batch is not None:
        discard_batch(by=by, batch=batch, why=why)
    if any(made.values()):
        take_back_added(by=by, people=made["people"], posts=made["posts"], units=made["units"], why=why)


@writing()
@passes_guard(lambda **given: f"import:{given['number']}", why="Why it is taken back")
def retract_import(*, by: Account, number: int, why: str) -> WorkbookImport:
    """Take back everything that an import brought into the record, at once. The people it added stay, without work.

    Raises `Refused` without a reason, and for an import that is not in the record.
    """
    found = selectors.import_by_number(by=by, number=number)
    if found.state != WorkbookImport.WRITTEN or found.batch is None:
        raise Refused(f"{found.file} is not in the record.")
    retract_batch(by=by, batch=found.batch, why=why)
    record_event(
        by=by, action="retract_import", subject=found.subject, words={"file": found.file, "why": why}
    )
    found.batch.refresh_from_db()
    return found
