"""The questions, and what they mean.

*Asked* of a person in a unit on a day is every pair (standard, context) that a role requires which an assignment there
gives them that day, once however many roles require it. How it stands is what its timeline says of the day; a pair
without a row for the day is `not_held`. Nobody is left out for being away or new: these are counts, not compliance.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from standing.core.engine.arrays import as_columns
from standing.core.engine.catalogue import Pair, longest, number_of
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.layout import Column, Required
from standing.core.engine.kernel.questions import Asking, Stretches, Work, list_stops, tally
from standing.core.engine.running import make_room
from standing.core.rules.facts import Requirement
from standing.core.rules.status import COUNTING, NOT_HELD, STATUSES, Standing

_OTHERWISE = STATUSES.index(NOT_HELD)
_COUNTING = len(COUNTING)
"""The statuses that count come first among `STATUSES`."""
_ROOM = 1 << 16


@dataclass(frozen=True)
class Batch:
    """Some people: where they work, the rows of their timelines, and what each row says."""

    work: Work
    stretches: Stretches
    row: Callable[[int], tuple[str, date, Standing]]
    """The person, first day and standing of a row."""


class Timelines(Protocol):
    """Timelines of people who lie ready, with where they work."""

    @property
    def asked(self) -> "AskedOfRoles": ...

    @property
    def units(self) -> Sequence[str]:
        """The names of the units, by the numbers in `Batch.work`."""
        ...

    @property
    def compiled(self) -> bool:
        """Whether there are people enough for compiled code to be worth loading."""
        ...

    def check(self, first: date, last: date) -> None:
        """Raise `Refused` unless the timelines answer for all these days."""
        ...

    def batches(self, *, everyone: bool) -> Iterator[Batch]:
        """Everyone with timelines, some at a time, in order; with `everyone`, those who work and have none too."""
        ...


@dataclass(frozen=True)
class AskedOfRoles:
    """What roles require: the pairs, in order, and the numbers of those of each role, which has a number too."""

    pairs: tuple[Pair, ...]
    roles: Mapping[str, int]
    required: Required

    @classmethod
    def of(cls, requirements: Iterable[Requirement]) -> "AskedOfRoles":
        rows = list(requirements)
        pairs = tuple(sorted({(row.standard, row.context) for row in rows}))
        numbers = {pair: number for number, pair in enumerate(pairs)}
        roles = {role: number for number, role in enumerate(sorted({row.role for row in rows}))}
        columns = Required([0], [], [], [])
        for role in roles:
            for row in (row for row in rows if row.role == role):
                columns.pair.append(numbers[row.standard, row.context])
                columns.first.append(number_of(row.from_on))
                columns.end.append(number_of(row.to_on))
            columns.at.append(len(columns.pair))
        return cls(pairs, roles, columns)


Counts = dict[str, dict[str, list[int]]]
"""How many, by unit, status and place of the day."""
EVERY_UNIT = ""
"""The name of all units together."""


def counts_on(timelines: Timelines, days: Sequence[date], *, by_unit: bool) -> Counts:
    """How many pairs stand how on each of the days, which rise: by unit, or over all units, where a pair that is asked
    of somebody in two of them counts once. Units of which nothing is asked on any of the days are left out.
    """
    timelines.check(days[0], days[-1])
    units = list(timelines.units) if by_unit else [EVERY_UNIT]
    wide, compiled = len(days) + 1, timelines.compiled
    counts = make_room(len(units) * len(STATUSES) * wide, compiled=compiled)
    numbers = as_columns([number_of(day) for day in days], compiled=compiled)
    run = kernel(tally, compiled=compiled)
    for batch, required, asking, joined in _prepared(timelines, everyone=True):
        work = batch.work if by_unit else batch.work._replace(unit=_zeros(len(batch.work.unit), compiled))
        people = len(work.at) - 1
        run(
            required,
            work,
            batch.stretches,
            0,
            people,
            numbers,
            len(STATUSES),
            _OTHERWISE,
            asking,
            joined,
            counts,
        )
    found = {unit: _of_unit(counts, place, wide) for place, unit in enumerate(units)}
    return {unit: each for unit, each in found.items() if any(map(any, each.values()))}


def _of_unit(counts: Column, unit: int, wide: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, status in enumerate(STATUSES):
        begin, so_far, sums = (unit * len(STATUSES) + number) * wide, 0, []
        for place in range(begin, begin + wide - 1):
            so_far += int(counts[place])
            sums.append(so_far)
        found[status] = sums
    return found


class StopOfUnit(NamedTuple):
    """A pair asked of somebody in a unit counts up to the day before `first_day`, and stands so from then on."""

    unit: str
    person: str
    standard: str
    context: str
    first_day: date
    standing: Standing


def stops_in(timelines: Timelines, after: date, until: date) -> Iterator[StopOfUnit]:
    """What stops counting after one day, up to and including another, where it is asked for on the day it stops. A pair
    that counts again in between may stop twice. By person, standard and context; then by day within a unit.
    """
    timelines.check(after, until)
    run = kernel(list_stops, compiled=timelines.compiled)
    for batch, required, asking, joined in _prepared(timelines, everyone=False):
        rows, units = (make_room(_ROOM, compiled=timelines.compiled) for _ in range(2))
        person, people = 0, len(batch.work.at) - 1
        while person < people:
            person, count = run(
                required, batch.work, batch.stretches, person, people, _COUNTING,
                number_of(after), number_of(until), asking, joined, rows, units,
            )  # fmt: skip
            if not count and person < people:
                rows, units = (make_room(len(rows) * 4, compiled=timelines.compiled) for _ in range(2))
            for place in range(count):
                name, day, standing = batch.row(int(rows[place]))
                standard, context = timelines.asked.pairs[batch.stretches.pair[rows[place]]]
                yield StopOfUnit(timelines.units[units[place]], name, standard, context, day, standing)


def _prepared(timelines: Timelines, *, everyone: bool) -> Iterator[tuple[Batch, Required, Asking, Asking]]:
    """Each batch, what roles require, and room for whoever in it is asked most."""
    compiled = timelines.compiled
    required: Required = as_columns(timelines.asked.required, compiled=compiled)
    most = longest(timelines.asked.required.at)
    for batch in timelines.batches(everyone=everyone):
        length = longest(batch.work.at) * most
        asking, joined = (_room(length, compiled) for _ in range(2))
        ready = Batch(
            as_columns(batch.work, compiled=compiled),
            as_columns(batch.stretches, compiled=compiled),
            batch.row,
        )
        yield ready, required, asking, joined


def _room(length: int, compiled: bool) -> Asking:
    keys = make_room(length, large=True, compiled=compiled)
    return Asking(keys, *(_zeros(length, compiled) for _ in range(5)))


def _zeros(length: int, compiled: bool) -> Column:
    return make_room(length, compiled=compiled)
