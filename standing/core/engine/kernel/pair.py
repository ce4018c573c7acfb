"""One pair: from the day one decision comes into effect to the day the next does, what happens, and the rows of it."""

from standing.core.engine.kernel.asking import add_change, asks
from standing.core.engine.kernel.calendar import add_days
from standing.core.engine.kernel.events import add_event_pair, after, day_of
from standing.core.engine.kernel.layout import (
    CONTEXT_TOO_NARROW,
    EDITION_ENDED,
    EVERY,
    EXPIRED,
    EXPIRING,
    HELD,
    IN_GRACE,
    OPEN,
    REVOKED_REASON,
    SUSPENDED,
    Catalogue,
    Column,
    People,
    Rows,
    Scratch,
)
from standing.core.engine.kernel.sorting import sort
from standing.core.engine.kernel.walking import (
    ENDED,
    HOLDING,
    RENEWAL_DAYS,
    Walk,
    is_held_elsewhere,
    walk,
)

_CLAIM = 14
"""The bit of `CLAIMED`: a claim is followed as a reason is."""


def add_pair(
    catalogue: Catalogue,
    people: People,
    person: int,
    pair: int,
    begin: int,
    stop: int,
    low: int,
    high: int,
    whole: bool,
    scratch: Scratch,
    rows: Rows,
    count: int,
) -> int:
    """Add the rows of a pair, whose decisions are `scratch.order[begin:stop]`, for the days from `low` to `high`."""
    before = count
    starts = _list_starts(people, scratch, begin, stop, low, high)
    for place in range(starts):
        start = scratch.starts[place]
        end = scratch.starts[place + 1] if place + 1 < starts else high
        if start < end:
            count = _add_situation(
                catalogue, people, person, pair, begin, stop, start, end, whole, scratch, rows, before, count
            )
    if count > before:
        rows.end[count - 1] = high
    elif whole and count < len(rows.state):
        _write(rows, count, pair, OPEN, 0, OPEN)
        rows.end[count] = OPEN
        count += 1
    return count


def _list_starts(people: People, scratch: Scratch, begin: int, stop: int, low: int, high: int) -> int:
    """Put the days on which the walk may lead elsewhere in `scratch.starts`, in order, some of them several times."""
    scratch.starts[0] = low
    count = 1
    for place in range(begin, stop):
        held = people.decisions.held[scratch.order[place]]
        if low < held < high:
            scratch.starts[count] = held
            count += 1
    sort(scratch.starts, count)
    return count


def _add_situation(
    catalogue: Catalogue,
    people: People,
    person: int,
    pair: int,
    begin: int,
    stop: int,
    start: int,
    end: int,
    whole: bool,
    scratch: Scratch,
    rows: Rows,
    before: int,
    count: int,
) -> int:
    """Add the rows of the days from `start` to `end`, over which the walk leads to one place."""
    decisions, pairs, rules = people.decisions, catalogue.pairs, catalogue.rules
    context, order = pairs.context[pair], scratch.order
    reached = walk(decisions, pairs, rules, order, begin, stop, context, start)
    leads, expires = reached[0], OPEN
    if leads == ENDED:
        mask, events = HELD | 1 << REVOKED_REASON, 0
    elif leads == HOLDING:
        mask, expires = HELD, reached[1]
        events = _list_while_held(catalogue, people, person, pair, reached, start, end, scratch)
    else:
        elsewhere = is_held_elsewhere(decisions, pairs, rules, order, begin, stop, context, start)
        mask = 1 << CONTEXT_TOO_NARROW if elsewhere else 0
        events = _list_claims(catalogue, people, person, pair, start, end, scratch)
    sort(scratch.events, events)
    return _sweep(
        scratch.events, scratch.counts, events, start, mask, expires, pair, whole, rows, before, count, end
    )


def _list_while_held(
    catalogue: Catalogue,
    people: People,
    person: int,
    pair: int,
    reached: Walk,
    start: int,
    end: int,
    scratch: Scratch,
) -> int:
    """Put the beginnings and ends of all reasons there are while there is a holding in `scratch.events`."""
    standard, expires, grace_ends, events = (
        catalogue.pairs.standard[pair],
        reached[1],
        reached[2],
        scratch.events,
    )
    count = 0
    if expires != OPEN:
        expiring = add_days(expires, -RENEWAL_DAYS)
        count = add_event_pair(events, count, EXPIRING, expiring, expires + 1, start, end)
        count = add_event_pair(events, count, IN_GRACE, expires + 1, grace_ends + 1, start, end)
        count = add_event_pair(events, count, EXPIRED, grace_ends + 1, OPEN, start, end)
    count = add_event_pair(
        events, count, EDITION_ENDED, catalogue.rules.ended_from[standard], OPEN, start, end
    )
    suspensions = people.suspensions
    for row in range(suspensions.at[person], suspensions.at[person + 1]):
        if suspensions.about[row] == EVERY or suspensions.about[row] == standard:
            first, last = suspensions.first[row], suspensions.end[row]
            count = add_event_pair(events, count, SUSPENDED, first, last, start, end)
    changes = catalogue.changes
    for change in range(changes.at[standard], changes.at[standard + 1]):
        if changes.first[change] < end and changes.end[change] > start and asks(changes, change, reached):
            count = add_change(changes, change, person, reached[4], scratch.about, events, count, start, end)
    return count


def _list_claims(
    catalogue: Catalogue, people: People, person: int, pair: int, start: int, end: int, scratch: Scratch
) -> int:
    claims, count = people.claims, 0
    for row in range(claims.at[person], claims.at[person + 1]):
        if claims.about[row] == catalogue.pairs.standard[pair]:
            first, last = claims.first[row], claims.end[row]
            count = add_event_pair(scratch.events, count, _CLAIM, first, last, start, end)
    return count


def _sweep(
    happens: Column,
    counts: Column,
    events: int,
    start: int,
    mask: int,
    expires: int,
    pair: int,
    whole: bool,
    rows: Rows,
    before: int,
    count: int,
    end: int,
) -> int:
    """Go through the events in order, and add a row on every day from which the answer is another."""
    day, place = start, 0
    while day < end:
        while place < events and day_of(happens[place]) == day:
            mask = after(happens[place], mask, counts)
            place += 1
        count = _add_row(rows, before, count, pair, day, mask, expires, whole)
        day = day_of(happens[place]) if place < events else end
    while place < events:
        mask = after(happens[place], mask, counts)
        place += 1
    return count


def _add_row(
    rows: Rows, before: int, count: int, pair: int, day: int, state: int, expires: int, whole: bool
) -> int:
    """Add a row unless it goes on with the one before it; what comes before a life has none. Nothing is added once
    `rows` is full.
    """
    if count == len(rows.state) or (whole and count == before and state == 0):
        return count
    if count > before:
        if rows.state[count - 1] == state and rows.expires[count - 1] == expires:
            return count
        rows.end[count - 1] = day
    _write(rows, count, pair, day, state, expires)
    return count + 1


def _write(rows: Rows, count: int, pair: int, first: int, state: int, expires: int) -> None:
    rows.pair[count], rows.first[count], rows.state[count], rows.expires[count] = pair, first, state, expires
