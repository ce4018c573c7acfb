"""What else is told on the page of a profile's version: by the areas above, which register themselves when ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from standing.areas.audit.actions import Actor


@dataclass(frozen=True)
class Section:
    """A part of the page: its title, the area's template that draws it, and what that draws it from (as
    `section.context`).
    """

    title: str
    template: str
    context: Mapping[str, Any]


class TellsBeside(Protocol):
    """An area that has something to tell of a version."""

    def sections(self, account: Actor, version_id: int) -> Iterable[Section]:
        """What it tells this account; nothing where there is nothing."""


_taking_part: list[TellsBeside] = []


def register(part: TellsBeside) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def sections(account: Actor, version_id: int) -> list[Section]:
    """What every area tells this account of a version, in the order of the areas."""
    return [one for part in _taking_part for one in part.sections(account, version_id)]
