"""How long a decision lasts: set by the workforce lead, for new decisions only or for all."""

from collections.abc import Collection
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.actions.door import EditionEnd, Entry, append_facts, retract_facts
from standing.areas.record.loading import known
from standing.areas.record.models import FactRow, RefreshRule
from standing.areas.record.refresh import AppliesTo, rule_starts
from standing.areas.refusals import Refused
from standing.core.rules import facts


@writing()
@passes_guard(lambda **_: "refresh rules", why="Reason")
def set_refresh_rules(
    *,
    by: Actor,
    standards: Collection[str],
    validity_months: int | None,
    grace_days: int,
    applies_to: AppliesTo,
    why: str,
) -> list[FactRow]:
    """Set the rule of one or more standards, for decisions made from today on, or for every decision
    ever made.

    A standard without a rule gets this one from the beginning. Raises `BadFact`, `NotAllowed` or `Refused`;
    then nothing is written.
    """
    check_can(by, Ability.SET_REFRESH_RULES)
    if not standards:
        raise Refused("Choose at least one standard to set a rule for.")
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


@writing()
def end_edition(*, by: Actor, standard: str, ends_on: date, why: str) -> FactRow:
    """An edition counts up to and including `ends_on`, and no longer."""
    check_can(by, Ability.SET_REFRESH_RULES)
    (row,) = append_facts(by=by, entries=[Entry(EditionEnd(standard, ends_on))], why=why)
    return row
