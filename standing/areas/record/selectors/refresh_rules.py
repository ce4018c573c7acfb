"""Refresh rules in force, and whom a new one would touch."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Decision, RefreshRule
from standing.areas.record.refresh import AppliesTo, rule_starts
from standing.areas.standards.models import Standard
from standing.core.rules import facts
from standing.core.rules.known import Asked, StandardRules
from standing.core.rules.status import Standing, standing_on


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
    new_rule = facts.RefreshRule("any", None, validity_months, grace_days)
    after = _with_new_rule(before, standards, new_rule, applies_to, today)
    facts_of = load_people(people)
    touched = [
        Touched(person, standard, context, was, will)
        for person in people
        for standard, context in sorted(facts_of[person.ref].pairs(before))
        if standard in standards
        for was, will in [
            (
                standing_on(facts_of[person.ref], before, standard, context, today),
                standing_on(facts_of[person.ref], after, standard, context, today),
            )
        ]
        if was != will
    ]
    return RulePreview(tuple(sorted(standards)), len(people), tuple(touched))


def _with_new_rule(
    asked: Asked, standards: Collection[str], rule: facts.RefreshRule, applies_to: AppliesTo, today: date
) -> Asked:
    """What would be asked if each of the standards got the rule, from the day that `applies_to` gives."""
    rows = list(known(RefreshRule.objects.filter(standard__in=standards), None))
    starts = rule_starts(standards, rows, applies_to, today)
    changed: dict[str, StandardRules] = {}
    for standard in standards:
        new = replace(rule, standard=standard, rule_from=starts[standard])
        kept = _kept(rows, standard, new, applies_to)
        ends_on = asked.standards[standard].ends_on
        changed[standard] = StandardRules(tuple(replace(rule, ends_on=ends_on) for rule in (*kept, new)))
    standards_after: Mapping[str, StandardRules] = {**asked.standards, **changed}
    return replace(asked, standards=standards_after)


def _kept(
    rows: Collection[RefreshRule], standard: str, new: facts.RefreshRule, applies_to: AppliesTo
) -> list[facts.RefreshRule]:
    if applies_to == AppliesTo.ALL:
        return []
    return [
        facts.RefreshRule(standard, row.rule_from, row.validity_months, row.grace_days)
        for row in rows
        if row.standard_id == standard and row.rule_from != new.rule_from
    ]
