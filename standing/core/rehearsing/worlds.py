"""What would be asked of everyone: changes put into force, other refresh rules. Of the facts, nothing is different."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from standing.core.rules.facts import Change, RefreshRule
from standing.core.rules.known import Asked, StandardRules, grouped


def with_changes(asked: Asked, changes: Iterable[Change]) -> Asked:
    """The same with changes put into force."""
    added = grouped(changes, "standard")
    merged = {standard: (*asked.changes_to(standard), *rows) for standard, rows in added.items()}
    return replace(asked, changes={**asked.changes, **merged})


def without_changes(asked: Asked, standards: Collection[str]) -> Asked:
    """The same without any change to these standards."""
    others = {standard: rows for standard, rows in asked.changes.items() if standard not in standards}
    return replace(asked, changes=others)


def with_rules(asked: Asked, rules: Iterable[RefreshRule]) -> Asked:
    """The same with other refresh rules, each for decisions made from its day on, in place of one from that day; one
    without a day in place of every rule of its standard. The end of an edition stays unless a rule gives another.
    Raises `KeyError` for a standard that nothing is known of.
    """
    changed: dict[str, StandardRules] = {}
    for standard, new in grouped(rules, "standard").items():
        held, starts = asked.standards[standard], {rule.rule_from for rule in new}
        kept = () if None in starts else (rule for rule in held.rules if rule.rule_from not in starts)
        ends_on = min((rule.ends_on for rule in new if rule.ends_on), default=held.ends_on)
        changed[standard] = StandardRules(tuple(replace(rule, ends_on=ends_on) for rule in (*kept, *new)))
    return replace(asked, standards={**asked.standards, **changed})
