"""What changes ask of somebody who holds a standard, and by when (rules, part 4)."""

from standing.core.engine.kernel.calendar import add_days
from standing.core.engine.kernel.events import add_event_pair
from standing.core.engine.kernel.layout import (
    ALERT_UNSIGNED,
    BRIDGING,
    BRIDGING_OVERDUE,
    BRIDGING_OWED,
    CRITICAL,
    EVERY,
    FIRST,
    LAST,
    MAJOR,
    MINOR,
    OPEN,
    SHOWING_OVERDUE,
    SHOWING_OWED,
    SIGNATURE_OVERDUE,
    SIGNATURE_OWED,
    Changes,
    Scratch,
    Signatures,
    Signings,
    Spans,
)
from standing.core.engine.kernel.walking import Walk

DAYS_AFTER_RETURN = 28
"""How long after the first day back what must be shown is still owed. A signature is owed on that day."""


def add_change(
    changes: Changes,
    change: int,
    person: int,
    reached: Walk,
    scratch: Scratch,
    count: int,
    low: int,
    high: int,
) -> int:
    """Add what a change asks, from `low` to `high`, of a person whose walk has reached a holding."""
    kind, practice, oldest = changes.kind[change], reached[3], reached[5]
    asks = oldest <= changes.first[change] if kind == CRITICAL else practice < changes.first[change]
    if kind == MINOR or not asks:
        return count
    first, end = changes.first[change], changes.end[change]
    population = changes.population[change]
    if population == EVERY:
        return _add_asked(changes, change, person, reached, scratch, count, first, end, FIRST, low, high)
    members = scratch.members
    for member in range(members.at[0]):
        if members.about[member] == population:
            since = members.first[member]
            start, stop = max(first, since), min(end, members.end[member])
            count = _add_asked(
                changes, change, person, reached, scratch, count, start, stop, since, low, high
            )
    return count


def _add_asked(
    changes: Changes,
    change: int,
    person: int,
    reached: Walk,
    scratch: Scratch,
    count: int,
    first: int,
    end: int,
    since: int,
    low: int,
    high: int,
) -> int:
    """The same, from `first` to `end`, to somebody asked since a day: what is due is never due before it."""
    kind, effective, held = changes.kind[change], changes.first[change], reached[4]
    signing = changes.signing[change]
    signed = scratch.signed[signing] if scratch.signed_by[signing] == person else OPEN
    low, high = max(low, first), min(high, end)
    events, away = scratch.events, scratch.away
    if kind == CRITICAL:
        return add_event_pair(events, count, ALERT_UNSIGNED, first, signed, low, high)
    due = max(changes.due[change], held, since)
    if kind == BRIDGING:
        due = put_off(due, effective, DAYS_AFTER_RETURN, away)
        count = add_event_pair(events, count, BRIDGING_OWED, first, due + 1, low, high)
        return add_event_pair(events, count, BRIDGING_OVERDUE, due + 1, end, low, high)
    due = put_off(due, effective, 0, away)
    count = add_event_pair(events, count, SIGNATURE_OWED, first, min(signed, due + 1), low, high)
    count = add_event_pair(events, count, SIGNATURE_OVERDUE, due + 1, signed, low, high)
    if kind == MAJOR:
        due = put_off(max(changes.due_showing[change], held, since), effective, DAYS_AFTER_RETURN, away)
        count = add_event_pair(events, count, SHOWING_OWED, first, due + 1, low, high)
        count = add_event_pair(events, count, SHOWING_OVERDUE, due + 1, end, low, high)
    return count


def put_off(due: int, effective: int, days: int, away: Spans) -> int:
    """A due day as long absences, in the order of their days, have moved it: to so many days after the return."""
    for absence in range(away.at[0]):
        if away.first[absence] > due:
            break
        if away.end[absence] == OPEN:
            return LAST
        if away.end[absence] > effective:
            due = max(due, add_days(away.end[absence], days))
    return due


def note_signatures(signatures: Signatures, signings: Signings, person: int, scratch: Scratch) -> None:
    """Note the first day on which a person signed each thing that can be signed: it, or a later version of it."""
    for row in range(signatures.at[person], signatures.at[person + 1]):
        kind, day = signatures.kind[row], signatures.signed[row]
        for signing in range(signings.first[kind], signings.end[kind]):
            if scratch.signed_by[signing] != person or scratch.signed[signing] > day:
                scratch.signed[signing], scratch.signed_by[signing] = day, person
