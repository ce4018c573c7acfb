"""A stretch of a text that was found, and how stretches that lie over each other are settled."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from standing.core.guard.model import Kind


@dataclass(frozen=True)
class Span:
    """From one place of a text to another (half-open), and what stands there."""

    kind: Kind
    start: int
    end: int


_ORDER = {kind: place for place, kind in enumerate(Kind)}


def settled(spans: Iterable[Span]) -> list[Span]:
    """The stretches in the order of the text. Of two that lie over each other the surer kind stays: an NHS number
    before a telephone number, say.
    """
    taken: list[Span] = []
    for span in sorted(spans, key=lambda one: (_ORDER[one.kind], one.start)):
        place = bisect_left(taken, span.start, key=lambda one: one.start)
        beside = taken[max(0, place - 1) : place + 1]
        if all(span.end <= other.start or other.end <= span.start for other in beside):
            taken.insert(place, span)
    return taken


def before(text: str, place: int, length: int) -> str:
    """What stands just before a place, of the same line, in small letters."""
    return text[max(0, place - length) : place].rpartition("\n")[2].lower()


def after(text: str, place: int, length: int) -> str:
    """What stands just after a place, of the same line, in small letters."""
    return text[place : place + length].partition("\n")[0].lower()


def words(*some: str) -> re.Pattern[str]:
    """A pattern that finds any of these words whole, in small letters; each may be a pattern itself."""
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(some)})(?![a-z0-9])")


def listed(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(" ".join(lines).split())
