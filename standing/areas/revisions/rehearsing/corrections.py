"""A correction of an adopted crosswalk, rehearsed: the facts there would be without what it takes back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from standing.areas.record.following import asked_as
from standing.areas.record.loading import known
from standing.areas.record.models import (
    CarryLink,
    Change,
    Decision,
    EditionEnd,
    Suspension,
    decision_id,
)
from standing.areas.revisions.adopted import active_adoptions
from standing.core.crosswalks.correcting import Correction
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts, StandardRules


class WithoutTakenBack:
    """The world as it would be once a correction has taken back what the adopted version wrote for some old standards,
    before anything is carried anew.
    """

    def __init__(self, revision: str, correction: Correction) -> None:
        self.batches = active_adoptions(revision)
        self.olds = correction.olds
        found = CarryLink.objects.filter(batch__in=self.batches, old__in=self.olds)
        self.links = [(link.old_id, link.new_id) for link in found.order_by("pk")]
        self.asked_as = asked_as({new for _, new in self.links})
        self.revision = revision
        self._decisions = {decision_id(key) for key in self._carried(Decision, "pk")}
        self._suspensions = {
            (row.person.ref, row.standard_id, row.from_on, row.to_on) for row in self._rows(Suspension)
        }

    def _of_links(self, model: Any) -> list[Any]:
        return [
            known(model.objects.filter(carried_from__standard=old, standard=new), None)
            for old, new in self.links
        ]

    def _carried(self, model: Any, column: str) -> list[Any]:
        return [value for rows in self._of_links(model) for value in rows.values_list(column, flat=True)]

    def _rows(self, model: Any) -> list[Any]:
        return [row for rows in self._of_links(model) for row in rows.select_related("person")]

    def person(self, person: PersonFacts) -> PersonFacts:
        """The facts of a person without what would be taken back; the same object where that is nothing."""
        decisions = tuple(row for row in person.decisions if row.decision not in self._decisions)
        suspensions = tuple(
            row
            for row in person.suspensions
            if (row.person, row.standard, row.from_on, row.to_on) not in self._suspensions
        )
        members = tuple(row for row in person.memberships if row.population not in self.asked_as)
        if (len(decisions), len(suspensions), len(members)) == (
            len(person.decisions),
            len(person.suspensions),
            len(person.memberships),
        ):
            return person
        return replace(person, decisions=decisions, suspensions=suspensions, memberships=members)

    def asked(self, asked: Asked) -> Asked:
        """What is asked of everyone without the changes that would be taken back, and without the ends."""
        news = {new for _, new in self.links}
        own = known(
            Change.objects.filter(
                batch__in=self.batches, carried_from=None, standard__in=news, subject=self.revision
            ),
            None,
        )
        gone = {(row.standard_id, row.subject, row.version) for row in (*own, *self._plain(Change))}
        changes = {
            standard: tuple(row for row in rows if (standard, row.subject, row.version) not in gone)
            for standard, rows in asked.changes.items()
        }
        return replace(asked, standards={**asked.standards, **self._not_ended(asked)}, changes=changes)

    def _plain(self, model: Any) -> list[Any]:
        return [row for rows in self._of_links(model) for row in rows]

    def _not_ended(self, asked: Asked) -> dict[str, StandardRules]:
        others = known(EditionEnd.objects.filter(standard__in=self.olds), None).exclude(
            batch__in=self.batches
        )
        ends: dict[str, list[date]] = {}
        for standard, day in others.values_list("standard", "ends_on"):
            ends.setdefault(standard, []).append(day)
        return {
            old: _ending(asked.standards[old].rules, min(ends.get(old, ()), default=None))
            for old in self.olds
            if old in asked.standards
        }


def _ending(rules: Collection[facts.RefreshRule], day: date | None) -> StandardRules:
    return StandardRules(tuple(replace(rule, ends_on=day) for rule in rules))
