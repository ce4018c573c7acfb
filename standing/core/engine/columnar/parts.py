"""One part of the workforce: the rows laid aside of it as the kernel's columns."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from standing.core.engine.catalogue import Compiled
from standing.core.engine.columnar.cells import Numbers
from standing.core.engine.columnar.people import PeopleInParts
from standing.core.engine.columnar.spool import Spool
from standing.core.engine.columnar.tables import GIVEN, MOST_CONTEXTS, READ, Coding
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.grouping import group
from standing.core.engine.kernel.layout import EVERY, FIRST, OPEN, Decisions, People, Signatures, Spans
from standing.core.rules.facts import OUTCOMES


@dataclass(frozen=True)
class Final:
    """The numbers that the names have in the compiled catalogue, by those they were given as they came."""

    pairs: Numbers
    kinds: Numbers
    standards: Numbers
    """The last place stands for all standards."""
    populations: Numbers

    @classmethod
    def of(cls, coding: Coding, compiled: Compiled) -> "Final":
        pairs = np.zeros((len(coding.standards), len(coding.contexts)), dtype=np.int32)
        for (standard, context), number in compiled.pair_numbers.items():
            if context in coding.contexts:
                pairs[coding.standards[standard], coding.contexts[context]] = number
        kinds = np.full(len(coding.kinds), -1, dtype=np.int32)
        for kind, number in compiled.kind_numbers.items():
            kinds[coding.kinds[kind]] = number
        # A standard that no pair names bears on nothing: it becomes a number that no standard has.
        standards = np.full(len(coding.standards) + 1, len(compiled.standards), dtype=np.int32)
        for standard, number in compiled.standard_numbers.items():
            standards[coding.standards[standard]] = number
        standards[-1] = EVERY
        # So does a population whose changes ask nothing, or are to standards that no pair names.
        populations = np.full(len(coding.populations), len(compiled.populations), dtype=np.int32)
        for population, number in compiled.population_numbers.items():
            populations[coding.populations[population]] = number
        return cls(pairs, kinds, standards, populations)


def part_of(spool: Spool, people: PeopleInParts, final: Final, part: int) -> tuple[pa.Array, People]:
    """The names of the people of a part, in order, and their facts."""
    names = people.names_of(part)
    take = _Taking(spool, part, people.places, len(names))
    return names, People(
        _decisions(take, final),
        _signatures(take, final),
        take.spans("absences"),
        take.spans("suspensions", final.standards),
        take.spans("claims", final.standards),
        take.spans("members", final.populations),
        take.spans("assignments"),
    )


@dataclass(frozen=True)
class _Taking:
    spool: Spool
    part: int
    places: Numbers
    people: int

    def table(self, name: str) -> tuple[Numbers, list[Numbers]]:
        """Where each person's rows begin, and the other columns, grouped by person."""
        columns = self.spool.take(name, self.part, _WIDTHS[name])
        return self.grouped(self.places.take(columns[0]), columns[1:])

    def grouped(self, person: Numbers, columns: list[Numbers]) -> tuple[Numbers, list[Numbers]]:
        at = np.zeros(self.people + 1, dtype=np.int32)
        order = np.empty(len(person), dtype=np.intp)
        kernel(group, compiled=True)(person, at, order)
        order = order[: at[-1]]
        return at, [column.take(order) for column in columns]

    def spans(self, name: str, numbers: Numbers | None = None) -> Spans:
        at, (about, first, end) = self.table(name)
        return Spans(at, about if numbers is None else numbers[about], first, end)


_WIDTHS = {name: width for _, widths in READ.values() for name, width in widths.items()}


def _decisions(take: _Taking, final: Final) -> Decisions:
    person, what, made = take.spool.take("decisions", take.part, 3)
    _, *days = take.spool.take("days", take.part, 4)
    given = made >= GIVEN
    decided = (made & GIVEN - 1) + FIRST
    held, practice = decided.copy(), decided.copy()
    expires = np.full(len(decided), OPEN, dtype=np.int32)
    held[given], practice[given], expires[given] = days
    numbers = what.view(np.uint32)
    outcome = (numbers % len(OUTCOMES)).astype(np.int32)
    numbers = numbers // len(OUTCOMES)
    pair = final.pairs[numbers // MOST_CONTEXTS, numbers % MOST_CONTEXTS]
    at, columns = take.grouped(take.places.take(person), [pair, outcome, decided, held, practice, expires])
    return Decisions(at, *columns)


def _signatures(take: _Taking, final: Final) -> Signatures:
    person, kind, signed = take.spool.take("signatures", take.part, 3)
    kind = final.kinds[kind] if len(kind) else kind
    person = np.where(kind < 0, -1, take.places.take(person)) if len(kind) else person
    at, columns = take.grouped(person, [kind, signed])
    return Signatures(at, *columns)
