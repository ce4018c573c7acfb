"""Holding and expiry (rules, part 3): what a person's decisions on a standard amount to on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter

from standing.core.rules.days import add_days, add_months
from standing.core.rules.facts import (
    BRIDGED,
    GENERAL,
    MET,
    NOT_YET,
    REVOKED,
    Decision,
    RefreshRule,
)
from standing.core.rules.known import StandardRules

RENEWAL_DAYS = 90
"""A renewal in the last 90 days before the expiry keeps the anniversary."""

EXPIRING, IN_GRACE, EXPIRED = "expiring", "in_grace", "expired"


@dataclass(frozen=True)
class Holding:
    """A standard held: open since its first `met`, whether or not it has expired since.

    `governing` is the newest `met`, whose refresh rule gives `grace_days`. `practice_as_of` is the latest of
    the `met` and `bridged` that took part since it opened; `held_from` the earliest day that one of those
    `met` came into effect.
    """

    governing: Decision
    expires_on: date | None
    grace_days: int
    practice_as_of: date
    held_from: date

    @cached_property
    def grace_ends_on(self) -> date | None:
        """The last day of grace; none if it never expires."""
        return None if self.expires_on is None else add_days(self.expires_on, self.grace_days)

    def is_beyond_grace(self, day: date) -> bool:
        """Whether its last day of grace is over."""
        return self.grace_ends_on is not None and self.grace_ends_on < day

    def reason_on(self, day: date) -> str | None:
        """What the expiry alone gives on a day (rules, part 4): expiring, in_grace, expired, or nothing."""
        if self.expires_on is None:
            return None
        if self.is_beyond_grace(day):
            return EXPIRED
        if day > self.expires_on:
            return IN_GRACE
        return EXPIRING if day >= add_days(self.expires_on, -RENEWAL_DAYS) else None


@dataclass(frozen=True)
class Walk:
    """Where the decisions in effect lead: a holding, or a revocation, or neither; and every `met` on the
    way.
    """

    holding: Holding | None = None
    revoked: bool = False
    mets: tuple[Decision, ...] = ()


def decisions_in_effect(decisions: Iterable[Decision], context: str, day: date) -> list[Decision]:
    """The decisions on one standard that bear on a context on a day, in the order of the walk.

    They are in effect, and general or of the pair's context; for a general pair every revocation counts,
    whatever its context. `not_yet` is left out: it changes nothing.
    """
    bearing = [row for row in decisions if row.in_effect_from <= day and _bears_on(row, context)]
    return sorted(bearing, key=attrgetter("walk_order")) if len(bearing) > 1 else bearing


def _bears_on(decision: Decision, context: str) -> bool:
    if decision.outcome == NOT_YET:
        return False
    if context == GENERAL and decision.outcome == REVOKED:
        return True
    return decision.context in (GENERAL, context)


def walk(decisions: Iterable[Decision], rules: StandardRules, context: str, day: date) -> Walk:
    """Walk the decisions in effect on a day, in order, and say where they lead."""
    reached = Walk()
    for decision in decisions_in_effect(decisions, context, day):
        if decision.outcome == MET:
            holding = _opened_or_renewed(reached.holding, decision, rules.for_decision(decision.decided_on))
            reached = Walk(holding=holding, mets=(*reached.mets, decision))
        elif decision.outcome == BRIDGED:
            reached = replace(reached, holding=_bridged(reached.holding, decision))
        else:
            reached = Walk(revoked=bool(reached.mets), mets=reached.mets)
    return reached


def _opened_or_renewed(holding: Holding | None, decision: Decision, rule: RefreshRule) -> Holding:
    if holding is None or holding.is_beyond_grace(decision.decided_on):
        return Holding(
            governing=decision,
            expires_on=decision.expires_on or _expiry_from(decision.decided_on, rule),
            grace_days=rule.grace_days,
            practice_as_of=decision.practice,
            held_from=decision.in_effect_from,
        )
    return Holding(
        governing=decision,
        expires_on=_renewed_expiry(holding, decision, rule),
        grace_days=rule.grace_days,
        practice_as_of=max(holding.practice_as_of, decision.practice),
        held_from=min(holding.held_from, decision.in_effect_from),
    )


def _expiry_from(day: date, rule: RefreshRule) -> date | None:
    return None if rule.validity_months is None else add_months(day, rule.validity_months)


def _renewed_expiry(holding: Holding, decision: Decision, rule: RefreshRule) -> date | None:
    if decision.expires_on is not None:
        return decision.expires_on
    if rule.validity_months is None:
        return None
    afresh = add_months(decision.decided_on, rule.validity_months)
    so_far = holding.expires_on
    if so_far is None:
        return afresh
    window_opens = add_days(so_far, -RENEWAL_DAYS)
    in_window = window_opens <= decision.decided_on <= so_far
    if in_window and holding.governing.decided_on < window_opens:
        return add_months(so_far, rule.validity_months)
    return max(so_far, afresh)


def _bridged(holding: Holding | None, decision: Decision) -> Holding | None:
    """Practice moves forward, never back; the clock is not restarted. After grace a bridge shows nothing."""
    if holding is None or holding.is_beyond_grace(decision.decided_on):
        return holding
    return replace(holding, practice_as_of=max(holding.practice_as_of, decision.practice))
