"""What else is told on the page of a standard of our own: by the areas above, which register themselves when ready."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from standing.areas.audit.actors import Actor


class TellsBeside(Protocol):
    """An area that has something to tell of a standard."""

    def sentences(self, account: Actor, standard: str) -> Iterable[str]:
        """What it tells this account of a standard, by its id; nothing where there is nothing."""


_taking_part: list[TellsBeside] = []


def register(part: TellsBeside) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def sentences(account: Actor, standard: str) -> list[str]:
    """What every area tells, in the order of the areas."""
    return [one for part in _taking_part for one in part.sentences(account, standard)]
