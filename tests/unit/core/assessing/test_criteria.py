"""Criteria as they are pasted: read line by line, or refused with every line at fault."""

from __future__ import annotations

import pytest

from standing.core.assessing.criteria import LONGEST_TEXT, MOST, BadCriteria, Line, read_criteria
from standing.core.assessing.evidence import Part


def test_numbers_and_words_are_read_and_long_lines_joined() -> None:
    pasted = "\nP1  Agree the plan\n   with the person\nPC2. Write it down\n\nk3b) Why plans are agreed\n"
    assert read_criteria(pasted) == [
        Line(Part.PERFORMANCE, "P1", "Agree the plan with the person"),
        Line(Part.PERFORMANCE, "P2", "Write it down"),
        Line(Part.KNOWLEDGE, "K3b", "Why plans are agreed"),
    ]


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("", "one a line"),
        ("You must be able to\nP1 Agree", "Line 1: found “You must be able to”"),
        ("P1 Agree\nP1 Write", "P1 is there twice."),
        (f"P1 {'x' * (LONGEST_TEXT + 1)}", "P1 has 2,001 characters"),
        ("\n".join(f"P{n} Agree" for n in range(1, MOST + 2)), "Is this one standard?"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(pasted: str, words: str) -> None:
    with pytest.raises(BadCriteria, match=words.replace("?", r"\?")):
        read_criteria(pasted)
