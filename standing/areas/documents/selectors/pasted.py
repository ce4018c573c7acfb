"""Standards that the words of an existing job description lead to. Nothing that is pasted is kept."""

from __future__ import annotations

from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor
from standing.areas.documents.permissions import check_can_suggest
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.superseding import superseded
from standing.areas.standards.selectors import get_holdings
from standing.core.documents.pasted import Suggestion, suggest_from
from standing.core.guard import Finding, find_in_text

MOST_SUGGESTED = 60


@dataclass(frozen=True)
class Looked:
    """What was found in a text: suggestions, the likeliest first; how many more there were; what may identify somebody;
    and which of the suggested standards the draft has already.
    """

    suggestions: tuple[Suggestion, ...]
    more: int
    findings: tuple[Finding, ...]
    held: frozenset[str]


def look_through(*, by: Actor, version: ProfileVersion, text: str) -> Looked:
    """The standards in force that a text leads to. Nothing is written. Raises `NotAllowed`."""
    check_can_suggest(by)
    holdings = get_holdings(by=by)
    today = clock.today()
    found = [
        one
        for one in suggest_from(text, holdings.index, holdings.catalogue.crosswalk)
        if superseded(holdings, one.standard, today) is None
    ]
    return Looked(
        suggestions=tuple(found[:MOST_SUGGESTED]),
        more=max(0, len(found) - MOST_SUGGESTED),
        findings=find_in_text(text),
        held=frozenset(version.lines.values_list("standard_id", flat=True)),
    )
