"""The only writers of the audit chain and of the log of who looked.

Who may is not asked here: every other area's action asks first and then records its event inside its own
transaction.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor, System
from standing.areas.audit.anchor import advance_anchor, newest
from standing.areas.audit.digests import BEFORE_THE_FIRST, digest_event, digest_words, new_salt, plain_words
from standing.areas.audit.erasing import leave_no_copy
from standing.areas.audit.models import Event, EventWords, Look
from standing.areas.refusals import Refused

__all__ = [
    "Actor",
    "Said",
    "System",
    "Told",
    "erase_words",
    "record_event",
    "record_events",
    "record_look",
    "record_looks",
    "this_turn",
    "writing",
]

ERASE = "erase_words"
_CHAIN_LOCK = 0x5374616E64  # any number of our own: PostgreSQL names advisory locks by one
_ROWS_AT_A_TIME = 500


@dataclass(frozen=True)
class Said:
    """One event to be: the action's name, its subject as `kind:name`, and everything a reader of the trail
    needs to know.
    """

    action: str
    subject: str
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """Events that are told though nothing was done: a refusal has them as `told`, where the trail is to know of it."""

    by: Actor
    said: Sequence[Said]


Turn = dict[object, Any]
_turn: ContextVar[Turn | None] = ContextVar("what was read in this turn of writing", default=None)


def this_turn() -> Turn | None:
    """What was read since this writer's turn began, to be kept until it ends; None for whoever is not writing.

    For what only this writer can change meanwhile, since writers take turns, and takes out again when it does.
    """
    return _turn.get()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction whose writer takes its turn at once, on either database: what it reads first is still so
    when it writes.

    For an action that refuses a duplicate, or the last of something; as a block or as a decorator. A refusal that is
    `Told` is written once all else was rolled back.
    """
    before = _turn.get()
    outermost, token = before is None, _turn.set({} if before is None else before)
    try:
        with transaction.atomic():
            _take_turns()
            yield
    except Exception as refusal:
        told = getattr(refusal, "told", None)
        if outermost and isinstance(told, Told):
            with transaction.atomic():
                record_events(by=told.by, said=told.said)
        raise
    finally:
        _turn.reset(token)


def subject_of_event(sequence: int) -> str:
    """How an event is named as the subject of another."""
    return f"event:{sequence}"


def record_event(*, by: Actor, action: str, subject: str, words: Mapping[str, Any]) -> Event:
    """Add one event to the chain, in the caller's transaction: it is kept if and only if the caller's writes
    are.

    `action` is the name of the calling action, `subject` what it was done to as `kind:name`, `words` what was
    before and after, and why: text, whole numbers, days, lists and tables of them. Writers take turns from
    here to the end of their transactions. Raises `RuntimeError` outside a transaction and `TypeError` for
    words JSON cannot keep.
    """
    (event,) = record_events(by=by, said=[Said(action, subject, words)])
    return event


def record_events(*, by: Actor, said: Sequence[Said]) -> list[Event]:
    """Add events to the chain in this order, with a fixed number of queries for every five hundred. As
    `record_event`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event must be recorded inside the transaction of what it tells of.")
    if not said:
        return []
    _take_turns()
    made = list(_chained(by, said, clock.now().astimezone(UTC)))
    events = [event for event, _ in made]
    Event.objects.bulk_create(events, batch_size=_ROWS_AT_A_TIME)
    EventWords.objects.bulk_create((words for _, words in made), batch_size=_ROWS_AT_A_TIME)
    first, last = events[0].sequence, events[-1].sequence
    # Robust: the events are written by then, and a file that cannot be must not look as if they were not.
    transaction.on_commit(lambda: advance_anchor(first, last), robust=True)
    return events


def _chained(by: Actor, said: Iterable[Said], at: datetime) -> Iterator[tuple[Event, EventWords]]:
    head = newest()
    sequence, previous = (head.sequence, head.digest) if head else (0, BEFORE_THE_FIRST)
    for one in said:
        sequence += 1
        words, salt = plain_words(one.words), new_salt()
        parts: dict[str, Any] = {
            "sequence": sequence,
            "at": at,
            "actor": by.audit_name,
            "action": one.action,
            "subject": one.subject,
            "words_digest": digest_words(salt, words),
            "previous_digest": previous,
        }
        previous = digest_event(**parts)
        event = Event(**parts, digest=previous)
        yield event, EventWords(event=event, salt=salt, words=words)


def erase_words(*, by: Actor, event: Event, why: str) -> Event:
    """Erase the words of an event for good, and return the event that says so. The chain still holds.

    For a text that should never have been written, such as one that identifies a patient. `why` must not
    repeat it. Raises `Refused` without a reason, and for words erased already.
    """
    if not why.strip():
        raise Refused("Say why the words are erased, without repeating them.", field="why")
    with writing():
        words = EventWords.objects.get(event=event)
        if words.erased_at is not None:
            raise Refused(
                f"The words of event {event.sequence} were erased already, on {words.erased_at:%-d %B %Y}."
            )
        words.salt, words.words, words.erased_at = "", None, clock.now()
        words.save()
        leave_no_copy()
        return record_event(
            by=by, action=ERASE, subject=subject_of_event(event.sequence), words={"why": why.strip()}
        )


def record_look(*, account: Any, person_ref: str, page: str) -> None:
    """Log that an account looked at a person's record. The only thing a GET ever writes."""
    Look.objects.create(at=clock.now(), account=account, person=person_ref, page=page)


def record_looks(*, account: Any, person_refs: Collection[str], page: str) -> None:
    """Log that an account looked at a page that shows several people, once a day for each of them: a matrix is
    opened again with every filter, and a line for each time would bury those of the records. Two queries.
    """
    midnight = timezone.make_aware(datetime.combine(clock.today(), time.min))
    logged = Look.objects.filter(account=account, page=page, at__gte=midnight)
    new = sorted(set(person_refs) - set(logged.values_list("person", flat=True)))
    moment = clock.now()
    Look.objects.bulk_create(Look(at=moment, account=account, person=ref, page=page) for ref in new)


def _take_turns() -> None:
    """Let one transaction at a time add to the chain. On SQLite every transaction already began IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
