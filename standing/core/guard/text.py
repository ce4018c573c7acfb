"""Looks through a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from standing.core.guard.births import births
from standing.core.guard.model import LIMITS, Finding, Kind, Limits, masked
from standing.core.guard.names import names
from standing.core.guard.numbers import emails, hospital_numbers, nhs_numbers, telephones
from standing.core.guard.postcodes import postcodes
from standing.core.guard.spans import Span, settled

_END = re.compile("\n")
_FINDERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    nhs_numbers,
    births,
    postcodes,
    hospital_numbers,
    names,
    emails,
    telephones,
)


def spans_in(text: str) -> list[Span]:
    """The stretches of a text that look like identifiable data, in its order, none over another."""
    return settled(span for finder in _FINDERS for span in finder(text))


def find_in_text(text: str, *, where: str = "", limits: Limits = LIMITS) -> tuple[Finding, ...]:
    """What in a text looks like data that identify somebody who uses services. `where` is what the reader calls the
    text ("Reflection"); of a text of several lines each finding says its line.

    It finds much and not all; nothing found does not mean that nothing is there.
    """
    looked = text[: limits.characters]
    ends = [place.start() for place in _END.finditer(looked)] if "\n" in looked.strip() else None
    found = [
        Finding(span.kind, _place(span, where, ends), masked(looked[span.start : span.end]))
        for span in spans_in(looked)
    ]
    if len(text) > limits.characters:
        rest = f"the text after its first {limits.characters:,} characters was not looked into"
        found.append(Finding(Kind.NOT_LOOKED_INTO, where, rest))
    return tuple(dict.fromkeys(found))


def _place(span: Span, where: str, ends: list[int] | None) -> str:
    """Where a finding stands: with its line, unless the text is one line (`ends` is None)."""
    if ends is None:
        return where
    line = f"line {bisect_left(ends, span.start) + 1}"
    return f"{where}, {line}" if where else line
