"""Standards found in plain words across all suites, each with what the builder of a profile needs to know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.overlaps import Remark, remarks
from standing.areas.profiles.selectors.in_full import LineInFull, VersionInFull
from standing.areas.profiles.superseding import Superseded, superseded
from standing.areas.profiles.supporting import suggested
from standing.areas.standards.selectors import get_holdings
from standing.core.catalogue import Standard, Statement
from standing.core.holdings import Holdings
from standing.core.search import search

MOST_FOUND, MOST_LOOKED_AT = 12, 30
"""How many standards a search offers, of how many that it looks at: those replaced come after those in use."""


@dataclass(frozen=True)
class Offer:
    """A standard found: its suite by name, our sentence, what the newest source says of it, and why it was found.

    `replaced` is set for one that cannot be added, with what can be added instead; `here` are the lines of the draft
    that ask for it already, and `same_title` other standards chosen under the same title.
    """

    standard: Standard
    suite: str
    summary: str
    said: Statement | None
    why: str
    replaced: Superseded | None
    here: tuple[LineInFull, ...]
    same_title: tuple[str, ...]


@dataclass(frozen=True)
class Guidance:
    """What to look at in a draft, the standards suggested for it, and the titles of all that are named."""

    remarks: tuple[Remark, ...]
    suggested: tuple[Standard, ...]
    catalogue: Holdings


def find_standards(*, by: Actor, version: VersionInFull, words: str) -> list[Offer]:
    """The standards that answer the words, from every suite: one whose code was typed, those in use, then those that
    were replaced; each the best first. One query.
    """
    check_can(by, Ability.EDIT_PROFILES)
    holdings = get_holdings(by=by)
    hits = search(holdings.index, words, MOST_LOOKED_AT) if words.strip() else []
    found = [_offer(holdings, version, hit.id, hit.why) for hit in hits]
    found.sort(key=lambda offer: (not offer.why.startswith("code"), offer.replaced is not None))
    return found[:MOST_FOUND]


def offers_of(*, by: Actor, version: VersionInFull, standards: Iterable[str]) -> list[Offer]:
    """These standards, by id, in the order given; one that there is not is left out. One query."""
    check_can(by, Ability.EDIT_PROFILES)
    holdings = get_holdings(by=by)
    known = [each for each in dict.fromkeys(standards) if each in holdings.catalogue.by_id]
    return [_offer(holdings, version, each, "") for each in known]


def guidance_for(*, by: Actor, version: VersionInFull) -> Guidance:
    """What somebody who builds this version should look at, and what is suggested. One query."""
    check_can(by, Ability.SEE_PROFILES)
    holdings, today = get_holdings(by=by), clock.today()
    chosen = [line.standard for line in version.lines]
    return Guidance(
        remarks=tuple(remarks(version, holdings, today)),
        suggested=tuple(holdings.catalogue.by_id[each] for each in suggested(holdings, chosen, today)),
        catalogue=holdings,
    )


def _offer(holdings: Holdings, version: VersionInFull, standard: str, why: str) -> Offer:
    found, today = holdings.catalogue.by_id[standard], clock.today()
    summary = holdings.summaries.get(standard)
    title = " ".join(found.title.casefold().split())
    return Offer(
        standard=found,
        suite=next(each.name for each in holdings.catalogue.suites if each.suite == found.suite),
        summary=summary.sentence if summary else "",
        said=holdings.latest_statement(standard, today.isoformat()),
        why=why,
        replaced=superseded(holdings, standard, today),
        here=tuple(line for line in version.lines if line.standard == standard),
        same_title=tuple(
            dict.fromkeys(
                line.standard
                for line in version.lines
                if line.standard != standard and " ".join(line.title.casefold().split()) == title
            )
        ),
    )
