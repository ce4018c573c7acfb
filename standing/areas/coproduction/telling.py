"""What this area tells on pages of the areas below: on a profile's, and beside the prompts for evidence."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.coproduction.presenters.telling import who_is_asked
from standing.areas.coproduction.selectors.told import (
    asked_about,
    how_decided,
    how_standard_decided,
    open_about,
    values_beside,
    values_of,
)
from standing.areas.people.models import Person
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.profiles.selectors import version_in_full
from standing.areas.profiles.told_beside import Section
from standing.areas.profiles.undecided import Undecided
from standing.areas.record.selectors.people import places_of


class ProfileAside:
    """How a version was decided, and what matters to people about its lines."""

    def sections(self, account: Actor, version_id: int) -> Iterator[Section]:
        """What there is of the two; of a draft, where people are asked about it, or how to ask them."""
        asked = asked_about(account, version_id)
        if asked is not None:
            yield Section("Decide together", "coproduction/told_asked.html", {"asked": asked})
        how = how_decided(account, version_id)
        if how.words:
            href = reverse("coproduction:proposal", args=[how.number])
            yield Section("How it was decided", "coproduction/told_decided.html", {"how": how, "href": href})
        values = values_of(account, version_id)
        if values:
            lines = [
                (f"{line.standard} {line.title}", values[line.key])
                for line in version_in_full(account, version_id).lines
                if line.key in values
            ]
            yield Section("What matters to people", "coproduction/told_values.html", {"lines": lines})


class ProfileUndecided:
    """The open proposal about a draft, until it is decided or closed."""

    def undecided(self, account: Actor, version_id: int) -> Iterator[Undecided]:
        """Who is asked and how far it is, with the way to it for whoever sees proposals."""
        proposal = open_about(version_id)
        if proposal is None:
            return
        href = proposal.get_absolute_url() if can(account, Ability.SEE_PROPOSALS) else ""
        yield Undecided(who_is_asked(proposal), proposal.subject, href)


class StandardAside:
    """How a standard of our own was decided, as it is worded now."""

    def sentences(self, account: Actor, standard: str) -> Iterator[str]:
        """One sentence, where it was decided together."""
        how = how_standard_decided(account, standard)
        if how.words:
            yield f"{how.words} It was put to: {'; '.join(how.constituencies)}."


class EvidenceAside:
    """What matters to people about a standard that a profile in use asks of whoever the evidence is about."""

    def sentences(self, account: Actor, person: Person, standard: str) -> Iterator[str]:
        """One sentence for each statement."""
        places = places_of([person], clock.today()).get(person.ref, [])
        for one in values_beside(account, standard, {place.assignment.role for place in places}):
            yield f"What matters to {one.group[0].lower()}{one.group[1:]}: “{one.words}”"
