"""The one door: facts are appended and retracted here and nowhere else (many at once, by `batches`).

In one transaction it checks, writes, audits, and brings the periods up to date. Whether somebody may is
asked by the action that comes to the door; that nobody decides about themself is asked here, of everyone.
"""

from collections.abc import Sequence
from dataclasses import replace

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.record import models
from standing.areas.record.actions.entries import Appending, EditionEnd, Entry, account_of, check_once
from standing.areas.record.actions.freshening import bring_up_to_date
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.trail import APPEND, RETRACT, event_action, words_of
from standing.areas.refusals import Refused

__all__ = ["EditionEnd", "Entry", "append_facts", "correct_facts", "retract_facts"]


@writing()
def append_facts(*, by: Actor, entries: Sequence[Entry], why: str = "") -> list[models.FactRow]:
    """Append facts to the record. Raises `Refused` or `NotAllowed`, and then nothing is written."""
    rows = Appending(by).rows(entries)
    for row in rows:
        check_once(row)
        row.save(force_insert=True)
    record_events(by=by, said=[_said(APPEND, row, why) for row in rows])
    bring_up_to_date(rows)
    return rows


@writing()
def retract_facts(*, by: Actor, rows: Sequence[models.FactRow], why: str) -> None:
    """Retract facts: from today they are not known. Raises `Refused`, and then nothing is written."""
    if not why.strip():
        raise Refused("Say why this is retracted: the reason stays with it.")
    for row in rows:
        if isinstance(row, models.Decision):
            check_not_about_oneself(by, row.person.ref)
        _retract(by, row, why)
    record_events(by=by, said=[_said(RETRACT, row, why) for row in rows])
    bring_up_to_date(rows)


@writing()
def correct_facts(
    *, by: Actor, rows: Sequence[models.FactRow], entries: Sequence[Entry], why: str
) -> list[models.FactRow]:
    """Retract facts and append others in their place, or do neither."""
    retract_facts(by=by, rows=rows, why=why)
    return append_facts(by=by, entries=_where_they_were(rows, entries), why=why)


def _where_they_were(rows: Sequence[models.FactRow], entries: Sequence[Entry]) -> list[Entry]:
    """What stands in the place of facts that came from a merged record belongs there too, should it be split again."""
    (origin, *others) = {getattr(row, "recorded_for", None) for row in rows} or {None}
    if origin is None or others:
        return list(entries)
    return [replace(entry, beside={**entry.beside, "recorded_for": origin}) for entry in entries]


def _retract(by: Actor, row: models.FactRow, why: str) -> None:
    retracted = (
        type(row)
        ._default_manager.filter(pk=row.pk, retracted_on__isnull=True)
        .update(
            retracted_on=clock.today(),
            retracted_at=clock.now(),
            retracted_by=account_of(by),
            retraction_reason=why.strip(),
        )
    )
    if not retracted:
        raise Refused(f"This {row.kind} was retracted before. Reload the page to see how it stands now.")
    row.refresh_from_db()


def _said(done: str, row: models.FactRow, why: str) -> Said:
    """What the audit trail says of a row: every column that is filled in, and why it was written."""
    return Said(event_action(done, row.kind), row.name, words_of(row) | ({"why": why} if why else {}))
