"""The status of a pair on a day, and every reason for it (rules, parts 3 and 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standing.core.rules.facts import GENERAL, Change, Claim, Suspension
from standing.core.rules.holding import IN_GRACE, Holding, Walk, walk
from standing.core.rules.known import Asked, PersonFacts, StandardRules
from standing.core.rules.obligations import may_ask, reasons_from_change

CURRENT, DUE, GRACE, NOT_CURRENT = "current", "due", "grace", "not_current"
IN_PROGRESS, NOT_HELD = "in_progress", "not_held"
STATUSES = (CURRENT, DUE, GRACE, NOT_CURRENT, IN_PROGRESS, NOT_HELD)

COUNTING = frozenset({CURRENT, DUE})
"""The statuses that count for cover, for compliance and for assessing others."""

CONTEXT_TOO_NARROW = "context_too_narrow"
EDITION_ENDED, SUSPENDED = "edition_ended", "suspended"
DUE_REASONS = frozenset({"expiring", "signature_owed", "showing_owed", "bridging_owed"})
BLOCKING_REASONS = frozenset(
    {
        "alert_unsigned",
        "bridging_overdue",
        EDITION_ENDED,
        "expired",
        "revoked",
        "showing_overdue",
        "signature_overdue",
        SUSPENDED,
    }
)
REASONS = tuple(sorted(DUE_REASONS | BLOCKING_REASONS | {IN_GRACE, CONTEXT_TOO_NARROW}))


@dataclass(frozen=True)
class Standing:
    """The answer for a pair on a day. `reasons` are in alphabetical order; `expires_on` only while there is a
    holding.
    """

    status: str
    reasons: tuple[str, ...] = ()
    expires_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether the person counts in the standard: the status is one of `COUNTING`."""
        return self.status in COUNTING

    @property
    def is_plain_not_held(self) -> bool:
        """Whether it is not held and there is nothing more to say."""
        return self.status == NOT_HELD and not self.reasons


@dataclass(frozen=True)
class Situation:
    """All about a pair that stays the same until another decision comes into effect.

    `changes` are those to the standard that can ask anything of the person, on some day. `held_elsewhere`
    is, where nothing is held, the other contexts in which something is, open or expired.
    """

    walk: Walk
    person: PersonFacts
    ends_on: date | None
    changes: tuple[Change, ...]
    suspensions: tuple[Suspension, ...]
    claims: tuple[Claim, ...]
    held_elsewhere: frozenset[str]


def standing_on(person: PersonFacts, asked: Asked, standard: str, context: str, day: date) -> Standing:
    """Whether the person meets the standard in the context on the day, and every reason if not, or not for
    long.
    """
    return standing_in(situation_on(person, asked, standard, context, day), day)


def situation_on(person: PersonFacts, asked: Asked, standard: str, context: str, day: date) -> Situation:
    """Where the decisions in effect on the day have led, and what can bear on it until the next."""
    rules = asked.standards[standard]
    reached = walk(person.decisions_on(standard), rules, context, day)
    return Situation(
        walk=reached,
        person=person,
        ends_on=rules.ends_on,
        changes=tuple(change for change in asked.changes_to(standard) if may_ask(change, reached)),
        suspensions=person.suspensions_from(standard),
        claims=person.claims_on(standard),
        held_elsewhere=_held_elsewhere(person, rules, standard, context, day)
        if reached.holding is None
        else frozenset(),
    )


def _held_elsewhere(
    person: PersonFacts, rules: StandardRules, standard: str, context: str, day: date
) -> frozenset[str]:
    # A holding in general alone cannot be missed here: a pair's walk has every general decision.
    others = person.contexts_of(standard) - {GENERAL, context}
    decisions = person.decisions_on(standard)
    return frozenset(other for other in others if walk(decisions, rules, other, day).holding is not None)


def standing_in(situation: Situation, day: date) -> Standing:
    """The standing in a situation on one of its days."""
    if situation.walk.revoked:
        return Standing(NOT_CURRENT, ("revoked",))
    if situation.walk.holding is None:
        claimed = any(claim.period.covers(day) for claim in situation.claims)
        reasons = (CONTEXT_TOO_NARROW,) if situation.held_elsewhere else ()
        return Standing(IN_PROGRESS if claimed else NOT_HELD, reasons)
    found = set(_reasons_while_held(situation, situation.walk.holding, day))
    return Standing(status_of(found), tuple(sorted(found)), situation.walk.holding.expires_on)


def _reasons_while_held(situation: Situation, holding: Holding, day: date) -> Iterator[str]:
    by_time = holding.reason_on(day)
    if by_time is not None:
        yield by_time
    if situation.ends_on is not None and day > situation.ends_on:
        yield EDITION_ENDED
    if any(suspension.period.covers(day) for suspension in situation.suspensions):
        yield SUSPENDED
    for change in situation.changes:
        yield from reasons_from_change(change, situation.person, situation.walk, day)


def status_of(reasons: set[str]) -> str:
    """The status that the reasons give to whoever holds, or held, the standard."""
    if reasons & BLOCKING_REASONS:
        return NOT_CURRENT
    if IN_GRACE in reasons:
        return GRACE
    return DUE if reasons else CURRENT
