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


@dataclass(frozen=True)
class MarkBesides:
    """Whether one person has enough of what is asked besides, and how that is said. `last_day` is the last on which
    they have, where that is within 90 days, or had. `left_out` says why the mark is in no figure, or is empty.
    """

    person: Person
    met: bool
    last_day: date | None
    said: str
    left_out: str = ""

    @property
    def is_soon(self) -> bool:
        """Whether they have enough, and not for long."""
        return self.met and self.last_day is not None


@dataclass(frozen=True)
class ColumnBesides:
    """Something asked besides of several people: its name for good, its name for readers, what it asks, for which role
    profile, and a mark of each person of whom it is asked, in order. It has a figure of its own.
    """

    key: str
    name: str
    what: str
    by: str
    marks: tuple[MarkBesides, ...]

    @property
    def counting(self) -> int:
        """How many have enough."""
        return sum(mark.met for mark in self.marks if not mark.left_out)

    @property
    def of(self) -> int:
        """How many people the figure is over."""
        return sum(not mark.left_out for mark in self.marks)

    @property
    def lacking(self) -> tuple[MarkBesides, ...]:
        """Those in the figure who do not have enough."""
        return tuple(mark for mark in self.marks if not mark.met and not mark.left_out)


@dataclass(frozen=True)
class TeamBesides:
    """What is asked besides of the people of a team: person by person, and the table of its figures."""

    columns: tuple[ColumnBesides, ...]
    table: Table


class AsksBesides(Protocol):
    """An area that asks for something else than single standards. The assignments hold on the day, are read with their
    people and units, and may be seen by whoever is shown the answer.
    """

    def of_person(self, assignments: Collection[Assignment], at: date) -> Besides | None:
        """What it asks of one person on a day and how they stand; None where it asks nothing."""

    def of_team(self, assignments: Collection[Assignment], at: date) -> TeamBesides | None:
        """The same for several people."""

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


def besides_of_team(
    assignments: Collection[Assignment], at: date, known_on: date | None = None
) -> list[TeamBesides]:
    """The same for a team. A fixed number of queries."""
    found = [] if known_on else [part.of_team(assignments, at) for part in _taking_part]
    return [each for each in found if each is not None]


def columns_besides(assignments: Collection[Assignment], at: date) -> list[ColumnBesides]:
    """The columns of that, one after another, as known now."""
    return [column for each in besides_of_team(assignments, at) for column in each.columns]


def stops_besides(assignments: Collection[Assignment], after: date, until: date) -> list[StopBesides]:
    """Who stops having enough of what is asked besides after one day, up to and including another, as known now,
    soonest first. The assignments are read with their people and units, and may be seen.
    """
    found = [stop for part in _taking_part for stop in part.stops(assignments, after, until)]
    return sorted(found, key=lambda stop: stop.first_day)
