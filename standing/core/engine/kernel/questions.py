"""Questions over timelines that lie ready: how many stand how on some days, and what stops counting.

What is asked of a person on a day are the pairs that their roles of that day require that day, each once in a unit
however many roles there ask for it.
"""

from typing import NamedTuple

from standing.core.engine.kernel.layout import Column, Required
from standing.core.engine.kernel.sorting import sort_with

_DAYS = 1 << 23
"""More than there are days in the calendar, with the open end."""


class Stretches(NamedTuple):
    """The rows of timelines of person `p`, from `at[p]` to `at[p + 1]`, by pair and first day: of a pair, from `first`
    up to but not including `end`, with a status.
    """

    at: Column
    pair: Column
    first: Column
    end: Column
    status: Column


class Work(NamedTuple):
    """The assignments of person `p`, from `at[p]` to `at[p + 1]`: a role in a unit."""

    at: Column
    unit: Column
    role: Column
    first: Column
    end: Column


class Asking(NamedTuple):
    """What is asked of one person: a pair in a unit for a period. `keys` and `order` are room to sort in."""

    keys: Column
    order: Column
    pair: Column
    unit: Column
    first: Column
    end: Column


def tally(
    required: Required,
    work: Work,
    stretches: Stretches,
    first: int,
    last: int,
    days: Column,
    statuses: int,
    otherwise: int,
    asking: Asking,
    joined: Asking,
    counts: Column,
) -> None:
    """Count what is asked of the people from `first` to `last`, by unit, status and day.

    `days` rise. `counts[(unit * statuses + status) * (len(days) + 1) + n]` changes by how many more, or fewer, there
    are on day `n` than on the day before it: the sums along the days are the answer. A pair without a row on a day has
    the status `otherwise`.
    """
    wide = len(days) + 1
    for person in range(first, last):
        asked = _list_asked(required, work, person, asking, joined)
        row, stop = stretches.at[person], stretches.at[person + 1]
        for item in range(asked):
            pair, unit = joined.pair[item], joined.unit[item]
            begin, end = _after(days, joined.first[item]), _after(days, joined.end[item])
            if begin == end:
                continue
            _add(counts, (unit * statuses + otherwise) * wide, begin, end)
            while row < stop and stretches.pair[row] < pair:
                row += 1
            place = row
            while place < stop and stretches.pair[place] == pair:
                since = max(begin, _after(days, stretches.first[place]))
                until = min(end, _after(days, stretches.end[place]))
                if since < until:
                    _add(counts, (unit * statuses + otherwise) * wide, until, since)
                    _add(counts, (unit * statuses + stretches.status[place]) * wide, since, until)
                place += 1


def _add(counts: Column, place: int, begin: int, end: int) -> None:
    counts[place + begin] += 1
    counts[place + end] -= 1


def _after(days: Column, day: int) -> int:
    """The place of the first of the days that is not before a day."""
    low, high = 0, len(days)
    while low < high:
        middle = (low + high) // 2
        if days[middle] < day:
            low = middle + 1
        else:
            high = middle
    return low


def list_stops(
    required: Required,
    work: Work,
    stretches: Stretches,
    first: int,
    last: int,
    counting: int,
    after: int,
    until: int,
    asking: Asking,
    joined: Asking,
    rows: Column,
    units: Column,
) -> tuple[int, int]:
    """List the rows that do not count right after one that does, which begin after one day, up to and including
    another, and are asked for that day: in `rows` with the unit in `units`. Statuses below `counting` count.

    Returns the first person left out because `rows` was full (or `last`), and how many there are.
    """
    count = 0
    for person in range(first, last):
        before = count
        asked = _list_asked(required, work, person, asking, joined)
        row, stop = stretches.at[person], stretches.at[person + 1]
        for item in range(asked):
            pair = joined.pair[item]
            while row < stop and stretches.pair[row] < pair:
                row += 1
            place = row + 1
            while place < stop and stretches.pair[place] == pair:
                day = stretches.first[place]
                if (
                    stretches.status[place - 1] < counting <= stretches.status[place]
                    and stretches.end[place - 1] == day
                    and after < day <= until
                    and joined.first[item] <= day < joined.end[item]
                ):
                    if count == len(rows):
                        return person, before
                    rows[count], units[count] = place, joined.unit[item]
                    count += 1
                place += 1
    return last, count


def _list_asked(required: Required, work: Work, person: int, asking: Asking, joined: Asking) -> int:
    """Put what is asked of a person into `joined`, by pair, unit and first day: of one pair in one unit, what touches
    or overlaps is one. Returns how many there are.
    """
    count, units = 0, 1
    for row in range(work.at[person], work.at[person + 1]):
        units = max(units, work.unit[row] + 1)
    for row in range(work.at[person], work.at[person + 1]):
        role = work.role[row]
        for line in range(required.at[role], required.at[role + 1]):
            begin, end = max(work.first[row], required.first[line]), min(work.end[row], required.end[line])
            if begin < end:
                asking.pair[count], asking.unit[count] = required.pair[line], work.unit[row]
                asking.first[count], asking.end[count] = begin, end
                # From the calendar's first day on, a day is no lower than -719,162.
                asking.keys[count] = (
                    (required.pair[line] * units + work.unit[row]) * _DAYS + begin + _DAYS // 2
                )
                asking.order[count] = count
                count += 1
    sort_with(asking.keys, asking.order, count)
    last = -1
    for place in range(count):
        item = asking.order[place]
        pair, unit, begin, end = asking.pair[item], asking.unit[item], asking.first[item], asking.end[item]
        if (
            last >= 0
            and joined.pair[last] == pair
            and joined.unit[last] == unit
            and begin <= joined.end[last]
        ):
            joined.end[last] = max(joined.end[last], end)
        else:
            last += 1
            joined.pair[last], joined.unit[last], joined.first[last], joined.end[last] = (
                pair,
                unit,
                begin,
                end,
            )
    return last + 1
