"""What is kept of each table about people: the numbers of its rows, once they are known to be facts.

The checks are those of `standing.core.rules.facts`, on whole columns. They say only whether everything is right; what
is wrong, and where, the row reader says.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from standing.core.engine.catalogue import Pair, Signing, day_of, number_of
from standing.core.engine.columnar.cells import (
    MISSING,
    NotPlain,
    Numbers,
    day_numbers,
    number_codes,
    text_codes,
    text_numbers,
)
from standing.core.engine.columnar.people import PeopleTable
from standing.core.engine.kernel.layout import EVERY, FIRST, MET, OPEN, REVOKED
from standing.core.rules.days import add_months
from standing.core.rules.facts import LONGEST_EXPIRY_MONTHS, OUTCOMES

MOST_STANDARDS, MOST_CONTEXTS = 1 << 16, 1 << 14
"""How many of each the numbers of a decision have room for."""
GIVEN = 1 << 24
"""Set in the day decided where the days of a decision are given too: those lie in a table of their own, `days`."""
_SURELY_IN_TEN_YEARS = 3650

Laid = Iterator[tuple[str, list[Numbers]]]
"""Columns to be laid aside under a name, the person first."""


class TooMany(Exception):
    """More names than the numbers have room for."""


@dataclass
class Coding:
    """The names met so far and their numbers: standards are known beforehand, in order; others numbered as they come.

    `subjects`, `populations` and `roles` are those that anything is asked of; rows about others are let go.
    """

    standards: dict[str, int]
    subjects: frozenset[str]
    populations: dict[str, int]
    roles: dict[str, int]
    people: PeopleTable
    contexts: dict[str, int] = field(default_factory=lambda: {"": 0})
    kinds: dict[Signing, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    decided: npt.NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        if len(self.standards) > MOST_STANDARDS:
            raise TooMany
        self.decided = np.zeros((max(1, len(self.standards)), 16), dtype=bool)

    def decided_pairs(self) -> set[Pair]:
        """The pairs that decisions name."""
        standards, contexts = list(self.standards), list(self.contexts)
        return {(standards[one], contexts[other]) for one, other in np.argwhere(self.decided).tolist()}

    def note_pairs(self, standards: Numbers, contexts: Numbers) -> None:
        """Note which pairs decisions name."""
        if len(self.contexts) > MOST_CONTEXTS:
            raise TooMany
        if len(self.contexts) > self.decided.shape[1]:
            wider = np.zeros((len(self.decided), len(self.contexts) * 2), dtype=bool)
            wider[:, : self.decided.shape[1]] = self.decided
            self.decided = wider
        self.decided[standards, contexts] = True


@dataclass(frozen=True)
class Cells:
    """A batch of rows of a table, column by column. Every method raises `NotPlain` for what is not plainly right."""

    table: str
    batch: pa.RecordBatch
    coding: Coding

    def people(self) -> Numbers:
        return self.coding.people.numbers(self.batch.column("person"))

    def day(self, name: str) -> Numbers:
        """A column of days that must be given."""
        days = day_numbers(self.batch.column(name))
        require(days < OPEN)
        return days

    def maybe_day(self, name: str) -> Numbers:
        """A column of days that may be empty, or missing: `OPEN` where there is none."""
        if name not in self.batch.schema.names:
            return np.full(len(self.batch), OPEN, dtype=np.int32)
        return day_numbers(self.batch.column(name))

    def text(self, name: str, number: Callable[[str], int], *, missing: int | None = None) -> Numbers:
        """A column of text by number; `missing` stands for an empty cell where there may be one."""
        if missing is not None and name not in self.batch.schema.names:
            return np.full(len(self.batch), missing, dtype=np.int32)
        return text_numbers(self.batch.column(name), number, missing)

    def standards(self, *, missing: int | None = None) -> Numbers:
        """The standards. One that has no row is noted, and refused when everything has been read."""
        return self.text("standard", self._standard, missing=missing)

    def _standard(self, name: str) -> int:
        if name not in self.coding.standards:
            self.coding.unknown.add(self.table)
        return self.coding.standards.get(name, 0)

    def signings(self) -> Numbers:
        """The kinds of signature; `MISSING` for one that signs nothing that is asked."""
        subjects, names = text_codes(self.batch.column("subject"))
        versions, values = number_codes(self.batch.column("version"))
        require((subjects >= 0) & (versions >= 0))
        if None in names or None in values:
            raise NotPlain
        both = subjects.astype(np.int64) * len(values) + versions
        found, places = _different(both, len(names) * len(values))
        kinds = [self._kind((names[one // len(values)], values[one % len(values)])) for one in found.tolist()]
        return np.array(kinds, dtype=np.int32)[places]

    def _kind(self, kind: Any) -> int:
        if kind[0] not in self.coding.subjects:
            return MISSING
        return self.coding.kinds.setdefault(kind, len(self.coding.kinds))

    def known(self, known_on: date | None) -> npt.NDArray[np.bool_] | None:
        """Which rows are known on a day, or now; none if all are (rules, part 2)."""
        recorded, retracted = self.maybe_day("recorded_on"), self.maybe_day("retracted_on")
        if known_on is None:
            known = retracted == OPEN
        else:
            day = number_of(known_on)
            known = ((recorded == OPEN) | (recorded <= day)) & (retracted > day)
        return None if known.all() else known


def _different(numbers: Any, below: int) -> tuple[Any, Any]:
    """The different numbers, in order, of numbers that are all below another; and the place of each among them."""
    if below > len(numbers):
        return np.unique(numbers, return_inverse=True)
    there = np.bincount(numbers, minlength=below) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]


def require(right: npt.NDArray[np.bool_]) -> None:
    """Raise `NotPlain` unless all is right."""
    if not right.all():
        raise NotPlain


def decisions(cells: Cells) -> Laid:
    """Decisions, and apart from them the days of those that give more than the day they were made."""
    person, standard = cells.people(), cells.standards()
    contexts = cells.coding.contexts
    context = cells.text("context", lambda name: contexts.setdefault(name, len(contexts)), missing=0)
    outcome = cells.text("outcome", _outcome)
    decided, held = cells.day("decided_on"), cells.maybe_day("held_from")
    practice, expires = cells.maybe_day("practice_as_of"), cells.maybe_day("expires_on")
    require((held >= decided) & ((held == OPEN) | (outcome != REVOKED)))
    require((practice == OPEN) | (practice <= decided))
    require((expires == OPEN) | ((outcome == MET) & (expires >= decided)))
    late = (expires != OPEN) & (expires - decided > _SURELY_IN_TEN_YEARS)
    if late.any():
        _check_ten_years(decided[late], expires[late])
    cells.coding.note_pairs(standard, context)
    what = (standard.astype(np.int64) * MOST_CONTEXTS + context) * len(OUTCOMES) + outcome
    given = (held != OPEN) | (practice != OPEN) | (expires != OPEN)
    made = decided - FIRST + np.where(given, GIVEN, 0).astype(np.int32)
    yield "decisions", [person, what.astype(np.uint32).view(np.int32), made]
    yield (
        "days",
        [
            np.where(given, person, MISSING).astype(np.int32),
            np.where(held == OPEN, decided, held),
            np.where(practice == OPEN, decided, practice),
            expires,
        ],
    )


def _outcome(name: str) -> int:
    if name not in OUTCOMES:
        raise NotPlain
    return OUTCOMES.index(name)


def _check_ten_years(decided: Numbers, expires: Numbers) -> None:
    for number in np.unique(decided).tolist():
        day = day_of(number)
        assert day is not None
        latest = number_of(add_months(day, LONGEST_EXPIRY_MONTHS))
        require(expires[decided == number] <= latest)


def signatures(cells: Cells) -> Laid:
    """Signatures of what is asked."""
    person, kind = cells.people(), cells.signings()
    yield "signatures", [np.where(kind == MISSING, MISSING, person), kind, cells.day("signed_on")]


def _periods(cells: Cells, about: Numbers, first: str = "from", end: str = "to") -> list[Numbers]:
    person, begins, ends = cells.people(), cells.day(first), cells.maybe_day(end)
    require(ends >= begins)
    return [person, about, begins, ends]


def absences(cells: Cells) -> Laid:
    """Absences."""
    yield "absences", _periods(cells, np.zeros(len(cells.batch), dtype=np.int32))


def suspensions(cells: Cells) -> Laid:
    """Suspensions, of a standard or of all."""
    yield "suspensions", _periods(cells, cells.standards(missing=EVERY))


def claims(cells: Cells) -> Laid:
    """Claims."""
    yield "claims", _periods(cells, cells.standards(), "opened_on", "closed_on")


def members(cells: Cells) -> Laid:
    """Memberships of populations that something is asked of."""
    yield "members", _asked_of(cells, "population", cells.coding.populations)


def assignments(cells: Cells) -> Laid:
    """Assignments to roles that require something."""
    cells.text("unit", lambda name: 0)
    yield "assignments", _asked_of(cells, "role", cells.coding.roles)


_NOT_ASKED = 1 << 30


def _asked_of(cells: Cells, name: str, numbers: dict[str, int]) -> list[Numbers]:
    about = cells.text(name, lambda value: numbers.get(value, _NOT_ASKED))
    columns = _periods(cells, about)
    return [np.where(about == _NOT_ASKED, MISSING, columns[0]), *columns[1:]]


READ: dict[str, tuple[Callable[[Cells], Laid], dict[str, int]]] = {
    "assignments": (assignments, {"assignments": 4}),
    "decisions": (decisions, {"decisions": 3, "days": 4}),
    "members": (members, {"members": 4}),
    "signatures": (signatures, {"signatures": 3}),
    "absences": (absences, {"absences": 4}),
    "suspensions": (suspensions, {"suspensions": 4}),
    "claims": (claims, {"claims": 4}),
}
"""Each table about people: what reads a batch of it, and what is laid aside of it, with how many columns."""
