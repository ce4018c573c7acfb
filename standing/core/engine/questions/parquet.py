"""Timelines in Parquet files, as `standing evaluate` writes them, of a nation's size: read a million rows at a time."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute

from standing.core.engine.columnar.batch import Source
from standing.core.engine.columnar.cells import Numbers, day_numbers
from standing.core.engine.kernel.layout import OPEN
from standing.core.engine.kernel.questions import Stretches
from standing.core.engine.questions.answer_files import AnswerFiles
from standing.core.engine.questions.asking import AskedOfRoles, Batch
from standing.core.engine.questions.working import Working
from standing.core.engine.refused import Refused
from standing.core.engine.tables import TABLES
from standing.core.rules.facts import Requirement, is_known
from standing.core.rules.status import STATUSES, Standing

_STATUS_NUMBERS = {status: number for number, status in enumerate(STATUSES)}
_NOBODY: Numbers = np.zeros(0, dtype=np.int32)


class ParquetTimelines:
    """A file of answers, or a folder of such files, with the facts they were answered from. Raises `Refused` where they
    are not what `standing evaluate` writes, or the facts are not facts.
    """

    compiled = True

    def __init__(self, answers: Path, facts: Source) -> None:
        self._files = AnswerFiles(answers)
        known_on = self._files.about.known_on
        self.asked = AskedOfRoles.of(_requirements(facts, known_on))
        self._working = Working.of(facts, known_on, self.asked.roles)
        self.units = self._working.units
        self._standards = _numbers_of(standard for standard, _ in self.asked.pairs)
        self._contexts = _numbers_of(context for _, context in self.asked.pairs)

    def check(self, first: date, last: date) -> None:
        """Raise `Refused` unless the files answer for all these days."""
        self._files.about.check(self._files.name, first, last)

    def batches(self, *, everyone: bool) -> Iterator[Batch]:
        """The people of each million of rows; last, with `everyone`, those who have no row."""
        seen = np.zeros(len(self._working.people), dtype=bool)
        for table in self._files.whole_people():
            names, at = _people_of(table)
            known, places = self._working.find(names)
            if (
                not compute.all(compute.less(names[:-1], names[1:]), min_count=0).as_py()
                or seen[places].any()
            ):
                raise self._not_in_order()
            seen[places] = True
            yield self._batch(table, at, known, places)
        if everyone:
            places = np.flatnonzero(~seen)
            nowhere: Numbers = np.zeros(len(places) + 1, dtype=np.int32)
            none = Stretches(nowhere, _NOBODY, _NOBODY, _NOBODY, _NOBODY)
            yield Batch(self._working.of_people(places), none, _no_row)

    def _batch(self, table: pa.Table, at: Numbers, known: Numbers, places: Numbers) -> Batch:
        """The rows of those whose place among the people of the table is `known`, and who are at `places` among who
        works: those of pairs that some role requires, on some day.
        """
        pair, first = self._pairs(table), day_numbers(table.column("from").chunk(0))
        works = np.zeros(len(at) - 1, dtype=bool)
        works[known] = True
        kept = np.flatnonzero((pair >= 0) & (first < OPEN) & np.repeat(works, np.diff(at)))
        begins: Numbers = np.append(np.searchsorted(kept, at[known]), len(kept)).astype(np.int32)
        rows = Stretches(
            begins,
            pair[kept],
            first[kept],
            day_numbers(table.column("to").chunk(0))[kept],
            _numbers(table, "status", _STATUS_NUMBERS)[kept],
        )
        self._check(rows)
        return Batch(self._working.of_people(places), rows, lambda place: _row(table, int(kept[place])))

    def _pairs(self, table: pa.Table) -> Numbers:
        """The number of the pair of each row; -1 for one that no role requires."""
        numbers = np.full((len(self._standards) + 1, len(self._contexts) + 1), -1, dtype=np.int32)
        for number, (standard, context) in enumerate(self.asked.pairs):
            numbers[self._standards[standard], self._contexts[context]] = number
        found: Numbers = numbers[
            _numbers(table, "standard", self._standards), _numbers(table, "context", self._contexts)
        ]
        return found

    def _check(self, rows: Stretches) -> None:
        """Refuse rows that are not in the order of an answer, or of a status that there is not."""
        key = np.asarray(rows.pair, dtype=np.int64) << 23 | np.asarray(rows.first) + (1 << 20)
        same = np.ones(len(key), dtype=bool)
        same[np.asarray(rows.at)[:-1][np.diff(rows.at) > 0]] = False
        if (same[1:] & (key[1:] <= key[:-1])).any() or (np.asarray(rows.status) < 0).any():
            raise self._not_in_order()

    def _not_in_order(self) -> Refused:
        return Refused(
            [
                (
                    f"{self._files.name}: found rows that are not as standing evaluate writes them, "
                    "expected each person once, by standard, context and first day, with a status"
                )
            ]
        )


def _requirements(facts: Source, known_on: date | None) -> list[Requirement]:
    rows = list(facts.located(TABLES["requirements"]))
    faults = [row for row in rows if isinstance(row, str)]
    if faults:
        raise Refused(faults)
    return [row.fact for row in rows if not isinstance(row, str) and is_known(row.fact, known_on)]


def _numbers_of(names: Iterator[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _numbers(table: pa.Table, name: str, numbers: Mapping[str, int]) -> Numbers:
    """The number of each cell's text; -1 for one that has none."""
    column = table.column(name).chunk(0)
    of_places = np.array([numbers.get(text, -1) for text in column.dictionary.to_pylist()], dtype=np.int32)
    found: Numbers = of_places[column.indices.to_numpy(zero_copy_only=False)]
    return found


def _people_of(table: pa.Table) -> tuple[pa.Array, Numbers]:
    """The names of the people of the rows, as they come, and where the rows of each begin, with the end of all."""
    column = table.column("person").chunk(0)
    codes = column.indices.to_numpy(zero_copy_only=False)
    begins = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    return column.dictionary.take(pa.array(codes[begins])), np.append(begins, len(codes))


def _row(table: pa.Table, place: int) -> tuple[str, date, Standing]:
    row = {name: table.column(name)[place].as_py() for name in table.column_names}
    reasons = tuple(row["reasons"].split("|")) if row["reasons"] else ()
    return row["person"], row["from"], Standing(row["status"], reasons, row["expires_on"])


def _no_row(place: int) -> tuple[str, date, Standing]:
    raise AssertionError(place)
