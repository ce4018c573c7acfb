"""What is not done yet, as what it would make of the facts: for whoever asks how people would stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standing.core.rules.known import Asked, PersonFacts


def _as_they_are(person: PersonFacts) -> PersonFacts:
    return person


@dataclass(frozen=True)
class World:
    """What would be asked of everyone, and what would be known of each person; `standards` are those in which anybody
    could stand otherwise.
    """

    asked: Asked
    standards: frozenset[str]
    after: Callable[[PersonFacts], PersonFacts] = _as_they_are
