"""What is not done yet would do besides asking people: to rotas, say, which an area above knows.

It registers itself when its app is ready. What it answers is shown before anything is done: on the page of a change,
and in a rehearsal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from standing.areas.audit.actions import Actor
from standing.areas.record.loading import load_asked
from standing.areas.record.worlds import World
from standing.core.rehearsing.worlds import with_changes
from standing.core.rules import facts

Shown = object
"""A table of the pages: what it is made of is for whoever makes it and for the page that shows it."""


@dataclass(frozen=True)
class Shortfall:
    """Something that has enough people who count in a standard and would not: what, where and on which day; how many
    count now, how many would, and of how many that are asked for.
    """

    what: str
    unit: str
    on: date
    standard: str
    context: str
    has: int
    would_have: int
    at_least: int


class ChangesBesides(Protocol):
    """An area to which what is done does something besides. It answers of what the account may see."""

    def of_world(self, by: Actor, world: World) -> Shown | None:
        """What it would do in the weeks to come, as a table; None where it would do nothing."""

    def shortfalls(self, by: Actor, world: World, until: date) -> list[Shortfall]:
        """What would fall short up to and including a day, in order of days."""


_taking_part: list[ChangesBesides] = []


def register(part: ChangesBesides) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def besides_of_changes(by: Actor, changes: Collection[facts.Change]) -> list[Shown]:
    """What changes put into force would do besides, an area each."""
    standards = frozenset(change.standard for change in changes)
    world = World(with_changes(load_asked(), changes), standards)
    found = [part.of_world(by, world) for part in _taking_part]
    return [table for table in found if table is not None]


def shortfalls_of(by: Actor, world: World, until: date) -> list[Shortfall]:
    """What would fall short in a world up to and including a day, of what the account may see."""
    return [one for part in _taking_part for one in part.shortfalls(by, world, until)]
