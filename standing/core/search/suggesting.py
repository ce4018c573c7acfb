"""Suggestions for mapping: the standards a title most resembles, and what old standards may have become."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from standing.core.search.document import Document, Hit
from standing.core.search.folding import content_words, stem, trigrams
from standing.core.search.index import Index
from standing.core.search.ranking import best, check_limit, in_order


def suggest(index: Index, title: str, limit: int = 5) -> list[Hit]:
    """The standards whose titles are most like this one, best first, by BM25 over letter groups.

    For a person who maps labels to standards: a suggestion, never a decision. Synonyms play no part, so
    that a title is only compared with what stands written. Raises ValueError when limit is below 1.
    """
    check_limit(limit)
    scores: dict[int, float] = defaultdict(float)
    for group, times in Counter(trigrams(title)).items():
        postings = index.letters.get(group, ())
        rarity = index.rarity(postings)
        for posting in postings:
            scores[posting.document] += times * rarity * posting.weight
    # What led to it is worked out only for those that are told, in the order in which `best` puts them.
    ordered = sorted(
        scores, key=lambda number: (-round(scores[number], 3), in_order(index.documents[number].id))
    )
    return best([_hit(index.documents[number], scores[number], title) for number in ordered[:limit]], limit)


def _hit(document: Document, score: float, title: str) -> Hit:
    shared = _shared(title, document.title)
    why = f"title: {', '.join(shared)}" if shared else "title: similar spelling"
    return Hit(document.id, document.title, round(score, 3), why)


def _shared(title: str, other: str) -> list[str]:
    """The words of the second title that stand in the first too, in any form."""
    asked = {stem(word) for word in content_words(title)}
    return [word for word in dict.fromkeys(content_words(other)) if stem(word) in asked]


@dataclass(frozen=True)
class Tuning:
    """How much each thing counts; chosen on the even rows of the tracking document (`bench/suggesting.py`).

    `words` is the share of whole words beside letter groups; `old_rarity` the share of rarity that is taken from the
    old titles: a turn of phrase that stands in many of them tells little. `same_code` is what a code that stays adds,
    and `claimed` how much of another old standard's lead counts against a new one that is more like that other.
    """

    words: float = 0.3
    old_rarity: float = 0.5
    same_code: float = 0.4
    claimed: float = 1.0


TUNED = Tuning()
_SATURATION, _LENGTH = 1.2, 0.5  # k1 and b of BM25, as in the index


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A new standard that an old one may have become. `why` says, one by one, what led to it."""

    id: str
    title: str
    score: float
    why: tuple[str, ...]


def suggest_targets(
    old: Sequence[Document], new: Sequence[Document], limit: int = 5, tuning: Tuning = TUNED
) -> dict[str, list[Suggestion]]:
    """For each old standard of a revision, the new ones that it most likely became, best first. Never a decision.

    All old standards are looked at together: a new standard that is nearly another old one's title is that one's
    rather than this one's. Only titles and codes are compared, nothing that a crosswalk says. Raises ValueError when
    limit is below 1.
    """
    check_limit(limit)
    likeness = _likeness(old, new, tuning)
    claims = _claims(likeness)
    targets = {document.id: document for document in new}
    found = {}
    for document in old:
        scored = [
            (score - tuning.claimed * _lead(document.id, score, claims[target])[0], target)
            for target, score in likeness[document.id].items()
            if target != document.id
        ]
        scored.sort(key=lambda pair: (-pair[0], in_order(pair[1])))
        found[document.id] = [
            Suggestion(
                target,
                targets[target].title,
                round(score, 3),
                _led_to(
                    document,
                    targets[target],
                    _lead(document.id, likeness[document.id][target], claims[target]),
                ),
            )
            for score, target in scored[:limit]
        ]
    return found


def _lead(old: str, score: float, claims: Sequence[tuple[float, str]]) -> tuple[float, str]:
    """By how much another old standard is more like a new one than this is, and which; 0 if none is."""
    other = next(((claim, rival) for claim, rival in claims if rival != old), (0.0, ""))
    return max(0.0, other[0] - score), other[1]


