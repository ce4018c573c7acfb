"""Follows the chain from its first event and says, event by event, what does not hold. It mends nothing."""

import time
from collections.abc import Iterator

from standing.areas.audit.actions import ERASE, subject_of_event
from standing.areas.audit.anchor import Anchor, AnchorUnreadable, anchor_file, newest, read_anchor
from standing.areas.audit.digests import BEFORE_THE_FIRST, digest_event, digest_words
from standing.areas.audit.models import Event, EventWords
from standing.core.formats.results import Problem

KEEP = (
    "Keep this store and its anchor file as they are, tell whoever answers for the record, "
    "and compare with a backup."
)
RE_ANCHOR = "Find out why. When it is explained, anchor the audit trail again: standing check --anchor WHY."
CATCHING_UP = 1.0
"""Seconds between the end of a transaction and the anchor's move, at most, before it counts as left behind."""

_ROWS_AT_A_TIME = 2000


def check_chain() -> Iterator[Problem]:
    """Every fault of the chain and its anchor, in order; nothing when it holds. Reads rows as it goes,
    however many.

    Finds an event altered, removed, inserted, re-ordered or cut off, words altered or gone, and an anchor
    that is missing, unreadable, behind, or of another chain.
    """
    head = newest()
    try:
        anchor = read_anchor()
    except AnchorUnreadable as error:
        yield Problem("anchor", f"{error}.", RE_ANCHOR)
        yield from _Walk(None).problems()
        return
    walk = _Walk(anchor)
    yield from walk.problems()
    yield from _anchor_problems(anchor, head, walk.last)


def check_links() -> Iterator[Problem]:
    """Every fault of the chain itself, whatever the anchor says: for a store that is not anchored yet."""
    return _Walk(None).problems()


def _anchor_problems(anchor: Anchor | None, head: Anchor | None, last: int) -> Iterator[Problem]:
    if anchor is None:
        if head is not None:
            what = f"The anchor file {anchor_file()} is missing, so events cut off the end would not show."
            yield Problem("anchor", what, RE_ANCHOR)
    elif last < anchor.sequence:
        what = f"The chain ends with event {last}, but event {anchor.sequence} was anchored: "
        what += "the end was cut off."
        yield Problem(_where(last + 1), what, KEEP)
    elif head is not None and not _has_reached(head.sequence):
        what = f"The anchor is at event {anchor.sequence} and the chain goes on to event {head.sequence}: "
        what += "events were written past Standing, or an older anchor was put back."
        yield Problem("anchor", what, RE_ANCHOR)


def _has_reached(sequence: int) -> bool:
    """Whether the anchor is at this event or later; a transaction that just ended is given the time to move it on."""
    until = time.monotonic() + CATCHING_UP
    while (anchor := read_anchor()) is None or anchor.sequence < sequence:
        if time.monotonic() >= until:
            return False
        time.sleep(0.05)
    return True


def _where(sequence: int) -> str:
    return f"event {sequence}"


class _Walk:
    """One pass over the events, holding what the next one must follow."""

    def __init__(self, anchor: Anchor | None) -> None:
        self.anchor = anchor
        self.last = 0
        self.digest = BEFORE_THE_FIRST
        self.erased: set[int] = set()
        self.erasures: set[str] = set()

    def problems(self) -> Iterator[Problem]:
        rows = Event.objects.select_related("words").order_by("sequence")
        for event in rows.iterator(chunk_size=_ROWS_AT_A_TIME):
            yield from self._of_place(event)
            yield from self._of_event(event)
            yield from self._of_words(event)
            self.last, self.digest = event.sequence, event.digest
        for sequence in sorted(self.erased):
            if subject_of_event(sequence) not in self.erasures:
                what = f"The words of event {sequence} are marked as erased, and no event says by whom."
                yield Problem(_where(sequence), what, KEEP)

    def _of_place(self, event: Event) -> Iterator[Problem]:
        expected = self.last + 1
        if event.sequence > expected:
            until = event.sequence - 1
            gone = f"Event {expected} is" if until == expected else f"Events {expected} to {until} are"
            yield Problem(_where(expected), f"{gone} missing: removed.", KEEP)
        elif event.previous_digest != self.digest:
            what = f"Event {event.sequence} does not follow event {self.last}: "
            what += "one of them was altered, inserted or put in another place."
            yield Problem(_where(event.sequence), what, KEEP)

    def _of_event(self, event: Event) -> Iterator[Problem]:
        if event.digest != _digest_again(event):
            yield Problem(
                _where(event.sequence),
                f"Event {event.sequence} ({event.action} of {event.subject}) was altered: "
                "its digest is not that of what it says.",
                KEEP,
            )
        elif self.anchor and event.sequence == self.anchor.sequence and event.digest != self.anchor.digest:
            what = f"Event {event.sequence} is not the one that was anchored: "
            what += "the chain was written again from some event on, or the anchor is of another store."
            yield Problem(_where(event.sequence), what, KEEP)
        if event.action == ERASE:
            self.erasures.add(event.subject)

    def _of_words(self, event: Event) -> Iterator[Problem]:
        try:
            kept = event.words
        except EventWords.DoesNotExist:
            yield Problem(
                _where(event.sequence),
                f"The words of event {event.sequence} are gone, and were not erased.",
                KEEP,
            )
            return
        if kept.erased_at is not None:
            self.erased.add(event.sequence)
        elif digest_words(kept.salt, kept.words or {}) != event.words_digest:
            yield Problem(_where(event.sequence), f"The words of event {event.sequence} were altered.", KEEP)


def _digest_again(event: Event) -> str:
    return digest_event(
        sequence=event.sequence,
        at=event.at,
        actor=event.actor,
        action=event.action,
        subject=event.subject,
        words_digest=event.words_digest,
        previous_digest=event.previous_digest,
    )
