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
    LAST,
    MAJOR,
    OPEN,
    SHOWING_OVERDUE,
    SHOWING_OWED,
    SIGNATURE_OVERDUE,
    SIGNATURE_OWED,
    About,
    Changes,
    Column,
    Signatures,
    Signings,
    Spans,
)
from standing.core.engine.kernel.walking import Walk

DAYS_AFTER_RETURN = 28
"""How long after the first day back what must be shown is still owed. A signature is owed on that day."""


def asks(changes: Changes, change: int, reached: Walk) -> bool:
    """Whether a change can ask anything of somebody whose walk has reached a holding."""
    if changes.kind[change] == CRITICAL:
        return reached[5] <= changes.first[change]
    return reached[3] < changes.first[change]


def add_change(
    changes: Changes,
    change: int,
    person: int,
    held: int,
    about: About,
    events: Column,
    count: int,
    low: int,
    high: int,
) -> int:
    """Add what a change that can ask something asks, from `low` to `high`, of a person with a holding since a day."""
    first, end = changes.first[change], changes.end[change]
    low, high = max(low, first), min(high, end)
    population = changes.population[change]
    if population == EVERY:
        return _add_asked(changes, change, person, held, about, events, count, low, high)
    members = about.members
    for member in range(members.at[0]):
        if members.about[member] == population:
            # What is due is never due before the day the membership began.
            since = members.first[member]
            start, stop = max(low, since), min(high, members.end[member])
            count = _add_asked(changes, change, person, max(held, since), about, events, count, start, stop)
    return count


def _add_asked(
    changes: Changes,
    change: int,
    person: int,
    since: int,
    about: About,
    events: Column,
    count: int,
    low: int,
    high: int,
) -> int:
    """The same of somebody asked: what is due is not due before the day `since`."""
    if low >= high:
        return count
    kind, effective, away = changes.kind[change], changes.first[change], about.away
    signing = changes.signing[change]
    signed = about.signed[signing] if about.signed_by[signing] == person else OPEN
    if kind == CRITICAL:
        return add_event_pair(events, count, ALERT_UNSIGNED, low, signed, low, high)
    due = max(changes.due[change], since)
    if kind == BRIDGING:
        due = put_off(due, effective, DAYS_AFTER_RETURN, away)
        count = add_event_pair(events, count, BRIDGING_OWED, low, due + 1, low, high)
        return add_event_pair(events, count, BRIDGING_OVERDUE, due + 1, high, low, high)
    due = put_off(due, effective, 0, away)
    count = add_event_pair(events, count, SIGNATURE_OWED, low, min(signed, due + 1), low, high)
    count = add_event_pair(events, count, SIGNATURE_OVERDUE, due + 1, signed, low, high)
    if kind == MAJOR:
        due = put_off(max(changes.due_showing[change], since), effective, DAYS_AFTER_RETURN, away)
        count = add_event_pair(events, count, SHOWING_OWED, low, due + 1, low, high)
        count = add_event_pair(events, count, SHOWING_OVERDUE, due + 1, high, low, high)
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


def note_signatures(signatures: Signatures, signings: Signings, person: int, about: About) -> None:
    """Note the first day on which a person signed each thing that can be signed: it, or a later version of it."""
    for row in range(signatures.at[person], signatures.at[person + 1]):
        kind, day = signatures.kind[row], signatures.signed[row]
        for signing in range(signings.first[kind], signings.end[kind]):
            if about.signed_by[signing] != person or about.signed[signing] > day:
                about.signed[signing], about.signed_by[signing] = day, person
