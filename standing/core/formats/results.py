"""What every reader answers: the records, each repair it made, and each problem it left for a person.

A reader never prints, guesses or drops. What it could put right without doubt is a `Repair`; everything else that is odd
is a `Problem` with what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Record = TypeVar("Record", covariant=True)


@dataclass(frozen=True)
class Repair:
    """Something put right while reading: where (`file:line`), what, and the text before and after."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Problem:
    """Something odd that a person must look at: where (`file:line`), what was found, and what to do."""

    where: str
    what: str
    do: str


@dataclass(frozen=True)
class Reading(Generic[Record]):
    """The answer of a reader. `refused` means nothing could be read: there are no records, and a problem says why."""

    format: str
    records: tuple[Record, ...]
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True when nothing at all was read."""
        return not self.records


def where(file: str, line: int) -> str:
    """The place of a line, counted from 1, as messages name it: `file:line`."""
    return f"{file}:{line}"
