"""What happens to a pair between two days: reasons that begin and end, in the order of the days.

An event is one number, so that sorting events is sorting numbers: its day, then its reason, then whether it begins.
"""

from standing.core.engine.kernel.layout import FIRST, Column

_REASONS = 16


def add_event_pair(events: Column, count: int, reason: int, first: int, end: int, low: int, high: int) -> int:
    """Add that a reason holds from `first` to `end`, as far as that lies within `low` to `high`. Returns how many
    events there are then.
    """
    first, end = max(first, low), min(end, high)
    if first >= end:
        return count
    events[count] = ((first - FIRST) * _REASONS + reason) * 2 + 1
    events[count + 1] = ((end - FIRST) * _REASONS + reason) * 2
    return count + 2


def day_of(event: int) -> int:
    """The day of an event."""
    return event // (2 * _REASONS) + FIRST


def after(event: int, mask: int, counts: Column) -> int:
    """The reasons there are after an event, of those there were before it. `counts` says how often each is there."""
    reason = event // 2 % _REASONS
    counts[reason] += 1 if event % 2 == 1 else -1
    bit = 1 << reason
    return mask | bit if counts[reason] > 0 else mask & ~bit
