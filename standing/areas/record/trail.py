"""The facts against the audit trail: every row is what the event of its writing says, and no event is without its row.

The chain proves that the trail was not altered; this proves that the facts were not, behind the door's back.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from django.utils.dateparse import parse_datetime

from standing.areas.audit.models import Event
from standing.areas.record.digests import FACT_TABLES, RETRACTION, as_recorded, is_filled
from standing.areas.record.models import FactRow
from standing.areas.record.trail_of_batches import ADVICE, batches_at_odds, written_batches
from standing.areas.record.trail_of_merges import merges_at_odds
from standing.core.formats.results import Problem

APPEND, RETRACT = "append", "retract"
ROWS_AT_ONCE = 500
_OF_THE_EVENT = frozenset({"why"})

Item = TypeVar("Item")


def event_action(done: str, kind: str) -> str:
    """The name of the event of appending or retracting a kind of fact."""
    return f"{done}_{kind.replace(' ', '_')}"


def words_of(row: FactRow) -> dict[str, str]:
    """What the audit trail says of a row: every column that is filled in, as text."""
    columns = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    return as_recorded({name: str(value) for name, value in columns.items() if is_filled(value)})


def facts_at_odds_with_the_trail() -> Iterator[Problem]:
    """Every fact that is not what the trail says was written. Words that were erased are taken to agree."""
    yield from batches_at_odds()
    yield from merges_at_odds()
    written = written_batches()
    for model in FACT_TABLES:
        yield from _rows_at_odds(model, written)
        yield from _rows_gone(model)


def _rows_at_odds(model: type[FactRow], written: Collection[int]) -> Iterator[Problem]:
    for rows in _batches(model._default_manager.order_by("pk").iterator(ROWS_AT_ONCE)):
        appended = _events(APPEND, model, [row for row in rows if row.batch_id is None])
        retracted = _events(RETRACT, model, rows)
        for row in rows:
            what = _at_odds(row, appended.get(row.name), retracted.get(row.name), written)
            if what:
                yield Problem(row.name, what, ADVICE)


def _events(done: str, model: type[FactRow], rows: Iterable[FactRow]) -> dict[str, Event]:
    found = Event.objects.filter(
        action=event_action(done, model.kind), subject__in=[row.name for row in rows]
    )
    return {event.subject: event for event in found.select_related("words")}


def _at_odds(row: FactRow, appended: Event | None, retracted: Event | None, written: Collection[int]) -> str:
    if appended is None and row.batch_id not in written:
        return "This fact is in the record, but no event says that it was written."
    alone = row.retracted_on is not None and row.retracted_with_id is None
    if alone != (retracted is not None):
        return "The record and the audit trail differ on whether this fact was retracted."
    event = retracted or appended
    if event is None:  # it came with a batch, whose digest says what it is
        return ""
    says = event.words
    if says.words is None:
        return ""
    if not isinstance(says.words, dict):
        return f"What event {says.event_id} says of this fact cannot be read."
    now = words_of(row)
    if row.retracted_with_id is not None:  # the batch it went with says the rest
        now = {name: value for name, value in now.items() if name not in RETRACTION}
    differing = _differing(now, says.words)
    return (
        f"This fact is not what event {says.event_id} says was written: {', '.join(differing)}."
        if differing
        else ""
    )


def _differing(now: Mapping[str, str], then: Mapping[str, Any]) -> list[str]:
    names = (now.keys() | then.keys()) - _OF_THE_EVENT
    return sorted(name for name in names if _plain(now.get(name)) != _plain(then.get(name)))


def _plain(value: Any) -> Any:
    """A moment is the same however its time zone is written. Anything else is itself: altered words may be of any
    kind, and a text somebody typed may look like a moment that there never was.
    """
    if not isinstance(value, str) or len(value) <= len("2026-03-31"):
        return value
    try:
        return parse_datetime(value) or value
    except ValueError:
        return value


def _rows_gone(model: type[FactRow]) -> Iterator[Problem]:
    events = Event.objects.filter(action=event_action(APPEND, model.kind)).order_by("sequence")
    for some in _batches(events.iterator(ROWS_AT_ONCE)):
        keys = {event.subject: event.subject.rpartition(":")[2] for event in some}
        numbers = [key for key in keys.values() if key.isdecimal()]
        there = {
            str(key) for key in model._default_manager.filter(pk__in=numbers).values_list("pk", flat=True)
        }
        for event in some:
            if keys[event.subject] not in there:
                yield Problem(
                    event.subject, f"Event {event.pk} says this fact was written; it is gone.", ADVICE
                )


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while some := list(islice(iterator, ROWS_AT_ONCE)):
        yield some
