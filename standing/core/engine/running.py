"""Running the kernel over people's columns: room to work in, and rows that are taken away as they fill up."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from standing.core.engine.arrays import as_columns
from standing.core.engine.catalogue import Compiled, longest
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.layout import (
    FIRST,
    OPEN,
    About,
    Catalogue,
    Column,
    People,
    Rows,
    Scratch,
    Spans,
)
from standing.core.engine.kernel.people import answer_people

Make = Callable[[int, bool], Column]
"""Makes a column of so many places, for numbers larger than days if that is said."""

ROWS_AT_ONCE = 1 << 18
"""How many rows compiled code writes before they are taken away."""
_FIRST_ROWS = 2048
"""Room for rows where nothing is compiled. Whoever does not fit in is answered once more, with more room."""


class Days(NamedTuple):
    """The days asked about, as numbers: from `low` up to but not including `high`; or whole lives."""

    low: int
    high: int
    whole: bool


WHOLE_LIVES = Days(FIRST, OPEN, True)


def run(
    compiled_catalogue: Compiled, people: People, days: Days, *, compiled: bool, at_once: int = 0
) -> Iterator[Rows]:
    """The rows of the people, in order, some at a time. Each is to be used before the next is asked for: the room they
    lie in is used again.
    """
    make = _arrays if compiled else _lists
    catalogue = compiled_catalogue.arrays if compiled else compiled_catalogue.catalogue
    columns: People = as_columns(people, compiled=compiled)
    answer = kernel(answer_people, compiled=compiled)
    scratch = _room(compiled_catalogue.catalogue, people, make)
    blank = _unset_arrays if compiled else _lists
    rows = _rows(at_once or (ROWS_AT_ONCE if compiled else _FIRST_ROWS), blank)
    person, last = 0, len(people.decisions.at) - 1
    while person < last:
        person, count = answer(catalogue, columns, person, last, *days, scratch, rows)
        if count:
            yield Rows(*(column[:count] for column in rows))
        elif person < last:
            rows = _rows(len(rows.state) * 4, blank)


def as_lists(rows: Rows) -> list[list[int]]:
    """The columns of rows as lists of plain numbers, whatever they are."""
    return [column if isinstance(column, list) else column.tolist() for column in rows]  # type: ignore[attr-defined]


def make_room(length: int, *, compiled: bool, large: bool = False) -> Column:
    """So many places of 0, for compiled code or for lists; `large` for numbers larger than days."""
    return (_arrays if compiled else _lists)(length, large)


def _lists(length: int, large: bool = False) -> Column:
    return [0] * length


def _arrays(length: int, large: bool = False) -> Column:
    numpy = import_module("numpy")
    made: Column = numpy.zeros(length, dtype=numpy.int64 if large else numpy.int32)
    return made


def _unset_arrays(length: int, large: bool = False) -> Column:
    """Places of nothing yet, which are written before they are read: to put 0 into many millions takes its time."""
    numpy = import_module("numpy")
    made: Column = numpy.empty(length, dtype=numpy.int64 if large else numpy.int32)
    return made


def _rows(length: int, make: Make) -> Rows:
    return Rows(*(make(length, False) for _ in Rows._fields))


def _room(catalogue: Catalogue, people: People, make: Make) -> Scratch:
    """Room for whoever has most of each kind of fact."""
    decisions, members = longest(people.decisions.at), longest(people.members.at)
    away = longest(people.absences.at)
    rows = max(decisions, members, away)
    pairs = decisions + longest(people.assignments.at) * longest(catalogue.required.at)
    asked = longest(catalogue.changes.at) * max(1, members) * 4
    events = 2 * (4 + longest(people.suspensions.at) + longest(people.claims.at) + asked)
    signings = max(catalogue.changes.signing, default=0) + 1
    return Scratch(
        keys=make(rows, True),
        order=make(rows, False),
        pairs=make(pairs, False),
        about=About(
            _joined(members, make),
            _joined(away, make),
            make(signings, False),
            _nobody(make(signings, False)),
        ),
        starts=make(decisions + 1, False),
        events=make(events, True),
        counts=make(16, False),
    )


def _joined(length: int, make: Make) -> Spans:
    return Spans(make(1, False), *(make(length, False) for _ in range(3)))


def _nobody(column: Column) -> Column:
    for place in range(len(column)):
        column[place] = -1
    return column
