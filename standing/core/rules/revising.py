"""RULES part 5 as a whole: a revision with its days and rows, and what facts become once it is adopted.

Computed from facts handed in: a rehearsal shows it before anything is written, and adoption writes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.carrying import Alike, CarriedOver, carry_onto, contexts_asked
from standing.core.rules.fates import AWAITING, Days, Fate, fates_of
from standing.core.rules.known import Asked, PersonFacts, StandardRules, grouped
from standing.core.rules.links import JUDGED, Link, ended_editions, links_of
from standing.core.rules.populations import CarriedMembership, carry_memberships
from standing.core.rules.repeating import (
    CarriedChange,
    CarriedSuspension,
    Clash,
    carry_changes,
    carry_suspensions,
)


@dataclass(frozen=True)
class Revising:
    """A revision as it is adopted. `subject` and `version` name the change that asks holders to sign, or to bridge.

    `own_days` has the day from which a row is, by its old standard, where that is not the effective day.
    """

    subject: str
    effective_on: date
    transition_ends_on: date
    rows: tuple[CrosswalkRow, ...]
    version: int = 1
    own_days: Mapping[str, date] = field(default_factory=dict)

    def effective(self, old: str) -> date:
        """The day from which the row of an old standard is."""
        return self.own_days.get(old, self.effective_on)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The rows by which people are carried. Raises ValueError for one that cannot be."""
        return links_of(self.rows, self.effective, self.transition_ends_on, self.subject)

    @cached_property
    def onto(self) -> Mapping[str, tuple[Link, ...]]:
        """The links by the new standard."""
        return grouped(self.links, "new")

    @cached_property
    def ended(self) -> frozenset[str]:
        """The old standards that end with the transition."""
        return frozenset(ended_editions(self.rows))


class Adopting:
    """What a revision makes of the facts there are: of what is asked of everyone, and of one person after another."""

    def __init__(self, revising: Revising, asked: Asked) -> None:
        self.revising = revising
        self.before = asked
        self._contexts = {
            new: contexts_asked(asked, {new, *(link.old for link in links)})
            for new, links in revising.onto.items()
        }
        self._alike: Alike = {}
        self._last: tuple[PersonFacts, dict[str, CarriedOver]] | None = None

    @cached_property
    def _changes(self) -> tuple[tuple[CarriedChange, ...], tuple[Clash, ...]]:
        one = self.revising
        return carry_changes(self.before, one.links, one.version)

    @property
    def changes(self) -> tuple[CarriedChange, ...]:
        """The changes to stand on the new standards."""
        return self._changes[0]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The changes that cannot be repeated: with one of these, nothing can be adopted."""
        return self._changes[1]

    @cached_property
    def asked(self) -> Asked:
        """What is asked of everyone once the revision is adopted; profiles are carried as drafts, which ask nothing."""
        changes = dict(self.before.changes)
        for carried in self.changes:
            new = carried.fact.standard
            changes[new] = (*changes.get(new, ()), carried.fact)
        return replace(self.before, standards={**self.before.standards, **self._ended()}, changes=changes)

    def _ended(self) -> dict[str, StandardRules]:
        last_day = self.revising.transition_ends_on
        return {
            old: StandardRules(
                tuple(
                    replace(rule, ends_on=min(last_day, rule.ends_on or last_day))
                    for rule in self.before.standards[old].rules
                )
            )
            for old in self.revising.ended
            if old in self.before.standards
        }

    def over(self, person: PersonFacts) -> dict[str, CarriedOver]:
        """The decisions written about a person, by the new standard; those of which nothing is to say are left out."""
        if self._last is None or self._last[0] is not person:
            self._last = (person, self._over(person))
        return self._last[1]

    def _over(self, person: PersonFacts) -> dict[str, CarriedOver]:
        decided = {row.standard for row in person.decisions}
        found = {
            new: carry_onto(person, self.before, links, self._contexts[new], self.asked, alike=self._alike)
            for new, links in self.revising.onto.items()
            if any(link.old in decided for link in links)
        }
        return {new: over for new, over in found.items() if over.decisions or over.uncarried}

    def suspensions(self, person: PersonFacts) -> tuple[CarriedSuspension, ...]:
        """The suspensions written about a person."""
        return carry_suspensions(person, self.revising.links) if person.suspensions else ()

    def memberships(self, person: PersonFacts, over: CarriedOver) -> tuple[CarriedMembership, ...]:
        """The memberships of somebody of whom `over` is written on one new standard: its change asks them."""
        return carry_memberships(person, self.asked, over.decisions)

    def person(self, person: PersonFacts) -> PersonFacts:
        """The facts of a person once the revision is adopted; the same object where nothing is written."""
        written = self.over(person).values()
        decisions = [row.fact for over in written for row in over.decisions]
        suspensions = [row.fact for row in self.suspensions(person)]
        if not decisions and not suspensions:
            return person
        memberships = [row.fact for over in written for row in self.memberships(person, over)]
        return replace(
            person,
            decisions=(*person.decisions, *decisions),
            suspensions=(*person.suspensions, *suspensions),
            memberships=(*person.memberships, *memberships),
        )

    def fates(
        self,
        person: PersonFacts,
        over: Mapping[str, CarriedOver] | None = None,
        today: date | None = None,
    ) -> tuple[Fate, ...]:
        """What becomes of everything the person holds of the old standards (`fates.fates_of`). `over` is what is
        written about them, where it is known already.
        """
        return self._fates(person, self.revising.rows, self.over(person) if over is None else over, today)

    def left_to_people(
        self, person: PersonFacts, over: Mapping[str, CarriedOver], today: date | None = None
    ) -> tuple[Fate, ...]:
        """What of a person's holdings waits for a named person, or cannot be carried though it has a successor, given
        what is written about them. As `fates`, of those alone: most rows carry whoever holds them, and need not be
        looked at again.
        """
        uncarried = {one.link.old for each in over.values() for one in each.uncarried}
        rows = [row for row in self.revising.rows if row.treatment in JUDGED or row.old in uncarried]
        fates = self._fates(person, rows, over, today)
        return tuple(fate for fate in fates if fate.fate == AWAITING or fate.is_not_carried)

    def _fates(
        self,
        person: PersonFacts,
        rows: Sequence[CrosswalkRow],
        over: Mapping[str, CarriedOver],
        today: date | None,
    ) -> tuple[Fate, ...]:
        days = Days(self.revising.effective, self.revising.transition_ends_on, today)
        return fates_of(person, self.before, rows, over, days)


def targets_needing_a_rule(revising: Revising, ruled: Collection[str]) -> Sequence[str]:
    """The new standards that somebody is carried onto and nobody has set a refresh rule for, in order."""
    return sorted(new for new in revising.onto if new not in ruled)
