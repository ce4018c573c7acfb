"""The one door: facts are appended and retracted here and nowhere else (many at once, by `batches`).

In one transaction it checks, writes, audits, and brings the periods up to date. Whether somebody may is
asked by the action that comes to the door; that nobody decides about themself is asked here, of everyone.
"""

from collections.abc import Sequence
from dataclasses import replace

from standing.areas.audit.actions import Actor, record_events, writing
from standing.areas.record import models
from standing.areas.record.actions.entries import Appending, EditionEnd, Entry, check_once, retract_row
from standing.areas.record.actions.following import Done, follow
from standing.areas.record.actions.freshening import bring_up_to_date
from standing.areas.record.alerting import tell_of_alerts
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.trail import APPEND, RETRACT
from standing.areas.refusals import Refused

__all__ = ["EditionEnd", "Entry", "append_facts", "correct_facts", "retract_facts"]


@writing()
def append_facts(*, by: Actor, entries: Sequence[Entry], why: str = "") -> list[models.FactRow]:
    """Append facts to the record. Raises `Refused` or `NotAllowed`, and then nothing is written.

    What is about an old edition that an adopted revision carries over is written on the new one too.
    """
    rows = _append(by, entries)
    _finish(by, [Done(APPEND, row, why) for row in rows])
    return rows


@writing()
def retract_facts(*, by: Actor, rows: Sequence[models.FactRow], why: str) -> None:
    """Retract facts, and what was carried over from them: from today they are not known.

    Raises `Refused`, and then nothing is written.
    """
    _retract(by, rows, why)
    _finish(by, [Done(RETRACT, row, why) for row in rows])


@writing()
def correct_facts(
    *, by: Actor, rows: Sequence[models.FactRow], entries: Sequence[Entry], why: str
) -> list[models.FactRow]:
    """Retract facts and append others in their place, or do neither."""
    _retract(by, rows, why)
    appended = _append(by, _where_they_were(rows, entries))
    done = [Done(RETRACT, row, why) for row in rows] + [Done(APPEND, row, why) for row in appended]
    _finish(by, done)
    return appended


def _append(by: Actor, entries: Sequence[Entry]) -> list[models.FactRow]:
    rows = Appending(by).rows(entries)
    for row in rows:
        check_once(row)
        row.save(force_insert=True)
    return rows


def _retract(by: Actor, rows: Sequence[models.FactRow], why: str) -> None:
    if not why.strip():
        raise Refused("Say why this is retracted: the reason stays with it.")
    for row in rows:
        if isinstance(row, models.Decision):
            check_not_about_oneself(by, row.person.ref)
        retract_row(by, row, why)


def _finish(by: Actor, done: Sequence[Done]) -> None:
    """Follow what was written onto the new editions, tell the audit trail of it all, and bring periods up to date."""
    followed = follow(by, [one.row for one in done])
    record_events(by=by, said=[one.said for one in (*done, *followed)])
    bring_up_to_date([one.row for one in (*done, *followed)])
    tell_of_alerts([one.row for one in done])


def _where_they_were(rows: Sequence[models.FactRow], entries: Sequence[Entry]) -> list[Entry]:
    """What stands in the place of facts that came from a merged record belongs there too, should it be split again."""
    (origin, *others) = {getattr(row, "recorded_for", None) for row in rows} or {None}
    if origin is None or others:
        return list(entries)
    return [replace(entry, beside={**entry.beside, "recorded_for": origin}) for entry in entries]
