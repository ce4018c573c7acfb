"""The index: which words stand in which field of which standard."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standing.core.search.document import Document
from standing.core.search.folding import content_words, stem, trigrams

# How much a word counts by where it stands, in the order in which `why` names the fields. The summary says
# in plain words what the title says in the field's own, so both count alike; related text belongs to
# another standard.
FIELDS: Mapping[str, float] = {"title": 1.0, "summary": 1.0, "facets": 0.3, "related": 0.4}

_SATURATION = 1.2  # k1 of BM25: how soon a repeated word stops adding
_LENGTH = 0.5  # b of BM25: titles and sentences are short, so length says little


@dataclass(frozen=True, slots=True)
class Posting:
    """One term in one document: its weight there, and the words as written by field."""

    document: int
    weight: float
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything `search` and `suggest` need. Built by `build_index`; never changed afterwards.

    `terms` and `letters` lead from a stem or a letter group to where it stands; `codes` from a code to
    documents; `spellings` from each word as written to its stem.
    """

    documents: tuple[Document, ...]
    terms: Mapping[str, tuple[Posting, ...]]
    letters: Mapping[str, tuple[Posting, ...]]
    codes: Mapping[str, tuple[int, ...]]
    spellings: Mapping[str, str]

    def rarity(self, postings: tuple[Posting, ...]) -> float:
        """What it tells that a term occurs: near 0 when everywhere, more the rarer it is (BM25's idf)."""
        found, of = len(postings), len(self.documents)
        return math.log(1 + (of - found + 0.5) / (found + 0.5))


def build_index(documents: Iterable[Document]) -> Index:
    """The index over these documents, the same whatever their order.

    Raises ValueError when two documents share an id.
    """
    ordered = tuple(sorted(documents, key=lambda document: document.id))
    _refuse_twice(ordered)
    stemmed = [{field: _stems(text) for field, text in _fields(document).items()} for document in ordered]
    lettered = [{"title": [(group, group) for group in trigrams(document.title)]} for document in ordered]
    codes: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(ordered):
        for code in document.codes:
            codes[code].append(number)
    return Index(
        documents=ordered,
        terms=_postings(stemmed),
        letters=_postings(lettered),
        codes={code: tuple(numbers) for code, numbers in codes.items()},
        spellings={word: term for fields in stemmed for pairs in fields.values() for term, word in pairs},
    )


def _refuse_twice(documents: tuple[Document, ...]) -> None:
    counts = Counter(document.id for document in documents)
    twice = sorted(id_ for id_, count in counts.items() if count > 1)
    if twice:
        raise ValueError(f"given twice to the search index: {', '.join(twice)}; give each standard once")


def _fields(document: Document) -> dict[str, str]:
    return {
        "title": document.title,
        "summary": document.summary,
        "facets": " ".join(document.facets),
        "related": document.related,
    }


def _stems(text: str) -> list[tuple[str, str]]:
    return [(stem(word), word) for word in content_words(text)]


def _postings(
    documents: list[dict[str, list[tuple[str, str]]]],
) -> dict[str, tuple[Posting, ...]]:
    """Postings by term, from each document's (term, word as written) pairs by field."""
    lengths = _mean_lengths(documents)
    postings: dict[str, list[Posting]] = defaultdict(list)
    for number, fields in enumerate(documents):
        weights: dict[str, float] = defaultdict(float)
        written: dict[str, dict[str, str]] = defaultdict(dict)
        for field, pairs in fields.items():
            norm = 1 - _LENGTH + _LENGTH * len(pairs) / lengths[field]
            for term, word in pairs:
                weights[term] += FIELDS[field] / norm
                written[term].setdefault(field, word)
        for term, weight in weights.items():
            saturated = weight * (_SATURATION + 1) / (weight + _SATURATION)
            postings[term].append(Posting(number, saturated, written[term]))
    return {term: tuple(found) for term, found in postings.items()}


def _mean_lengths(documents: list[dict[str, list[tuple[str, str]]]]) -> dict[str, float]:
    """The mean length of each field over the documents that have it; 1 where none has."""
    lengths: dict[str, list[int]] = {field: [] for field in FIELDS}
    for fields in documents:
        for field, pairs in fields.items():
            if pairs:
                lengths[field].append(len(pairs))
    return {field: sum(found) / len(found) if found else 1.0 for field, found in lengths.items()}
