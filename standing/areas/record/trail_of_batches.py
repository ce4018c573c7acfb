"""The batches against the audit trail: what came together, and what was retracted together, is what one event says."""

from collections.abc import Iterator
from typing import Any

from standing.areas.audit.models import Event
from standing.areas.record.digests import Digested, digest_retracted, digest_written
from standing.areas.record.models import Batch
from standing.core.formats.results import Problem

ADVICE = (
    "Somebody wrote to the database past Standing. Keep this store as it is, tell whoever answers for the record, "
    "and compare with a backup."
)
ACTIVATE, RETRACT_ALL = "activate_batch", "retract_batch"
_COLUMNS = {"kind", "name", "source", "sha256"}


def written_batches() -> set[int]:
    """The batches, by key, of which an event says that they were written."""
    events = _events(ACTIVATE)
    keys = Batch.objects.filter(activated_at__isnull=False).values_list("pk", flat=True)
    return {key for key in keys if f"batch:{key}" in events}


def batches_at_odds() -> Iterator[Problem]:
    """Every batch that is not what the trail says. Words that were erased are taken to agree."""
    activated, retracted = _events(ACTIVATE), _events(RETRACT_ALL)
    batches = {batch.subject: batch for batch in Batch.objects.order_by("pk")}
    for subject, batch in batches.items():
        for what in _at_odds(batch, activated.get(subject), retracted.get(subject)):
            yield Problem(subject, what, ADVICE)
    for subject, event in activated.items():
        if subject not in batches:
            yield Problem(subject, f"Event {event.pk} says this batch was written; it is gone.", ADVICE)


def _events(action: str) -> dict[str, Event]:
    found = Event.objects.filter(action=action).select_related("words").order_by("sequence")
    return {event.subject: event for event in found}


def _at_odds(batch: Batch, activated: Event | None, retracted: Event | None) -> Iterator[str]:
    if (batch.activated_at is not None) != (activated is not None):
        yield "The record and the audit trail differ on whether this batch was put into the record."
    elif activated is not None:
        yield from _differing(batch, activated, digest_written(batch), "written")
    if (batch.state == Batch.RETRACTED) != (retracted is not None):
        yield "The record and the audit trail differ on whether this batch was retracted."
    elif retracted is not None:
        yield from _differing(batch, retracted, digest_retracted(batch), "retracted")


def _differing(batch: Batch, event: Event, digested: Digested, done: str) -> Iterator[str]:
    said = event.words.words
    if said is None:
        return
    if not isinstance(said, dict):
        yield f"What event {event.pk} says of this batch cannot be read."
        return
    now = {"rows": dict(digested.counts), "digest": digested.digest}
    if any(said.get(name) != value for name, value in now.items()):
        yield (
            f"The facts of this batch are not those event {event.pk} says were {done}: "
            f"{digested.rows} are there now, {_number(said.get('rows'))} were {done}, or one was altered."
        )
    columns = {name: getattr(batch, name) for name in _COLUMNS}
    if any(said.get(name, "") != value for name, value in columns.items()):
        yield f"What this batch is called is not what event {event.pk} says."


def _number(rows: Any) -> Any:
    """How many rows an event says there were, if it can be read."""
    return sum(rows.values()) if isinstance(rows, dict) and _all_numbers(rows) else "other"


def _all_numbers(rows: dict[Any, Any]) -> bool:
    return all(isinstance(value, int) for value in rows.values())
