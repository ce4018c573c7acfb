"""What is not done yet, as what it would make of the facts: for whoever asks how people would stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from standing.core.rules.known import Asked, PersonFacts


def _as_they_are(person: PersonFacts) -> PersonFacts:
    return person


@dataclass(frozen=True)
class World:
    """What would be asked of everyone, and what would be known of each person; `standards` are those in which anybody
    could stand otherwise. `left` are those who would work nowhere, by reference, each from a day on: nobody stands
    otherwise by that.
    """

    asked: Asked
    standards: frozenset[str]
    after: Callable[[PersonFacts], PersonFacts] = _as_they_are
    left: Mapping[str, date] = field(default_factory=dict)
