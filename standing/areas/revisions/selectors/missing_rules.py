"""New standards that wait for a refresh rule: beside the rule of what they follow, and who asked for theirs when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known
from standing.areas.record.models import RefreshRule
from standing.areas.revisions.loading import draft_rows, standards_with_a_rule
from standing.areas.revisions.models import CrosswalkVersion, RulesRequest
from standing.areas.revisions.permissions import check_can_see_revisions
from standing.areas.revisions.selectors.pages import VersionInFull, without_rule
from standing.core.crosswalks.states import State
from standing.core.crosswalks.versions import unruled_standards

Terms = tuple[int | None, int]
"""Months until a decision expires (None: never), and days of grace."""


@dataclass(frozen=True)
class MissingRules:
    """New standards without a rule whose old standards have the same one; `terms` is None where they have none, or
    several that differ.
    """

    terms: Terms | None
    standards: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class RulesAsked:
    """A request for refresh rules that still waits: what of it is missing today, who asked first, when and why."""

    version: CrosswalkVersion
    missing: tuple[str, ...]
    who: str
    at: datetime
    words: tuple[str, ...]


def missing_rules(found: VersionInFull) -> list[MissingRules]:
    """The new standards of a version that need a rule and have none, in groups by the rule of what they follow."""
    missing = without_rule(found)
    follow = {
        new: tuple(row.old for row in found.rows if new in row.new and not row.deferred) for new in missing
    }
    rules = _latest({old for olds in follow.values() for old in olds})
    groups: dict[Terms | None, list[tuple[str, tuple[str, ...]]]] = {}
    for new, olds in follow.items():
        terms = {rules[old] for old in olds if old in rules}
        groups.setdefault(terms.pop() if len(terms) == 1 else None, []).append((new, olds))
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1])))
    return [MissingRules(terms, tuple(standards)) for terms, standards in ordered]


def _latest(standards: set[str]) -> dict[str, Terms]:
    rows = known(RefreshRule.objects.filter(standard__in=standards).order_by("rule_from", "pk"), None)
    return {row.standard_id: (row.validity_months, row.grace_days) for row in rows}


def rules_asked(*, by: Actor, version: CrosswalkVersion | None = None) -> list[RulesAsked]:
    """The requests that still wait, one for each version, the oldest first; of one version if it is given."""
    check_can_see_revisions(by)
    requests: dict[int, list[RulesRequest]] = {}
    states = (State.DRAFT.value, State.AWAITING.value)
    rows = RulesRequest.objects.filter(version__state__in=states).select_related("version__revision")
    for row in rows if version is None else rows.filter(version=version):
        requests.setdefault(row.version_id, []).append(row)
    ruled = standards_with_a_rule() if requests else frozenset()
    found = [
        _still_asked(held, unruled_standards(draft_rows(held[0].version), ruled))
        for held in requests.values()
    ]
    return [asked for asked in found if asked.missing]


def _still_asked(held: list[RulesRequest], missing: tuple[str, ...]) -> RulesAsked:
    asked = {each for row in held for each in row.standards}
    first = held[0]
    return RulesAsked(
        version=first.version,
        missing=tuple(each for each in missing if each in asked),
        who=first.who,
        at=first.at,
        words=tuple(row.words for row in held if row.words),
    )


def rules_asked_of(*, by: Actor) -> list[RulesAsked]:
    """The requests that this account can answer: those that wait, for whoever sets refresh rules."""
    return rules_asked(by=by) if can(by, Ability.SET_REFRESH_RULES) else []