def _led_to(old: Document, target: Document, lead: tuple[float, str]) -> tuple[str, ...]:
    """What led to a suggestion, one by one."""
    shared = _shared(old.title, target.title)
    why = ["the same code"] if _code(old.id) == _code(target.id) else []
    why.append(f"words of the title: {', '.join(shared)}" if shared else "similar spelling")
    if lead[0]:
        why.append(f"but {_code(lead[1])} is more like it")
    return tuple(why)


def _likeness(
    old: Sequence[Document], new: Sequence[Document], tuning: Tuning
) -> dict[str, dict[str, float]]:
    """How like each new standard is to each old one: 1 where the titles are the same, more where the code is too."""
    parts = [
        (1 - tuning.words, _Likeness(trigrams, old, new, tuning.old_rarity)),
        (tuning.words, _Likeness(_stems, old, new, tuning.old_rarity)),
    ]
    likeness: dict[str, dict[str, float]] = {}
    for document in old:
        scores: dict[str, float] = defaultdict(float)
        for share, part in parts:
            for target, score in part.of(document.title).items():
                scores[target] += share * score
        for candidate in new:
            if _code(candidate.id) == _code(document.id):
                scores[candidate.id] += tuning.same_code
        likeness[document.id] = dict(scores)
    return likeness


def _claims(likeness: Mapping[str, Mapping[str, float]]) -> dict[str, list[tuple[float, str]]]:
    """For each new standard, the two old ones that are most like it."""
    claims: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for old, scores in likeness.items():
        for target, score in scores.items():
            claims[target].append((score, old))
    return {target: sorted(claimed, reverse=True)[:2] for target, claimed in claims.items()}


def _code(standard: str) -> str:
    return standard.partition("@")[0]


def _stems(title: str) -> list[str]:
    return [stem(word) for word in content_words(title)]


class _Likeness:
    """BM25 of titles by their parts (letter groups, or words), as a share of what the title would score itself."""

    def __init__(
        self,
        cut: Callable[[str], list[str]],
        old: Iterable[Document],
        new: Iterable[Document],
        old_rarity: float,
    ) -> None:
        self.cut = cut
        new_parts = {document.id: Counter(cut(document.title)) for document in new}
        old_parts = [Counter(cut(document.title)) for document in old]
        self._rarity_new = _rarities(new_parts.values())
        self._rarity_old = _rarities(old_parts)
        self._old_rarity = old_rarity
        mean = sum(sum(parts.values()) for parts in new_parts.values()) / max(1, len(new_parts))
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for document, parts in new_parts.items():
            length = 1 - _LENGTH + _LENGTH * sum(parts.values()) / max(1.0, mean)
            for part, times in parts.items():
                self._postings[part].append((document, _saturated(times / length)))

    def of(self, title: str) -> dict[str, float]:
        """How like each new title is to this one."""
        asked = Counter(self.cut(title))
        own = sum(times * self._rarity(part) * _saturated(times) for part, times in asked.items())
        scores: dict[str, float] = defaultdict(float)
        for part, times in asked.items():
            counts = times * self._rarity(part) / own
            for document, weight in self._postings.get(part, ()):
                scores[document] += counts * weight
        return scores

    def _rarity(self, part: str) -> float:
        share = self._old_rarity
        return (1 - share) * self._rarity_new(part) + share * self._rarity_old(part)


def _saturated(times: float) -> float:
    return times * (_SATURATION + 1) / (times + _SATURATION)


def _rarities(titles: Iterable[Mapping[str, int]]) -> Callable[[str], float]:
    """What it tells that a part stands in one of these titles: near 0 when it stands in all (BM25's idf)."""
    known = list(titles)
    counts = Counter(part for title in known for part in title)
    return lambda part: math.log(1 + (len(known) - counts[part] + 0.5) / (counts[part] + 0.5))
