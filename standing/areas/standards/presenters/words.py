"""The words of the catalogue's pages: editions, statuses, and what each kind of change means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.urls import reverse
from markupsafe import Markup

from standing.core.catalogue import FIRST_EDITION, UNDATED, Standard, Statement
from standing.core.holdings import Holdings
from standing.site.dates import long_day

KINDS = {
    "kept": "Same code, same title",
    "reissued": "Same code with a year, same title",
    "recoded": "New code, same title",
    "reworded": "New code, title in other words",
    "widened": "New code, wider title",
    "revised": "Same code, other title",
    "replaced": "Replaced by a standard that already existed",
    "split": "Became more than one standard",
    "absorbed": "Deleted, or combined into another",
    "unchanged": "Outside this revision",
    "withdrawn": "Ended without a successor",
}
"""What each kind of row is, in the rules' order (rules, part 5)."""

TREATMENTS = {
    "carry and sign": "Carried over; the holder signs",
    "carry and sign, in context": "Carried over in a named context; the holder signs",
    "bridge": "The holder shows the new or changed parts",
    "equivalence": "An assessor judges whether it is equivalent",
    "equivalence per target": "An assessor judges each target",
    "offer": "Evidence is offered; nothing is granted",
    "none": "Nothing to do",
}
"""What each treatment means for somebody who holds the old standard (rules, part 5)."""

COLOURS = {"current": "green", "replaced": "grey", "superseded": "grey", "deleted": "red"}


@dataclass(frozen=True)
class Tag:
    """A status as an NHS tag: its word says it, the colour only helps."""

    text: str
    colour: str

    @property
    def css(self) -> str:
        """The classes of the tag."""
        return f"nhsuk-tag nhsuk-tag--{self.colour}"

    def __html__(self) -> str:
        return Markup('<strong class="{}">{}</strong>').format(self.css, self.text)


def status_tag(status: str) -> Tag:
    """The tag of a status a source gives."""
    return Tag(status.capitalize(), COLOURS.get(status, "blue"))


class OfACode(Protocol):
    """A standard, of the catalogue in memory or of its table."""

    @property
    def code(self) -> str: ...

    @property
    def edition(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def is_local(self) -> bool: ...


LOCAL_TAG = Tag("Local", "purple")
"""What marks a competence of the service's own."""


def edition_mark(standard: OfACode) -> str:
    """What stands beside a code: the year of a national standard; "local", or "local, 2026", of the service's own."""
    if not standard.is_local:
        return standard.edition
    return "local" if standard.edition == FIRST_EDITION else f"local, {standard.edition}"


def short_name_of(standard: OfACode) -> str:
    """ "MH20 (2013)", "PMVA (local)", or "SCDHSC0421" without a year: the code with what stands beside it."""
    mark = edition_mark(standard)
    return standard.code if mark == UNDATED else f"{standard.code} ({mark})"


def marked_title(standard: OfACode) -> str:
    """The title; of a local competence, with a word that says so, for where its code stands alone or not at all."""
    return f"{standard.title} (local)" if standard.is_local else standard.title


def edition_words(standard: Standard) -> str:
    """ "edition of 2013", "edition without a year", or "local competence"."""
    if standard.is_local:
        return "local competence" + (
            "" if standard.edition == FIRST_EDITION else f", edition of {standard.edition}"
        )
    return "edition without a year" if standard.edition == UNDATED else f"edition of {standard.edition}"


def said_when(said: Statement) -> str:
    """When a source speaks: the date it prints, else the day."""
    return said.printed or long_day(date.fromisoformat(said.as_of))


def href(standard: str) -> str:
    """The address of a standard's page."""
    return reverse("standards:standard", args=[standard])


def link(holdings: Holdings, standard: str) -> Markup:
    """A link to a standard with its title; the bare id where the catalogue lacks it."""
    held = holdings.catalogue.by_id.get(standard)
    if held is None:
        return Markup("{}").format(standard)
    return Markup('<a class="nhsuk-link" href="{}">{}</a> {}').format(
        href(standard), short_name_of(held), held.title
    )


def code_link(holdings: Holdings, standard: str) -> Markup:
    """A link to a standard by its code and year alone."""
    return Markup('<a class="nhsuk-link" href="{}">{}</a>').format(
        href(standard), short_name_of(holdings.catalogue.by_id[standard])
    )


def joined(parts: list[Markup], word: str) -> Markup:
    """Links with a word between them."""
    return Markup(" <strong>{}</strong> ").format(word).join(parts)
