"""What is said beside the prompts when evidence is added: by the areas above, which register themselves when ready."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person


class SaysBeside(Protocol):
    """An area that has something to say to whoever adds evidence."""

    def sentences(self, account: Actor, person: Person, standard: str) -> Iterable[str]:
        """What it says of a standard to somebody who adds evidence of this person; nothing where there is nothing."""


_taking_part: list[SaysBeside] = []


def register(part: SaysBeside) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def sentences(account: Actor, person: Person, standard: str) -> list[str]:
    """What every area says, in the order of the areas."""
    return [one for part in _taking_part for one in part.sentences(account, person, standard)]
