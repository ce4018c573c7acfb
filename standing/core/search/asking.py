"""From the words somebody typed to what is looked for in the index."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from standing.core.search.folding import content_words, likeness, stem, words
from standing.core.search.index import Index
from standing.core.search.synonyms import SYNONYMS

_SYNONYM = 0.7  # what a synonym counts beside the word itself
_MISSPELT = 0.8  # what the likeliest reading of a misspelt word counts, times its likeness
_ALIKE = 0.55  # likeness below which two words are simply different
_SHORTEST = 5  # letters: shorter words have too few letter groups to be recognised when misspelt


@dataclass(frozen=True, slots=True)
class Notion:
    """One thing asked for: the words typed for it and the terms that answer, each with what it counts."""

    asked: str
    terms: tuple[tuple[str, float], ...]


def notions(index: Index, text: str) -> list[Notion]:
    """What the text asks for, in the order typed: its words, then the phrases known as lay words."""
    typed = list(dict.fromkeys(content_words(text)))
    found = [Notion(word, _terms(index, word)) for word in typed]
    found += [Notion(phrase, _weighted(means)) for phrase, means in _phrases_in(text)]
    return [notion for notion in found if notion.terms]


def _terms(index: Index, word: str) -> tuple[tuple[str, float], ...]:
    itself = stem(word)
    meant = _weighted(_lay_words().get((itself,), ()))
    if itself in index.terms:
        return ((itself, 1.0), *(term for term in meant if term[0] != itself))
    return meant or _misspelt(index, word)


def _weighted(means: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((term, _SYNONYM) for term in means)


def _misspelt(index: Index, word: str) -> tuple[tuple[str, float], ...]:
    """The terms most like a word nobody wrote: all that are equally alike, none if none is alike enough."""
    if len(word) < _SHORTEST:
        return ()
    alike = {written: likeness(word, written) for written in index.spellings}
    best = max(alike.values(), default=0.0)
    if best < _ALIKE:
        return ()
    nearest = sorted({index.spellings[written] for written, value in alike.items() if value == best})
    return tuple((term, _MISSPELT * best) for term in nearest)


def _phrases_in(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lay phrases that stand in the text, stop words included, and what each means."""
    typed = words(text)
    stems = [stem(word) for word in typed]
    for phrase, means in _lay_words().items():
        size = len(phrase)
        for at in range(len(stems) - size + 1) if size > 1 else ():
            if tuple(stems[at : at + size]) == phrase:
                yield " ".join(typed[at : at + size]), means


@cache
def _lay_words() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Stems of a lay word or phrase -> stems of what it means, entries for the same word joined."""
    known: dict[tuple[str, ...], dict[str, None]] = {}
    for entry in SYNONYMS:
        means = {stem(word): None for word in entry.means}
        for lay in entry.lay:
            known.setdefault(tuple(stem(word) for word in words(lay)), {}).update(means)
    return {phrase: tuple(means) for phrase, means in known.items()}
