"""What is asked of people besides standards by themselves: groups of standards, which an area above knows.

It registers itself when its app is ready. What it answers is shown beside the figures of compliance, never in them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from standing.areas.record.models import Assignment
from standing.site.components.lists import Table


@dataclass(frozen=True)
class Besides:
    """What is asked of one person besides: how they stand, in a sentence and as a table, and what they lack."""

    words: str
    table: Table
    lacking: tuple[str, ...] = ()


class AsksBesides(Protocol):
    """An area that asks for something else than single standards. The assignments hold on the day, are read with their
    people, and may be seen by whoever is shown the table.
    """

    def of_person(self, assignments: Collection[Assignment], at: date) -> Besides | None:
        """What it asks of one person on a day and how they stand; None where it asks nothing."""

    def of_team(self, assignments: Collection[Assignment], at: date) -> Table | None:
        """The same for several people, in numbers."""


_taking_part: list[AsksBesides] = []


def register(part: AsksBesides) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def besides_of_person(assignments: Collection[Assignment], at: date, known_on: date | None) -> list[Besides]:
    """What else is asked of a person on a day. As known on a past day it is not known, and nothing is said."""
    found = [] if known_on else [part.of_person(assignments, at) for part in _taking_part]
    return [each for each in found if each is not None]


def besides_of_team(assignments: Collection[Assignment], at: date, known_on: date | None) -> list[Table]:
    """The same for a team, in numbers."""
    found = [] if known_on else [part.of_team(assignments, at) for part in _taking_part]
    return [table for table in found if table is not None]
