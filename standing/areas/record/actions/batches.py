"""Facts that come together, however many: staged some at a time, then facts all at once, or never.

A staged row is no fact. Activating is one transaction with one audit event, which holds a digest over all the rows;
`standing check` computes it again. Whoever was interrupted goes on staging, activates, or discards: until then every
answer is as before. Whether somebody may is asked by the action that comes here.
"""

from collections.abc import Sequence
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.record import models
from standing.areas.record.actions.entries import Appending, Entry, account_of, check_once
from standing.areas.record.actions.freshening import stale_all_of
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.digests import FACT_TABLES, Digested, digest_retracted, digest_written
from standing.areas.record.models import Batch
from standing.areas.record.trail_of_batches import ACTIVATE, RETRACT_ALL
from standing.areas.refusals import Refused

OPEN, DISCARD = "open_batch", "discard_batch"
LONGEST_REASON = 500


@writing()
def open_batch(*, by: Actor, kind: str, name: str, source: str = "", sha256: str = "") -> Batch:
    """Begin a batch: a kind ("import", "adoption"), a name in words, and the file it is read from, if any."""
    batch = Batch.objects.create(
        kind=kind, name=name, source=source, sha256=sha256, made_at=clock.now(), made_by=account_of(by)
    )
    record_event(by=by, action=OPEN, subject=batch.subject, words=_words(batch))
    return batch


@writing()
def stage_facts(*, by: Actor, batch: Batch, entries: Sequence[Entry]) -> list[models.FactRow]:
    """Put rows aside in a batch: some thousand a call, checked as at the door, and no facts yet.

    Raises `BadFact`, `Refused` or `NotAllowed`; then none of these entries is kept, and those staged before are.
    """
    _in_state(batch, Batch.STAGED, "Facts can be added to a batch only until it is put into the record.")
    rows = Appending(by, batch=batch, staged=True).rows(entries)
    for model in {type(row) for row in rows}:
        model.everything.bulk_create([row for row in rows if type(row) is model])
    return rows


@writing()
def activate_batch(*, by: Actor, batch: Batch, why: str = "") -> Batch:
    """Make every staged row of a batch a fact recorded now, all in one transaction. Done twice, it is done once.

    Raises `Refused` if the batch was discarded or retracted, or a change or refresh rule of it is there already;
    then nothing is written.
    """
    current = _locked(batch)
    if current.state == Batch.ACTIVE:
        return current
    _in_state(current, Batch.STAGED, "It cannot be put into the record any more. Begin another.")
    moment = clock.now()
    for model in FACT_TABLES:
        staged = model.everything.filter(batch=current, staged=True)
        if model in (models.Change, models.RefreshRule):
            for row in staged:
                check_once(row)
        staged.update(staged=False, recorded_on=clock.today(), recorded_at=moment, recorded_by=account_of(by))
    current.state, current.activated_at, current.activated_by = Batch.ACTIVE, moment, account_of(by)
    current.save()
    digested = digest_written(current)
    people = stale_all_of([model.everything.filter(batch=current) for model in FACT_TABLES])
    words = _words(current) | _counted(digested) | {"people": people} | ({"why": why} if why else {})
    record_event(by=by, action=ACTIVATE, subject=current.subject, words=words)
    return current


@writing()
def discard_batch(*, by: Actor, batch: Batch, why: str = "") -> Batch:
    """Delete the staged rows of a batch: they never were facts. Raises `Refused` if they are by now."""
    current = _locked(batch)
    _in_state(current, Batch.STAGED, "What is in the record is retracted, not thrown away.")
    counts = {}
    for model in reversed(FACT_TABLES):
        rows = model.everything.filter(batch=current, staged=True)
        if number := rows._raw_delete(rows.db):
            counts[model.kind] = number
    _end(current, by, Batch.DISCARDED, why)
    words = _words(current) | {"rows": counts} | ({"why": why} if why else {})
    record_event(by=by, action=DISCARD, subject=current.subject, words=words)
    return current


@writing()
def retract_batch(*, by: Actor, batch: Batch, why: str) -> Batch:
    """Retract every row of a batch that is not retracted yet, in one transaction, with one audit event.

    Raises `Refused` without a reason or if the batch is not in the record, and `NotAllowed` if it decides about
    the person of the asking account.
    """
    if not why.strip():
        raise Refused("Say why this is retracted: the reason stays with it.", field="why")
    if len(why.strip()) > LONGEST_REASON:
        raise Refused(f"Say why in {LONGEST_REASON} characters or fewer.", field="why")
    current = _locked(batch)
    _in_state(current, Batch.ACTIVE, "Only what is in the record can be retracted, and only once.")
    _end(current, by, Batch.RETRACTED, why)
    _check_not_about_oneself(by, current)
    for model in FACT_TABLES:
        rows = model.objects.filter(batch=current, retracted_on__isnull=True)
        rows.update(
            retracted_on=clock.today(),
            retracted_at=current.ended_at,
            retracted_by=account_of(by),
            retraction_reason=current.ended_why,
            retracted_with=current,
        )
    digested = digest_retracted(current)
    people = stale_all_of([model.everything.filter(retracted_with=current) for model in FACT_TABLES])
    words = _words(current) | _counted(digested) | {"people": people, "why": current.ended_why}
    record_event(by=by, action=RETRACT_ALL, subject=current.subject, words=words)
    return current


def _check_not_about_oneself(by: Actor, batch: Batch) -> None:
    """Nobody retracts a decision about themself, in a batch or alone; what was carried over is nobody's finding."""
    account = account_of(by)
    if account is None or account.person is None:
        return
    if models.Decision.objects.filter(batch=batch, person=account.person, carried_from=None).exists():
        check_not_about_oneself(by, account.person.ref)


def _locked(batch: Batch) -> Batch:
    """The batch as it is now: whoever writes has taken their turn, so it stays so."""
    return Batch.objects.get(pk=batch.pk)


def _in_state(batch: Batch, state: str, otherwise: str) -> None:
    found = Batch.objects.values_list("state", flat=True).get(pk=batch.pk)
    if found != state:
        words = {Batch.STAGED: "waits", Batch.ACTIVE: "is in the record"}.get(found, f"was {found}")
        raise Refused(f"“{batch.name}” {words}. {otherwise}")


def _end(batch: Batch, by: Actor, state: str, why: str) -> None:
    batch.state, batch.ended_at, batch.ended_by = state, clock.now(), account_of(by)
    batch.ended_why = why.strip()
    batch.save()


def _words(batch: Batch) -> dict[str, Any]:
    """What every event of a batch says of it."""
    words = {"kind": batch.kind, "name": batch.name, "source": batch.source, "sha256": batch.sha256}
    return {name: value for name, value in words.items() if value}


def _counted(digested: Digested) -> dict[str, Any]:
    return {"rows": dict(digested.counts), "digest": digested.digest}
