"""Search: the standards that answer somebody's words, best first, each with why."""

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from standing.core.search.asking import Notion, notions
from standing.core.search.document import Hit
from standing.core.search.folding import code_key
from standing.core.search.index import FIELDS, Index

# Above any score words can reach, so that a code asked for always comes first.
CODE_SCORE = 1000.0

_NUMBERS = re.compile(r"(\d+)")


def search(index: Index, words: str, limit: int = 10) -> list[Hit]:
    """The standards that answer the words, best first, at most `limit`; none when nothing matches.

    A code or alias (`MH20`, `cm d7`, also inside a question) finds its standards first. Otherwise each word
    typed, its lay meanings and, for a word found nowhere, its likeliest spelling are looked up, and a
    standard scores by the rarest words it answers. The order is the same every time: by score, then by
    code, the latest edition first. Raises ValueError when limit is below 1.
    """
    check_limit(limit)
    scores: dict[int, float] = defaultdict(float)
    reasons: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for notion in notions(index, words):
        for number, (score, term) in answers(index, notion).items():
            scores[number] += score
            reasons[number] += [(field, word, notion.asked) for field, word in _written(index, number, term)]
    asked_codes = _codes_asked(index, words)
    for number in asked_codes:
        scores[number] += CODE_SCORE
    hits = [
        Hit(
            id=index.documents[number].id,
            title=index.documents[number].title,
            score=round(score, 3),
            why=_why(asked_codes.get(number), reasons[number]),
        )
        for number, score in scores.items()
    ]
    return best(hits, limit)


def check_limit(limit: int) -> None:
    """Raises ValueError unless at least one answer is asked for."""
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, found {limit}")


def best(hits: list[Hit], limit: int) -> list[Hit]:
    """The first `limit` hits: the highest score first, then by id as `in_order` puts it."""
    return sorted(hits, key=lambda hit: (-hit.score, in_order(hit.id)))[:limit]


def in_order(id_: str) -> tuple[list[tuple[int, str]], int]:
    """A key that puts MH9 before MH10, and of one code the latest edition first and an undated one last."""
    code, _, edition = id_.partition("@")
    natural = [(int(part), "") if part.isdigit() else (-1, part) for part in _NUMBERS.split(code)]
    return natural, -int(edition) if edition.isdigit() else 0


def answers(index: Index, notion: Notion) -> Mapping[int, tuple[float, str]]:
    """By document, the best single term that answers the notion: several words for one thing never add up."""
    found: dict[int, tuple[float, str]] = {}
    for term, counts in notion.terms:
        postings = index.terms.get(term, ())
        rarity = index.rarity(postings)
        for posting in postings:
            score = counts * rarity * posting.weight
            if score > found.get(posting.document, (0.0, ""))[0]:
                found[posting.document] = (score, term)
    return found


def _written(index: Index, number: int, term: str) -> list[tuple[str, str]]:
    posting = next(posting for posting in index.terms[term] if posting.document == number)
    return list(posting.written.items())


def _codes_asked(index: Index, words: str) -> dict[int, str]:
    """Documents whose code is the whole text or one or two of its words with a digit; with that code."""
    parts = words.split()
    pairs = [" ".join(pair) for pair in pairwise(parts)]
    inside = [text.strip(".,;:!?()\"'") for text in parts + pairs]
    candidates = [words] + [text for text in inside if _NUMBERS.search(text) and not text[0].isdigit()]
    return {number: text.strip() for text in candidates for number in index.codes.get(code_key(text), ())}


def _why(code: str | None, reasons: list[tuple[str, str, str]]) -> str:
    """`code: MH20; title: medication (tablets)`: by field, the words there and those typed."""
    said = [f"code: {code}"] if code else []
    for field in FIELDS:
        matched = [
            word if word == asked else f"{word} ({asked})" for where, word, asked in reasons if where == field
        ]
        if matched:
            said.append(f"{field}: {', '.join(dict.fromkeys(matched))}")
    return "; ".join(said)
