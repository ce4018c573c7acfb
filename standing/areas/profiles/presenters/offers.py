"""Standards found for a draft: what each is, whether it can be added, and what there is to know first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from standing.areas.profiles.presenters.comparing import asked_words
from standing.areas.profiles.selectors import Offer, VersionInFull
from standing.areas.profiles.superseding import Superseded
from standing.areas.standards.presenters.catalogue import found_words
from standing.areas.standards.presenters.words import LOCAL_TAG, Tag, edition_words, said_when, status_tag
from standing.areas.standards.presenters.words import href as standard_href
from standing.core.catalogue import Statement

REPLACED_TAG = Tag("Replaced", "grey")


@dataclass(frozen=True)
class OfferShown:
    """A standard found. `add_href` adds it or, of one that was replaced, what took its place; empty where nothing can
    be added. `notes` are what to know first.
    """

    name: str
    title: str
    href: str
    suite: str
    summary: str
    tag: Tag | None
    why: str
    notes: tuple[str, ...]
    add_href: str
    add_text: str


def offers_shown(version: VersionInFull, offers: Sequence[Offer], function: int | None) -> list[OfferShown]:
    """The standards found, to be chosen for a function or for none."""
    return [_shown(version, offer, function) for offer in offers]


def _shown(version: VersionInFull, offer: Offer, function: int | None) -> OfferShown:
    found = offer.standard
    return OfferShown(
        name=found.id,
        title=found.title,
        href=standard_href(found.id),
        suite=f"{offer.suite}, {edition_words(found)}",
        summary=offer.summary,
        tag=_tag(offer),
        why=found_words(offer.why),
        notes=tuple(notes_of(offer)),
        add_href=_add_href(version.code, offer, function),
        add_text=_add_text(offer),
    )


def _tag(offer: Offer) -> Tag | None:
    if offer.standard.is_local:
        return LOCAL_TAG
    if offer.replaced is not None:
        return REPLACED_TAG
    return status_tag(offer.said.status) if offer.said else None


def notes_of(offer: Offer) -> Iterator[str]:
    """What to know of a standard before it is added."""
    if offer.replaced is not None:
        yield replaced_words(offer.replaced)
    elif offer.said is not None:
        yield _said(offer.said)
    for line in offer.here:
        where = f", in the context {line.context}" if line.context else ", in general"
        yield f"It is in this draft already{where}: {asked_words(line).lower()}."
    if offer.same_title:
        yield f"{' and '.join(offer.same_title)}, chosen already, has the same title."


def _said(said: Statement) -> str:
    when = said_when(said)
    source = said.source if said.source.endswith(when) else f"{said.source}, {when}"
    return f"{said.status.capitalize()} according to {source}."


def replaced_words(replaced: Superseded) -> str:
    """What took the place of a standard, as a sentence."""
    if not replaced.living:
        return "It ended, and nothing has taken its place."
    joined = (" and " if replaced.all_needed else " or ").join(replaced.living)
    return f"It has been replaced by {joined}."


def _addable(offer: Offer) -> tuple[str, ...]:
    return (offer.standard.id,) if offer.replaced is None else offer.replaced.living


def _add_href(code: str, offer: Offer, function: int | None) -> str:
    standards = _addable(offer)
    if not standards:
        return ""
    query = [("standard", each) for each in standards]
    if offer.replaced is not None and not offer.replaced.all_needed:
        query.append(("any", "yes"))
    if function is not None:
        query.append(("function", str(function)))
    return f"{reverse('profiles:add_line', args=[code])}?{urlencode(query)}"


def _add_text(offer: Offer) -> str:
    if offer.replaced is None:
        return "Choose it"
    return "Choose what replaced it"
