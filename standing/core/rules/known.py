"""The known facts, arranged as the definition reads them: what is asked of everyone, and what is held about
one person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from standing.core.rules.days import FIRST_DAY, Period, join_periods
from standing.core.rules.facts import (
    NOT_YET,
    Absence,
    Assignment,
    Change,
    Claim,
    Decision,
    Membership,
    RefreshRule,
    Requirement,
    Signature,
    Suspension,
)

LONG_ABSENCE_DAYS = 28


@dataclass(frozen=True)
class StandardRules:
    """The refresh rules of one standard over time (rules, part 2, `standards`). At least one row."""

    rules: tuple[RefreshRule, ...]

    @cached_property
    def by_start(self) -> tuple[RefreshRule, ...]:
        """The rows by the day each begins; no day is the beginning."""
        return tuple(sorted(self.rules, key=lambda rule: rule.rule_from or FIRST_DAY))

    @cached_property
    def ends_on(self) -> date | None:
        """The last day this edition counts: the earliest given."""
        return min((rule.ends_on for rule in self.rules if rule.ends_on), default=None)

    def for_decision(self, decided_on: date) -> RefreshRule:
        """The row with the latest start on or before the decision; before every row, the earliest."""
        started = [rule for rule in self.by_start if (rule.rule_from or FIRST_DAY) <= decided_on]
        return started[-1] if started else self.by_start[0]


@dataclass(frozen=True)
class Asked:
    """What is asked of everyone: the refresh rules, changes and requirements that are known."""

    standards: Mapping[str, StandardRules]
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    requirements: Mapping[str, tuple[Requirement, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rules: Iterable[RefreshRule],
        changes: Iterable[Change] = (),
        requirements: Iterable[Requirement] = (),
    ) -> "Asked":
        """What these rows ask, found by standard and by role."""
        return cls(
            standards={name: StandardRules(rows) for name, rows in grouped(rules, "standard").items()},
            changes=grouped(changes, "standard"),
            requirements=grouped(requirements, "role"),
        )

    def changes_to(self, standard: str) -> tuple[Change, ...]:
        """The known changes to a standard."""
        return self.changes.get(standard, ())


Row = TypeVar("Row")


def grouped(rows: Iterable[Row], attribute: str) -> dict[str, tuple[Row, ...]]:
    """The rows by the value of an attribute, each group in the order given."""
    key = attrgetter(attribute)
    return {name: tuple(group) for name, group in groupby(sorted(rows, key=key), key)}


@dataclass(frozen=True)
class PersonFacts:
    """Everything known about one person."""

    person: str
    decisions: tuple[Decision, ...] = ()
    signatures: tuple[Signature, ...] = ()
    absences: tuple[Absence, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    claims: tuple[Claim, ...] = ()
    memberships: tuple[Membership, ...] = ()
    assignments: tuple[Assignment, ...] = ()

    @cached_property
    def _decisions_by_standard(self) -> Mapping[str, tuple[Decision, ...]]:
        return grouped(self.decisions, "standard")

    @cached_property
    def _signatures_by_subject(self) -> Mapping[str, tuple[Signature, ...]]:
        return grouped(self.signatures, "subject")

    @cached_property
    def _suspensions_by_standard(self) -> Mapping[str, tuple[Suspension, ...]]:
        return grouped(self.suspensions, "standard")

    @cached_property
    def _claims_by_standard(self) -> Mapping[str, tuple[Claim, ...]]:
        return grouped(self.claims, "standard")

    @cached_property
    def _memberships_by_population(self) -> Mapping[str, tuple[Period, ...]]:
        groups = grouped(self.memberships, "population")
        return {name: join_periods(row.period for row in rows) for name, rows in groups.items()}

    @cached_property
    def long_absences(self) -> tuple[Period, ...]:
        """Absences of 28 days or more, or open, in date order; touching or overlapping ones are one (rules,
        part 4).
        """
        joined = join_periods(absence.period for absence in self.absences)
        return tuple(period for period in joined if period.lasts_at_least(LONG_ABSENCE_DAYS))

    def decisions_on(self, standard: str) -> tuple[Decision, ...]:
        """The decisions on a standard, in whatever context."""
        return self._decisions_by_standard.get(standard, ())

    def contexts_of(self, standard: str) -> frozenset[str]:
        """The contexts, general among them, that decisions on the standard name."""
        return frozenset(decision.context for decision in self.decisions_on(standard))

    def memberships_of(self, population: str) -> tuple[Period, ...]:
        """When the person belonged to the population; touching or overlapping memberships are one."""
        return self._memberships_by_population.get(population, ())

    def membership_on(self, population: str, day: date) -> Period | None:
        """The days, around this one, in which the person belonged to a population; None where they did not."""
        return next((period for period in self.memberships_of(population) if period.covers(day)), None)

    def signed_on(self, change: Change) -> date | None:
        """The first day on which the person signed the change or a later version of its subject, if ever."""
        signatures = self._signatures_by_subject.get(change.subject, ())
        return min((row.signed_on for row in signatures if row.version >= change.version), default=None)

    def has_signed(self, change: Change, day: date) -> bool:
        """Whether the person had signed the change, or a later version of its subject, by that day."""
        signed_on = self.signed_on(change)
        return signed_on is not None and signed_on <= day

    def suspensions_from(self, standard: str) -> tuple[Suspension, ...]:
        """The suspensions that bear on the standard: those naming it and those for all."""
        by_standard = self._suspensions_by_standard
        return by_standard.get("", ()) + by_standard.get(standard, ())

    def claims_on(self, standard: str) -> tuple[Claim, ...]:
        """The person's claims on a standard, open or closed."""
        return self._claims_by_standard.get(standard, ())

    def pairs(self, asked: Asked) -> frozenset[tuple[str, str]]:
        """The (standard, context) pairs answered for the person (rules, part 2).

        A pair is answered if the person's roles ever require it, or a decision other than `not_yet` names it.
        """
        required = {
            (requirement.standard, requirement.context)
            for assignment in self.assignments
            for requirement in asked.requirements.get(assignment.role, ())
            if assignment.period.overlaps(requirement.period)
        }
        decided = {(row.standard, row.context) for row in self.decisions if row.outcome != NOT_YET}
        return frozenset(required | decided)
