"""What a change that is not in force yet would do besides asking people: to rotas, say, which an area above knows.

It registers itself when its app is ready. What it answers is shown before the change is put into force.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from standing.areas.audit.actions import Actor
from standing.core.rules import facts

Shown = object
"""A table of the pages: what it is made of is for whoever makes it and for the page that shows it."""


class ChangesBesides(Protocol):
    """An area to which a change does something besides."""

    def of_changes(self, by: Actor, changes: Collection[facts.Change]) -> Shown | None:
        """What changes put into force would do, of what the account may see; None where they would do nothing."""


_taking_part: list[ChangesBesides] = []


def register(part: ChangesBesides) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def besides_of_changes(by: Actor, changes: Collection[facts.Change]) -> list[Shown]:
    """What changes would do besides, an area each."""
    found = [part.of_changes(by, changes) for part in _taking_part]
    return [table for table in found if table is not None]
