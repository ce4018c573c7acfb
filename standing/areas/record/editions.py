"""What is said of an edition that was replaced to whoever works towards it: by the area of revisions, which lies above
and registers itself. The record, and those who keep claims, know of no revision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from standing.areas.record.models import Claim
from standing.areas.refusals import Refused


@dataclass(frozen=True)
class Replaced:
    """That what somebody works towards was replaced, in words to them, and the page on which they can go on."""

    words: str
    href: str


class Editions(Protocol):
    """An area that knows which editions were replaced."""

    def why_not_begun(self, standard: str, on: date) -> str:
        """Why nobody may begin to work towards a standard on a day, in words; empty where they may."""

    def replaced(self, claim: Claim) -> Replaced | None:
        """What is said of an open claim on an edition that was replaced; none for any other."""


_registered: list[Editions] = []


def register(editions: Editions) -> None:
    """An area above calls this when it is ready."""
    _registered.append(editions)


def check_may_begin(standard: str, on: date, *, field: str = "standard") -> None:
    """Raises `Refused` where the last day to begin towards a standard is over."""
    for each in _registered:
        if why := each.why_not_begun(standard, on):
            raise Refused(why, field=field)


def replaced(claim: Claim | None) -> Iterator[Replaced]:
    """What is said of an open claim on an edition that was replaced."""
    if claim is None:
        return
    for each in _registered:
        found = each.replaced(claim)
        if found is not None:
            yield found
