"""Who works where, as columns: the assignments of a folder of facts, by person."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from pyarrow import compute

from standing.core.engine.columnar.batch import Source, canonical_batches
from standing.core.engine.columnar.cells import MISSING, NotPlain, Numbers
from standing.core.engine.columnar.people import PeopleTable
from standing.core.engine.columnar.tables import Cells, Coding, require
from standing.core.engine.kernel.questions import Work
from standing.core.engine.tables import TABLES

_ASSIGNMENTS = TABLES["assignments"]
_UNIT, _ROLE, _FIRST, _END = range(4)


@dataclass(frozen=True)
class Working:
    """The assignments, known on a day, to roles that require something: those of the person `people[p]`, in order of
    the names, are the rows from `at[p]` to `at[p + 1]`.
    """

    people: pa.Array
    at: Numbers
    columns: list[Numbers]
    units: tuple[str, ...]

    @classmethod
    def of(cls, source: Source, known_on: date | None, roles: Mapping[str, int]) -> "Working":
        """Read them. Raises `Refused` where one is no fact."""
        try:
            return cls._read(source.batches(_ASSIGNMENTS), known_on, roles)
        except NotPlain:
            return cls._read(canonical_batches(source, _ASSIGNMENTS), known_on, roles)

    @classmethod
    def _read(
        cls, batches: Iterable[pa.RecordBatch], known_on: date | None, roles: Mapping[str, int]
    ) -> "Working":
        coding = Coding({}, frozenset(), {}, dict(roles), PeopleTable(1))
        units: dict[str, int] = {}
        parts = [[np.zeros(0, dtype=np.int32) for _ in range(5)]]
        for batch in batches:
            cells = Cells(_ASSIGNMENTS.name, batch, coding)
            person, unit = cells.people(), cells.text("unit", lambda name: units.setdefault(name, len(units)))
            role = cells.text("role", lambda name: roles.get(name, MISSING))
            first, end = cells.day("from"), cells.maybe_day("to")
            require(end >= first)
            kept, known = role != MISSING, cells.known(known_on)
            kept = kept if known is None else kept & known
            parts.append([column[kept] for column in (person, unit, role, first, end)])
        person, *columns = (np.concatenate(column) for column in zip(*parts, strict=True))
        people = coding.people.in_parts()
        names, places = people.names_of(0), people.places
        order = np.argsort(places[person], kind="stable")
        at = np.append(0, np.cumsum(np.bincount(places[person], minlength=len(names))))
        return cls(names, at, [column[order] for column in columns], tuple(units))

    def find(self, names: pa.Array) -> tuple[Numbers, Numbers]:
        """Which of some names, in order, work somewhere, and their places among the people."""
        low = bisect_left(self.people, _bytes(names[0]), key=_bytes)
        high = bisect_right(self.people, _bytes(names[-1]), key=_bytes)
        among = self.people[low:high]
        found = compute.fill_null(compute.index_in(names, among), -1).to_numpy(zero_copy_only=False)
        known = np.flatnonzero(found >= 0)
        return known, found[known] + low

    def of_people(self, places: Numbers) -> Work:
        """The assignments of some of the people."""
        lengths = self.at[places + 1] - self.at[places]
        at: Numbers = np.append(0, np.cumsum(lengths)).astype(np.int32)
        rows = np.repeat(self.at[places] - at[:-1], lengths) + np.arange(at[-1])
        taken = [column[rows] for column in self.columns]
        return Work(at, taken[_UNIT], taken[_ROLE], taken[_FIRST], taken[_END])


def _bytes(name: pa.Scalar) -> bytes:
    text: str = name.as_py()
    return text.encode()
