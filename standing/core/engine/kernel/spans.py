"""Periods that touch or overlap, made one (rules, part 4)."""

from standing.core.engine.kernel.layout import FIRST, OPEN, Scratch, Spans
from standing.core.engine.kernel.sorting import sort_with

LONG_ABSENCE_DAYS = 28
_DAYS = 1 << 22


def join(spans: Spans, person: int, scratch: Scratch, joined: Spans) -> None:
    """Put a person's periods into `joined`, in order, those about the same thing that touch or overlap made one;
    `joined.at[0]` says how many there are. Empty ones are left out.
    """
    count = 0
    for row in range(spans.at[person], spans.at[person + 1]):
        if spans.first[row] != spans.end[row]:
            scratch.keys[count] = spans.about[row] * _DAYS + spans.first[row] - FIRST
            scratch.order[count] = row
            count += 1
    sort_with(scratch.keys, scratch.order, count)
    last = -1
    for place in range(count):
        row = scratch.order[place]
        about, first, end = spans.about[row], spans.first[row], spans.end[row]
        if last >= 0 and joined.about[last] == about and first <= joined.end[last]:
            joined.end[last] = max(joined.end[last], end)
        else:
            last += 1
            joined.about[last], joined.first[last], joined.end[last] = about, first, end
    joined.at[0] = last + 1


def keep_long(away: Spans) -> None:
    """Keep of joined absences those of 28 days or more, and open ones."""
    kept = 0
    for absence in range(away.at[0]):
        first, end = away.first[absence], away.end[absence]
        if end == OPEN or end - first >= LONG_ABSENCE_DAYS:
            away.first[kept], away.end[kept] = first, end
            kept += 1
    away.at[0] = kept
