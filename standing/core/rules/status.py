"""The status of a pair on a day, and every reason for it (rules, parts 3 and 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standing.core.rules.facts import GENERAL
from standing.core.rules.holding import IN_GRACE, Walk, walk
from standing.core.rules.known import Asked, PersonFacts, StandardRules
from standing.core.rules.obligations import reasons_from_change

CURRENT, DUE, GRACE, NOT_CURRENT = "current", "due", "grace", "not_current"
IN_PROGRESS, NOT_HELD = "in_progress", "not_held"
STATUSES = (CURRENT, DUE, GRACE, NOT_CURRENT, IN_PROGRESS, NOT_HELD)

COUNTING = frozenset({CURRENT, DUE})
"""The statuses that count for cover, for compliance and for assessing others."""

CONTEXT_TOO_NARROW = "context_too_narrow"
DUE_REASONS = frozenset({"expiring", "signature_owed", "showing_owed", "bridging_owed"})
BLOCKING_REASONS = frozenset(
    {
        "alert_unsigned",
        "bridging_overdue",
        "edition_ended",
        "expired",
        "revoked",
        "showing_overdue",
        "signature_overdue",
        "suspended",
    }
)
REASONS = tuple(sorted(DUE_REASONS | BLOCKING_REASONS | {IN_GRACE, CONTEXT_TOO_NARROW}))


@dataclass(frozen=True)
class Standing:
    """The answer for a pair on a day. `reasons` are in alphabetical order; `expires_on` only while there is a holding."""

    status: str
    reasons: tuple[str, ...] = ()
    expires_on: date | None = None

    @property
    def counts(self) -> bool:
        return self.status in COUNTING

    @property
    def is_plain_not_held(self) -> bool:
        return self.status == NOT_HELD and not self.reasons


def standing_on(person: PersonFacts, asked: Asked, standard: str, context: str, day: date) -> Standing:
    """Whether the person meets the standard in the context on the day, and every reason if not, or not for long."""
    rules = asked.standards[standard]
    reached = walk(person.decisions_on(standard), rules, context, day)
    return standing_after(reached, person, asked, standard, context, day)


def standing_after(
    reached: Walk, person: PersonFacts, asked: Asked, standard: str, context: str, day: date
) -> Standing:
    """The standing on a day to which the decisions in effect have led as given."""
    if reached.revoked:
        return Standing(NOT_CURRENT, ("revoked",))
    if reached.holding is None:
        return _without_a_holding(person, asked.standards[standard], standard, context, day)
    by_time = reached.holding.reason_on(day)
    reasons = {by_time} if by_time else set()
    reasons.update(_reasons_of_the_standard(person, asked.standards[standard], standard, day))
    for change in asked.changes_to(standard):
        reasons.update(reasons_from_change(change, person, reached, day))
    return Standing(_status(reasons), tuple(sorted(reasons)), reached.holding.expires_on)


def _without_a_holding(
    person: PersonFacts, rules: StandardRules, standard: str, context: str, day: date
) -> Standing:
    status = IN_PROGRESS if any(claim.period.covers(day) for claim in person.claims_on(standard)) else NOT_HELD
    narrow = any(
        walk(person.decisions_on(standard), rules, other, day).holding is not None
        for other in person.contexts_of(standard) - {GENERAL, context}
    )
    return Standing(status, (CONTEXT_TOO_NARROW,) if narrow else ())


def _reasons_of_the_standard(
    person: PersonFacts, rules: StandardRules, standard: str, day: date
) -> Iterator[str]:
    if rules.ends_on is not None and day > rules.ends_on:
        yield "edition_ended"
    if any(suspension.period.covers(day) for suspension in person.suspensions_from(standard)):
        yield "suspended"


def _status(reasons: set[str]) -> str:
    if reasons & BLOCKING_REASONS:
        return NOT_CURRENT
    if IN_GRACE in reasons:
        return GRACE
    return DUE if reasons else CURRENT
