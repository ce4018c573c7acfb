"""How long a decision lasts: set by the workforce lead, for new decisions only or for all."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.db import transaction

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.actions.door import EditionEnd, Entry, NotAccepted, append_facts, retract_facts
from standing.areas.record.loading import known
from standing.areas.record.models import FactRow, RefreshRule
from standing.core.rules import facts


class AppliesTo(StrEnum):
    NEW = "new"
    ALL = "all"


@transaction.atomic
def set_refresh_rules(
    *,
    by: Actor,
    standards: Collection[str],
    validity_months: int | None,
    grace_days: int,
    applies_to: AppliesTo,
    why: str,
) -> list[FactRow]:
    """Set the rule of one or more standards, for decisions made from today on, or for every decision ever made.

    A standard without a rule gets this one from the beginning. Raises `BadFact`, `NotAllowed` or `NotAccepted`; then
    nothing is written.
    """
    check_can(by, Ability.SET_REFRESH_RULES)
    if not standards:
        raise NotAccepted("Choose at least one standard to set a rule for.")
    current = list(known(RefreshRule.objects.filter(standard__in=standards), None))
    rule_from = rule_starts(standards, current, applies_to, clock.today())
    replaced = [
        row for row in current if applies_to == AppliesTo.ALL or row.rule_from == rule_from[row.standard_id]
    ]
    if replaced:
        retract_facts(by=by, rows=replaced, why=why)
    entries = [
        Entry(facts.RefreshRule(standard, rule_from[standard], validity_months, grace_days))
        for standard in sorted(standards)
    ]
    return append_facts(by=by, entries=entries, why=why)


def rule_starts(
    standards: Collection[str], current: Collection[RefreshRule], applies_to: AppliesTo, today: date
) -> dict[str, date | None]:
    """The day from which a new rule of each standard holds; none: from the beginning."""
    ruled = {row.standard_id for row in current}
    only_new = applies_to == AppliesTo.NEW
    return {standard: today if only_new and standard in ruled else None for standard in standards}


@transaction.atomic
def end_edition(*, by: Actor, standard: str, ends_on: date, why: str) -> FactRow:
    """An edition counts up to and including `ends_on`, and no longer."""
    check_can(by, Ability.SET_REFRESH_RULES)
    (row,) = append_facts(by=by, entries=[Entry(EditionEnd(standard, ends_on))], why=why)
    return row
