"""Suggestions from a pasted job description, each with the words that led to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from standing.areas.documents.selectors.pasted import Looked
from standing.core.documents.pasted import Suggestion


@dataclass(frozen=True)
class Suggested:
    """A suggested standard: its passage in pieces, each with whether it led to it, and whether the draft has it."""

    standard: str
    title: str
    pieces: list[tuple[str, bool]]
    words: str
    is_held: bool
    href: str


def suggested(looked: Looked) -> list[Suggested]:
    """The suggestions, the likeliest first."""
    return [_suggested(one, one.standard in looked.held) for one in looked.suggestions]


def _suggested(one: Suggestion, is_held: bool) -> Suggested:
    pieces = list(one.marked())
    return Suggested(
        one.standard,
        one.title,
        pieces,
        ", ".join(words for words, led in pieces if led),
        is_held,
        reverse("standards:standard", args=[one.standard]),
    )


def count_words(looked: Looked) -> str:
    """How many there are, in a sentence."""
    shown = len(looked.suggestions)
    if not shown:
        return "No standard answers these words. Try the part that says what the role does."
    found = f"{shown} standard{'' if shown == 1 else 's'} found, the likeliest first."
    return f"{found} {looked.more} less likely ones are not shown." if looked.more else found
