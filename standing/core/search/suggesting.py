"""Suggestions for mapping: which standards a title from elsewhere most resembles, by letter groups."""

from collections import Counter, defaultdict

from standing.core.search.document import Document, Hit
from standing.core.search.folding import content_words, stem, trigrams
from standing.core.search.index import Index
from standing.core.search.ranking import best, check_limit


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
    hits = [_hit(index.documents[number], score, title) for number, score in scores.items()]
    return best(hits, limit)


def _hit(document: Document, score: float, title: str) -> Hit:
    asked = {stem(word) for word in content_words(title)}
    shared = [word for word in dict.fromkeys(content_words(document.title)) if stem(word) in asked]
    why = f"title: {', '.join(shared)}" if shared else "title: similar spelling"
    return Hit(document.id, document.title, round(score, 3), why)
