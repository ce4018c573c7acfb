"""Refresh rules in force, and whom a new one would touch."""

from collections.abc import Collection
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Decision, RefreshRule
from standing.areas.record.refresh import AppliesTo, rule_starts
from standing.areas.standards.models import Standard
from standing.core.rehearsing.one_day import effects_on, standings_in
from standing.core.rehearsing.worlds import with_rules
from standing.core.rules import facts
from standing.core.rules.status import Standing


@dataclass(frozen=True)
class RulesOfStandard:
    """A standard and its refresh rules, oldest first; none yet if nobody has set one."""

    standard: Standard
    rules: tuple[RefreshRule, ...]


def rules_by_standard(*, by: Actor) -> list[RulesOfStandard]:
    """Every standard of the catalogue with its rules."""
    check_can(by, Ability.SEE_CATALOGUE)
    rules: dict[str, list[RefreshRule]] = {}
    for row in known(RefreshRule.objects.order_by("rule_from", "pk"), None):
        rules.setdefault(row.standard_id, []).append(row)
    standards = Standard.objects.select_related("suite")
    return [RulesOfStandard(standard, tuple(rules.get(standard.pk, ()))) for standard in standards]


@dataclass(frozen=True)
class Touched:
    """A pair that a new rule would change: how it stands today, and how it would."""

    person: Person
    standard: str
    context: str
    before: Standing
    after: Standing

    @property
    def stops_counting(self) -> bool:
        """Whether the person counts by the rule there was, and does not by the new one."""
        return self.before.counts and not self.after.counts


@dataclass(frozen=True)
class RulePreview:
    """What setting a rule would do today, before anything is written."""

    standards: tuple[str, ...]
    people_with_decisions: int
    touched: tuple[Touched, ...]


def preview_refresh_rules(
    *,
    by: Actor,
    standards: Collection[str],
    validity_months: int | None,
    grace_days: int,
    applies_to: AppliesTo,
) -> RulePreview:
    """Whom a new rule would touch today, if it were set. Nothing is written. Raises `BadFact` or
    `NotAllowed`.
    """
    check_can(by, Ability.SET_REFRESH_RULES)
    today = clock.today()
    people = list(
        Person.objects.filter(
            decisions__in=known(Decision.objects.filter(standard__in=standards), None)
        ).distinct()
    )
    before = load_asked()
    rows = list(known(RefreshRule.objects.filter(standard__in=standards), None))
    rules = [
        facts.RefreshRule(standard, rule_from, validity_months, grace_days)
        for standard, rule_from in rule_starts(standards, rows, applies_to, today).items()
    ]
    effects = effects_on(today, load_people(people).values(), before, with_rules(before, rules), standards)
    touched = [
        Touched(person, effect.standard, effect.context, was, will)
        for person in people
        for effect in effects.get(person.ref, ())
        for was, will in [standings_in(effect)]
    ]
    return RulePreview(tuple(sorted(standards)), len(people), tuple(touched))
