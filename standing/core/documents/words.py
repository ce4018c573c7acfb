"""Parts of a profile in words, as every document says them."""

from __future__ import annotations

from collections.abc import Sequence

from standing.core.documents.profile import Line, Practice

_TIMES = {
    7: "Within 1 week",
    28: "Within 4 weeks",
    84: "Within 12 weeks",
    **dict.fromkeys((181, 182, 183, 184), "Within 6 months"),
    **dict.fromkeys((365, 366), "Within 12 months"),
}
_PRACTICES = {
    Practice.SUPERVISED: "under supervision",
    Practice.INDEPENDENT: "without supervision",
}
GENERAL = "In general"


def needed_by(days: int | None) -> str:
    """By when a line is needed, counted from joining."""
    if not days:
        return "The first day"
    return _TIMES.get(days) or (f"Within {days:,} days" if days > 1 else "Within 1 day")


def practice(line: Line) -> str:
    """How somebody works who meets it, or nothing where nobody has said."""
    return _PRACTICES.get(line.practice, "")


def duty(line: Line) -> str:
    """A line as a duty: the title of its standard as it is, and what the role adds to it."""
    added = [f"context: {line.context}" if line.context else "", practice(line)]
    return "; ".join([line.title, *filter(None, added)])


def where_it_applies(line: Line) -> str:
    """The context of a line and how somebody works in it, as a sentence of its own."""
    parts = [line.context or GENERAL, practice(line)]
    return "; ".join(filter(None, parts))


def in_sentence(words: str) -> str:
    """Words as they stand inside a sentence: "Family carers" -> "family carers"; "NHS staff" stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def listed(words: Sequence[str]) -> str:
    """Some words as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
