"""What a job description that exists already seems to ask for: standards that answer its words, each with the passage
and the very words that led to it. Suggestions, never more: somebody reads them and takes each or leaves it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Index
from standing.core.search.asking import Notion, notions
from standing.core.search.folding import words
from standing.core.search.ranking import answers, in_order

_END = re.compile(
    r"(?<=[.;:!?])\s+(?=[A-Z“\"'(])|;\s+|\n\s*\n|\n(?=\s*(?:[-*•–▪·]|\d{1,2}[.)]|\(?[a-z]\))\s)"
)
_BULLET = re.compile(r"\s*(?:[-*•–▪·]+|\d{1,2}[.)]|\(?[a-z]\))\s+")
_TOKEN = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")

# Chosen on the job descriptions of tests/acceptance that are not held out (`python -m bench.pasted_job_descriptions`).
_LEAST_NOTIONS = 2
_NEAR_BEST = 0.75
_LEAST_SHARE = 0.3
_A_PASSAGE = 2
_LEAST_OF_BEST = 0.3


@dataclass(frozen=True)
class Span:
    """A stretch of a text, half-open."""

    start: int
    end: int


@dataclass(frozen=True)
class Suggestion:
    """A standard that a passage of a text led to. `words` are the stretches of the passage that did, in its order."""

    standard: str
    title: str
    score: float
    passage: str
    words: tuple[Span, ...]

    def marked(self) -> Iterator[tuple[str, bool]]:
        """The passage in pieces, each with whether it is one of the words that led to the standard."""
        place = 0
        for span in self.words:
            yield self.passage[place : span.start], False
            yield self.passage[span.start : span.end], True
            place = span.end
        yield self.passage[place:], False


def passages(text: str) -> list[str]:
    """The sentences and points of a text, in its order, without bullets and numbers before them."""
    found = []
    place = 0
    for end in [*(match.span() for match in _END.finditer(text)), (len(text), len(text))]:
        piece = (
            _BULLET.sub("", text[place : end[0]], count=1)
            if _BULLET.match(text[place:])
            else text[place : end[0]]
        )
        found.append(" ".join(piece.split()))
        place = end[1]
    return [piece for piece in found if piece]


def suggest_from(text: str, index: Index, crosswalk: Iterable[CrosswalkRow]) -> list[Suggestion]:
    """The standards in force that a text seems to ask for, the likeliest first, each once with its best passage.

    `crosswalk` says what old standards became: the words of an old one lead to its successors, and it is not suggested.
    """
    became = _became(crosswalk)
    best: dict[str, Suggestion] = {}
    for passage in passages(text):
        for one in _of(passage, index, became):
            if one.standard not in best or best[one.standard].score < one.score:
                best[one.standard] = one
    least = _LEAST_OF_BEST * max((one.score for one in best.values()), default=0.0)
    likely = [one for one in best.values() if one.score >= least]
    return sorted(likely, key=lambda one: (-one.score, in_order(one.standard)))


def _became(crosswalk: Iterable[CrosswalkRow]) -> dict[str, tuple[str, ...]]:
    return {row.old: row.new for row in crosswalk if row.new and row.new != (row.old,)}


@dataclass(frozen=True)
class _Answer:
    """How well a document answers a passage, and what of it."""

    score: float
    notions: tuple[Notion, ...]


def _of(passage: str, index: Index, became: Mapping[str, tuple[str, ...]]) -> list[Suggestion]:
    asked = notions(index, passage)
    if len(asked) < _LEAST_NOTIONS:
        return []
    most = sum(_most(index, notion) for notion in asked)
    found: dict[str, _Answer] = {}
    for number, answer in _answered(index, asked).items():
        for standard in became.get(index.documents[number].id, (index.documents[number].id,)):
            if standard not in found or found[standard].score < answer.score:
                found[standard] = answer
    enough = {
        standard: answer
        for standard, answer in found.items()
        if len(answer.notions) >= _LEAST_NOTIONS and answer.score >= _LEAST_SHARE * most
    }
    ranked = sorted(enough.items(), key=lambda pair: (-pair[1].score, in_order(pair[0])))[:_A_PASSAGE]
    titles = {document.id: document.title for document in index.documents}
    return [
        Suggestion(standard, titles[standard], round(answer.score, 3), passage, _led(passage, answer.notions))
        for standard, answer in ranked
        if answer.score >= _NEAR_BEST * ranked[0][1].score
    ]


def _answered(index: Index, asked: list[Notion]) -> dict[int, _Answer]:
    """By document, the sum of what its words answer."""
    scores: dict[int, float] = defaultdict(float)
    by: dict[int, list[Notion]] = defaultdict(list)
    for notion in asked:
        for number, (score, _) in answers(index, notion).items():
            scores[number] += score
            by[number].append(notion)
    return {number: _Answer(score, tuple(by[number])) for number, score in scores.items()}


def _most(index: Index, notion: Notion) -> float:
    return max((score for score, _ in answers(index, notion).values()), default=0.0)


def _led(passage: str, asked: Iterable[Notion]) -> tuple[Span, ...]:
    """Where in a passage the words of some notions stand, stretches that touch joined."""
    said = [(word, token.span()) for token in _TOKEN.finditer(passage) for word in words(token[0])]
    found = set()
    for notion in asked:
        wanted = notion.asked.split()
        for place in range(len(said) - len(wanted) + 1):
            if [word for word, _ in said[place : place + len(wanted)]] == wanted:
                found.add((said[place][1][0], said[place + len(wanted) - 1][1][1]))
    return tuple(_joined(sorted(found)))


def _joined(spans: list[tuple[int, int]]) -> list[Span]:
    """Stretches in order, those that lie over each other made one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
        else:
            joined.append(Span(start, end))
    return joined
