"""Words that a local text might say better: "person" for "individual", as the standards do from 2013 on.

Only suggested, never applied by itself, and never inside the title of a standard, which is not ours to change. Words
are looked for as nouns: in "individual needs" the word says something else, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WHY_PERSON = "The standards say “person” and “people” from 2013 on."
WHY_USES = "The definition of co-production says “people who use services”: they are people before they use anything."

_DETERMINER = r"an?|the|this|that|each|every|any|another|one|no"
# What may follow a noun in the singular. Before anything else the word may be an adjective ("the individual needs of").
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?)\]”\"\n]|-(?!\w)|–|and\b|or\b|who\b|whose\b|whom\b|that\b|with\b|without\b|to\b|in\b|is\b|was\b|"
    r"has\b|had\b|can\b|may\b|will\b|must\b|should\b|does\b|at\b|on\b|as\b|if\b|when\b|where\b|for\b|from\b|by\b|under\b|"
    r"about\b|their\b|themselves\b))"
)


@dataclass(frozen=True)
class _Noun:
    """A noun, what is suggested instead in the singular and the plural, and why."""

    one: str
    many: str
    person: str
    people: str
    why: str


_NOUNS = (
    _Noun("service user", "service users", "person who uses services", "people who use services", WHY_USES),
    _Noun("individual", "individuals", "person", "people", WHY_PERSON),
    _Noun("client", "clients", "person", "people", WHY_PERSON),
)


@dataclass(frozen=True)
class Wording:
    """A stretch of a text (half-open), the words there, what could stand instead, and why."""

    start: int
    end: int
    found: str
    instead: str
    why: str


def suggest_wording(text: str, titles: Iterable[str] = ()) -> tuple[Wording, ...]:
    """What a local text might say better, in its order. `titles` are official titles: what stands in one stays."""
    official = list(_official(text, titles))
    found = [
        one
        for noun in _NOUNS
        for one in _of(noun, text)
        if not any(start < one.end and one.start < end for start, end in official)
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def in_other_words(text: str, wordings: Iterable[Wording]) -> str:
    """The text with the suggestions taken: for whoever chooses to take them."""
    for one in sorted(wordings, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + one.instead + text[one.end :]
    return text


def _official(text: str, titles: Iterable[str]) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    for title in {title.strip().lower() for title in titles} - {""}:
        for place in re.finditer(re.escape(title), lower):
            yield place.span()


def _of(noun: _Noun, text: str) -> Iterator[Wording]:
    one, many = re.escape(noun.one), re.escape(noun.many)
    forms = (
        (rf"(?<!\w){many}(?![’'\w])", noun.people),
        (rf"(?<!\w){many}[’'](?!\w)", "people’s"),
        (rf"(?<!\w)(?:(?P<before>{_DETERMINER})\s+)?{one}[’']s(?!\w)", "person’s"),
        (rf"(?<!\w)(?P<before>{_DETERMINER})\s+{one}(?![’'\w]){_AFTER}", noun.person),
    )
    for pattern, instead in forms:
        for place in re.finditer(pattern, text, re.IGNORECASE):
            words = _determiner(place.groupdict().get("before")) + instead
            yield Wording(place.start(), place.end(), place[0], _like(place[0], words), noun.why)


def _determiner(found: str | None) -> str:
    """The word before: nothing suggested begins with a vowel."""
    if not found:
        return ""
    return f"{'a' if found.lower() in ('a', 'an') else found.lower()} "


def _like(found: str, words: str) -> str:
    return words[:1].upper() + words[1:] if found[:1].isupper() else words
