"""What every reader answers: the records, each repair it made, and each problem it left for a person.

A reader never prints, guesses or drops. What it could put right without doubt is a `Repair`; everything else
that is odd is a `Problem` with what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Record_co = TypeVar("Record_co", covariant=True)
Mention = TypeVar("Mention", "Repair", "Problem")


@dataclass(frozen=True)
class Repair:
    """Something put right while reading: where (`file:line`), what, and the text before and after."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Problem:
    """Something odd that a person must look at: where (`file:line`), what was found, and what to do.

    It `refuses` the whole file unless what was read can be taken as it is, and a person decides something
    later.
    """

    where: str
    what: str
    do: str
    refuses: bool = True


@dataclass(frozen=True)
class Reading(Generic[Record_co]):
    """The answer of a reader. `refused` means nothing could be read: there are no records, and a problem says
    why.
    """

    format: str
    records: tuple[Record_co, ...]
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True when nothing at all was read."""
        return not self.records


@dataclass
class Findings:
    """The repairs and problems of one file while it is read; places are given by line."""

    file: str
    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def repair(self, line: int, what: str, before: str, after: str) -> None:
        """Notes something put right."""
        self.repairs.append(Repair(where(self.file, line), what, before, after))

    def problem(self, line: int, what: str, do: str) -> None:
        """Notes something for a person to look at."""
        self.problems.append(Problem(where(self.file, line), what, do))


def where(file: str, line: int) -> str:
    """The place of a line, counted from 1, as messages name it: `file:line`."""
    return f"{file}:{line}"


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Repairs or problems in the order of their lines."""
    return tuple(sorted(mentions, key=lambda mention: int(mention.where.rpartition(":")[2])))
