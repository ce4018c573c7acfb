"""RULES part 5: the decisions of a walk written once more on a new standard, so that they come to no more there.

A `Mirror` is what of one old standard is written again: all its decisions with their own contexts, once the standard is
held in general; or, held in one context alone, the decisions that bear on it, in that context.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from standing.core.rules.days import add_months
from standing.core.rules.facts import (
    GENERAL,
    LONGEST_EXPIRY_MONTHS,
    MET,
    REVOKED,
    Decision,
)
from standing.core.rules.holding import Holding, Walk, decisions_in_effect, walk
from standing.core.rules.known import StandardRules
from standing.core.rules.links import Link


@dataclass(frozen=True)
class Carried:
    """A decision to stand on the new standard, and the decision on the old one that it repeats."""

    link: Link
    source: Decision
    fact: Decision


@dataclass(frozen=True)
class Mirror:
    """What of one old standard is written again, from `start` on. `only` is the one context it is written in; none:
    each decision keeps its own.
    """

    link: Link
    only: str | None
    start: date
    decisions: tuple[Decision, ...]
    rules: StandardRules
    contexts: tuple[str, ...]

    @property
    def named(self) -> str:
        """The context in which the old standard was held: general, or the only one."""
        return self.only or GENERAL

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which what is held may come to differ: the start, and whenever a decision comes into effect."""
        later = {row.in_effect_from for row in self.decisions if row.in_effect_from > self.start}
        return (self.start, *sorted(later))

    def reached(self, context: str, day: date) -> Walk:
        """Where the old decisions lead in a context on a day."""
        return walk(self.decisions, self.rules, context, day)

    def holdings(self) -> Iterator[tuple[str, date, Holding]]:
        """What is held of the old standard, open or expired: on each of the days, in each context there is."""
        for day in self.days:
            for context in self.contexts:
                holding = self.reached(context, day).holding
                if holding is not None:
                    yield context, day, holding

    def bearing(self) -> tuple[Decision, ...]:
        """The decisions written again."""
        if self.only is None:
            return self.decisions
        return tuple(row for row in self.decisions if row.context in (GENERAL, self.only))


def mirrors_of(
    link: Link, decisions: Collection[Decision], rules: StandardRules, contexts: Collection[str] = ()
) -> tuple[Mirror, ...]:
    """What of an old standard is written again: nothing unless it is held, on the effective day or once a decision
    made later is in effect. `decisions` are those the link takes, `contexts` those asked for anywhere.
    """
    if not any(row.outcome == MET for row in decisions):
        return ()
    taken, named = tuple(decisions), {row.context for row in decisions}
    days = sorted({link.effective_on, *(row.in_effect_from for row in taken)})
    days = [day for day in days if day >= link.effective_on]

    def first_held(context: str) -> date | None:
        for day in days:
            holding = walk(taken, rules, context, day).holding
            if holding is not None and not holding.is_beyond_grace(day):
                return day
        return None

    if link.context:
        start = first_held(link.context)
        return () if start is None else (Mirror(link, link.context, start, taken, rules, (link.context,)),)
    general = first_held(GENERAL)
    others = sorted((named | set(contexts)) - {GENERAL})
    if general == link.effective_on:
        return (Mirror(link, None, general, taken, rules, (GENERAL, *others)),)
    found = []
    for context in others:
        start = first_held(context)
        if start is not None and (general is None or start < general):
            found.append(Mirror(link, context, start, taken, rules, (context,)))
    if general is not None:
        found.append(Mirror(link, None, general, taken, rules, (GENERAL, *others)))
    return tuple(found)


def copies_of(mirror: Mirror, new_rules: StandardRules, *, exact: bool = False) -> tuple[Carried, ...]:
    """The decisions of a mirror on the new standard: in effect from its start or their own day if later, the newest
    `met` with the expiry it gave on the old one; all else as it was.

    `exact`: every `met` with the expiry it gave, and no decision that took no part in the holding with practice later
    than the holding's, so that other rules on the new standard cannot make more of them.
    """
    expiries = _expiries(mirror, new_rules, exact=exact)
    practices = _practices(mirror) if exact else {}
    return tuple(
        Carried(mirror.link, row, _copy(mirror, row, expiries.get(row.decision), practices.get(row.decision)))
        for row in mirror.bearing()
    )


def _copy(mirror: Mirror, row: Decision, expiry: date | None, practice: date | None) -> Decision:
    held_from = row.held_from if row.in_effect_from >= mirror.start else mirror.start
    return replace(
        row,
        standard=mirror.link.new,
        context=row.context if mirror.only is None else mirror.only,
        held_from=None if row.outcome == REVOKED else held_from,
        expires_on=row.expires_on if expiry is None else expiry,
        practice_as_of=row.practice_as_of if practice is None else practice,
        recorded_on=None,
        retracted_on=None,
    )


def _expiries(mirror: Mirror, new_rules: StandardRules, *, exact: bool) -> dict[str, date]:
    """The expiry to be written on a `met`, by its id: the earliest of those it gave, in whichever context."""
    found: dict[str, date] = {}
    for met, expiry in _given(mirror, exact=exact):
        expires_on = expiry_written(mirror.link, met, expiry, new_rules)
        if expires_on is not None:
            found[met.decision] = min(expires_on, found.get(met.decision, expires_on))
    return found


def _given(mirror: Mirror, *, exact: bool) -> Iterator[tuple[Decision, date | None]]:
    """Each newest `met`, or with `exact` every one, and the expiry of the holding once it is walked."""
    for context, day, holding in mirror.holdings():
        yield holding.governing, holding.expires_on
        if exact:
            walked = decisions_in_effect(mirror.decisions, context, day)
            for number, row in enumerate(walked, start=1):
                if row.outcome == MET:
                    so_far = walk(walked[:number], mirror.rules, context, day).holding
                    assert so_far is not None
                    yield row, so_far.expires_on


def expiry_written(link: Link, met: Decision, expiry: date | None, new_rules: StandardRules) -> date | None:
    """Never later than the source's; of a source that never expires, the effective day (or the day of a decision made
    later) and the validity of the new standard; within ten years of the decision. None: it never expires on either.
    """
    if expiry is None:
        rules = (new_rules.for_decision(link.effective_on), new_rules.for_decision(met.decided_on))
        months = [rule.validity_months for rule in rules if rule.validity_months is not None]
        if not months:
            return None
        expiry = add_months(max(link.effective_on, met.decided_on), min(months))
    return min(expiry, add_months(met.decided_on, LONGEST_EXPIRY_MONTHS))


def _practices(mirror: Mirror) -> dict[str, date]:
    """The practice to be written on a decision, by its id, where its own is later than that of the holding in force
    when it came into effect: it took no part in it.
    """
    found: dict[str, date] = {}
    first = {row.decision: max(mirror.start, row.in_effect_from) for row in mirror.bearing()}
    for context, day, holding in mirror.holdings():
        for row in decisions_in_effect(mirror.decisions, context, day):
            if first.get(row.decision) == day and row.practice > holding.practice_as_of:
                earlier = found.get(row.decision, holding.practice_as_of)
                found[row.decision] = min(holding.practice_as_of, earlier)
    return found
