"""Finding standards on a page: words and filters together, each result with why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standing.core.catalogue import Standard, Statement
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import predecessors
from standing.core.search import Summary, search

NO_STATUS = "none"
"""What is asked for to find standards of which no source has spoken."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. Empty parts ask nothing; several values of one part mean any of them."""

    words: str = ""
    suites: Sequence[str] = ()
    statuses: Sequence[str] = ()
    kinds_of_work: Sequence[str] = ()
    works_with: Sequence[str] = ()


@dataclass(frozen=True)
class Facets:
    """What a standard is filed under. `lent_by` names the standards it replaced, where it has no summary of its own."""

    works_with: tuple[str, ...] = ()
    kind_of_work: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    specialist: bool = False
    lent_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A standard found: what the newest source says of it, and which words were found where (empty without words)."""

    standard: Standard
    said: Statement | None
    summary: str = ""
    why: str = ""


def browse(holdings: Holdings, asked: Asked, at: str) -> list[Found]:
    """The standards that answer, the best first where there are words, else in the order of the catalogue.

    `at` is the ISO day up to which sources are heard.
    """
    found = []
    for standard, why in _candidates(holdings, asked.words):
        said = holdings.latest_statement(standard.id, at)
        if _passes(holdings, standard, said, asked):
            summary = holdings.summaries.get(standard.id)
            found.append(Found(standard, said, summary.sentence if summary else "", why))
    return found


def _candidates(holdings: Holdings, words: str) -> list[tuple[Standard, str]]:
    if not words.strip():
        return [(standard, "") for standard in holdings.catalogue.standards]
    hits = search(holdings.index, words, max(len(holdings.catalogue.standards), 1))
    return [(holdings.catalogue.by_id[hit.id], hit.why) for hit in hits]


def _passes(holdings: Holdings, standard: Standard, said: Statement | None, asked: Asked) -> bool:
    if asked.suites and standard.suite not in asked.suites:
        return False
    if asked.statuses and (said.status if said else NO_STATUS) not in asked.statuses:
        return False
    if not asked.kinds_of_work and not asked.works_with:
        return True
    facets = facets_of(holdings, standard.id)
    return _any_of(asked.kinds_of_work, facets.kind_of_work) and _any_of(asked.works_with, facets.works_with)


def _any_of(asked: Sequence[str], held: Sequence[str]) -> bool:
    return not asked or any(value in held for value in asked)


def facets_of(holdings: Holdings, standard: str) -> Facets:
    """The facets of a standard: its own or, without a summary of its own, those of the standards it came from."""
    own = holdings.summaries.get(standard)
    if own is not None:
        return Facets(own.works_with, own.kind_of_work, own.setting, own.specialist)
    lenders = [
        holdings.summaries[old]
        for old in predecessors(holdings.catalogue.crosswalk, standard)
        if old in holdings.summaries
    ]
    return Facets(
        _joined(lenders, "works_with"),
        _joined(lenders, "kind_of_work"),
        _joined(lenders, "setting"),
        specialist=any(lender.specialist for lender in lenders),
        lent_by=tuple(lender.standard for lender in lenders),
    )


def _joined(lenders: Sequence[Summary], facet: str) -> tuple[str, ...]:
    """The values of a facet, each once. Any place stands alone: beside a named place it says nothing."""
    values = dict.fromkeys(value for lender in lenders for value in getattr(lender, facet))
    return tuple(value for value in values if value != "any" or len(values) == 1)
