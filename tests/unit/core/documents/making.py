"""A made-up version of a profile, for the tests of documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from standing.core.documents.profile import Decided, Group, HowDecided, Line, Practice, Value, Version

PLAN, CRISIS, BARE = "Planning with people", "Being there in a crisis", "Keeping well"


def line(number: int, **told: Any) -> Line:
    """An essential line of a standard of its own."""
    return Line(
        **{
            "key": f"k{number}",
            "number": number,
            "standard": f"ZA{number}@2013",
            "code": f"ZA{number}",
            "edition": "2013",
            "title": f"Do the work number {number}",
            "source": f"A made-up document, row {number}",
            "is_essential": True,
            **told,
        }
    )


def version(*lines: Line, **told: Any) -> Version:
    """A version in use, with these lines or the usual ones."""
    usual = (
        line(1, function=PLAN, values=(Value("People with lived experience", "Ask me first."),)),
        line(2, function=PLAN, practice=Practice.INDEPENDENT, context="adults"),
        line(
            3,
            function=CRISIS,
            needed_by_days=84,
            summary="Staying calm with somebody.",
            summary_of="ZA3@2005",
        ),
        line(4, group="Activities"),
        line(5, group="Activities"),
        line(6, is_essential=False, values=(Value("Family carers", "Tell us early."),)),
        line(7, is_essential=False, is_local=True, edition="1"),
    )
    return Version(
        **{
            "profile": "Community nurse",
            "code": "community-nurse",
            "number": 2,
            "state": "in use from 1 April 2026",
            "is_draft": False,
            "purpose": "To work with people where they live.",
            "functions": (PLAN, CRISIS, BARE),
            "groups": (Group("Activities", 1),),
            "lines": lines or usual,
            "decided": Decided(
                HowDecided.CO_PRODUCED,
                "Co-produced: made together.",
                ("People with lived experience", "Family carers", "NHS practitioners"),
                ("“Ask first” came in.", "One line went."),
                ("A shorter list: each line is needed.",),
            ),
            **told,
        }
    )


def draft(**told: Any) -> Version:
    """A draft that says little."""
    empty = {"functions": (), "groups": (), "purpose": "", "decided": Decided()}
    return replace(version(line(1)), is_draft=True, state="draft", **{**empty, **told})
