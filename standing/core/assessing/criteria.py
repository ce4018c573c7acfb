"""Criteria as they are pasted from a standard: one a line, numbered as the source numbers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from standing.core.assessing.evidence import Part

MOST = 400
LONGEST_TEXT = 2000
_LINE = re.compile(r"(?P<part>[PK])[CU]?\s*(?P<number>\d{1,3}[a-z]?)[.):]?\s+(?P<text>\S.*)", re.IGNORECASE)
_PARTS = {"P": Part.PERFORMANCE, "K": Part.KNOWLEDGE}


@dataclass(frozen=True)
class Line:
    """One criterion as it was pasted; `number` as it is shown: P1, K12."""

    part: Part
    number: str
    text: str


class BadCriteria(ValueError):
    """What was pasted cannot be read. The words name every line at fault and what was expected."""


def read_criteria(pasted: str) -> list[Line]:
    """The criteria of a text, in its order: `P` for performance, `K` for knowledge, a number, and the words.

    A line that begins with neither goes on with the one before. Raises `BadCriteria`.
    """
    found: list[Line] = []
    faults: list[str] = []
    for place, raw in enumerate(pasted.splitlines(), 1):
        line = " ".join(raw.split())
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match:
            part = match["part"].upper()
            found.append(Line(_PARTS[part], part + match["number"].lower(), match["text"]))
        elif found:
            last = found[-1]
            found[-1] = Line(last.part, last.number, f"{last.text} {line}")
        else:
            faults.append(
                f"Line {place}: found “{line[:40]}”, expected a number such as P1 or K1 and then the words."
            )
    faults += _faults(found)
    if faults:
        raise BadCriteria(" ".join(faults))
    return found


def _faults(found: Sequence[Line]) -> list[str]:
    if not found:
        return ["Paste the criteria, one a line: a number such as P1 or K1, and then the words."]
    if len(found) > MOST:
        return [f"There are {len(found)} criteria, and {MOST} fit. Is this one standard?"]
    numbers = [one.number for one in found]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    faults = [f"{number} is there twice." for number in twice]
    return faults + [
        f"{one.number} has {len(one.text):,} characters, and {LONGEST_TEXT:,} fit."
        for one in found
        if len(one.text) > LONGEST_TEXT
    ]
