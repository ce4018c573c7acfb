"""What is asked of people besides standards by themselves: groups of standards, which an area above knows.

It registers itself when its app is ready. What it answers is shown beside the figures of compliance, never in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from standing.areas.people.models import Person, Unit
from standing.areas.record.models import Assignment
from standing.core.rules.days import add_days
from standing.site.components.lists import Table


@dataclass(frozen=True)
class Besides:
    """What is asked of one person besides: how they stand, in a sentence and as a table, what they lack, and what they
    have and are about to lose.
    """

    words: str
    table: Table
    lacking: tuple[str, ...] = ()
    soon: tuple[str, ...] = ()


@dataclass(frozen=True)
class StopBesides:
    """Somebody has enough of what is asked besides up to the day before `first_day`, unless somebody acts.

    `what` says what is asked, `by` for which role profile, `standards` are those of which some are enough, by id, and
    `units` where the person works in the role that day.
    """

    person: Person
    units: tuple[Unit, ...]
    what: str
    by: str
    standards: tuple[str, ...]
    first_day: date
    why: str

    @property
    def last_day(self) -> date:
        """The last day on which they have enough."""
        return add_days(self.first_day, -1)


class AsksBesides(Protocol):
    """An area that asks for something else than single standards. The assignments hold on the day, are read with their
    people, and may be seen by whoever is shown the table.
    """

    def of_person(self, assignments: Collection[Assignment], at: date) -> Besides | None:
        """What it asks of one person on a day and how they stand; None where it asks nothing."""

    def of_team(self, assignments: Collection[Assignment], at: date) -> Table | None:
        """The same for several people, in numbers."""

    def stops(self, assignments: Collection[Assignment], after: date, until: date) -> Iterable[StopBesides]:
        """Who, while these assignments last, stops having enough after one day, up to and including another, soonest
        first; a fixed number of queries.
        """


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


def stops_besides(assignments: Collection[Assignment], after: date, until: date) -> list[StopBesides]:
    """Who stops having enough of what is asked besides after one day, up to and including another, as known now,
    soonest first. The assignments are read with their people and units, and may be seen.
    """
    found = [stop for part in _taking_part for stop in part.stops(assignments, after, until)]
    return sorted(found, key=lambda stop: stop.first_day)
