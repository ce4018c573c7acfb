"""Whom a proposed change would ask, and by when, before it is in force: the one place that asks the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.policies.models import ProposedChange
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.selectors.change_reach import ChangePreview, preview_change
from standing.core.engine.explain import explain
from standing.core.rehearsing.worlds import with_changes
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts


@dataclass(frozen=True)
class Previewed:
    """Whom a change would ask, and the first last day of each of them, by reference; none where it asks at once."""

    found: ChangePreview
    by_when: Mapping[str, date | None]


def as_facts(change: ProposedChange) -> list[facts.Change]:
    """The change as the rules know it: a fact for each standard it touches."""
    subject, version = change.signed_as
    return [
        facts.Change(
            subject=subject,
            version=version,
            standard=standard.pk,
            change_class=change.change_class,
            effective_on=change.effective_on,
            due_on=change.due_on,
            population=change.population,
        )
        for standard in change.standards.all()
    ]


def preview(*, by: Actor, change: ProposedChange) -> ChangePreview:
    """Whom the change would ask on its day, or today if that is later. Nothing is written. Raises `NotAllowed`."""
    return preview_change(by=by, changes=as_facts(change))


def preview_with_days(*, by: Actor, change: ProposedChange) -> Previewed:
    """As `preview`, and by when each of those it asks is to act. Raises `NotAllowed`."""
    found, changes = preview(by=by, change=change), as_facts(change)
    people = [owes.person for owes in found.asked]
    asked = with_changes(load_asked(), changes)
    by_when = {
        facts_of.person: _first_last_day(facts_of, asked, changes, found.at)
        for facts_of in load_people(people).values()
    }
    return Previewed(found, by_when)


def _first_last_day(
    person: PersonFacts, asked: Asked, changes: Collection[facts.Change], day: date
) -> date | None:
    standards = {change.standard for change in changes}
    days = [
        because.last_day
        for standard, context in person.pairs(asked)
        if standard in standards
        for because in explain(person, asked, standard, context, day).because
        if because.change in changes and because.last_day is not None
    ]
    return min(days, default=None)
