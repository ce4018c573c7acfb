"""Holding and expiry (rules, part 3): where the decisions of a pair have led by a day."""

from standing.core.engine.kernel.calendar import add_days, add_months
from standing.core.engine.kernel.layout import (
    BRIDGED,
    FIRST,
    GENERAL,
    MET,
    OPEN,
    REVOKED,
    Column,
    Decisions,
    Pairs,
    Rules,
)

RENEWAL_DAYS = 90
NOTHING, HOLDING, ENDED = 0, 1, 2
"""Where a walk leads: nothing held, a holding open or expired, or a revocation."""

Walk = tuple[int, int, int, int, int, int]
"""Where it leads; expiry (`OPEN`: none); the last day of grace (`OPEN`: none); practice as of; the day the holding came
into effect; and the oldest practice of any `met` on the way.
"""

_DAYS, _OUTCOMES, _EXPIRIES = 1 << 22, 4, 4096
"""More than there are days in the calendar, outcomes, and days in the ten years an expiry may be given for."""


def walk_key(standard: int, decided: int, outcome: int, expires: int) -> int:
    """A number that orders a person's decisions by standard and then as they are walked: by the day decided; within a
    day `met`, `bridged`, `revoked`; among `met` those with an expiry last, the earliest last of all.

    The id, which comes last in the order of the rules, decides between decisions that do the same whichever is first.
    """
    late = 0 if expires == OPEN else _EXPIRIES - 1 - (expires - decided)
    return ((standard * _DAYS + decided - FIRST) * _OUTCOMES + outcome) * _EXPIRIES + late


def walk(
    decisions: Decisions,
    pairs: Pairs,
    rules: Rules,
    order: Column,
    low: int,
    high: int,
    context: int,
    day: int,
) -> Walk:
    """Walk the decisions on one standard (rows `order[low:high]`) that bear on a context and are in effect on a day."""
    leads, expires, grace_ends, practice, held, oldest, governed = (
        NOTHING,
        OPEN,
        OPEN,
        FIRST,
        OPEN,
        OPEN,
        FIRST,
    )
    for place in range(low, high):
        row = order[place]
        outcome = decisions.outcome[row]
        if decisions.held[row] > day or not _bears_on(pairs.context[decisions.pair[row]], outcome, context):
            continue
        decided = decisions.decided[row]
        if outcome == REVOKED:
            leads = NOTHING if leads == NOTHING else ENDED
            continue
        in_time = leads == HOLDING and grace_ends >= decided
        if outcome == BRIDGED:
            practice = max(practice, decisions.practice[row]) if in_time else practice
            continue
        rule = rule_of(rules, pairs.standard[decisions.pair[row]], decided)
        if in_time:
            expires = _renewed(expires, governed, decided, decisions.expires[row], rules.months[rule])
            practice = max(practice, decisions.practice[row])
            held = min(held, decisions.held[row])
        else:
            expires = _opened(decided, decisions.expires[row], rules.months[rule])
            practice, held = decisions.practice[row], decisions.held[row]
        leads, governed = HOLDING, decided
        grace_ends = OPEN if expires == OPEN else add_days(expires, rules.grace[rule])
        oldest = min(oldest, decisions.practice[row])
    return leads, expires, grace_ends, practice, held, oldest


def is_held_elsewhere(
    decisions: Decisions,
    pairs: Pairs,
    rules: Rules,
    order: Column,
    low: int,
    high: int,
    context: int,
    day: int,
) -> bool:
    """Whether the same walk for another context of the decisions leads to a holding. Only a `met` in that context can
    bring it there, for one in general would have been in the pair's own walk.
    """
    for place in range(low, high):
        row = order[place]
        other = pairs.context[decisions.pair[row]]
        if decisions.outcome[row] != MET or decisions.held[row] > day or other == context:
            continue
        if walk(decisions, pairs, rules, order, low, high, other, day)[0] == HOLDING:
            return True
    return False


def rule_of(rules: Rules, standard: int, decided: int) -> int:
    """The row of the rule for a decision: the latest begun by that day; before every row, the earliest."""
    row = rules.at[standard + 1] - 1
    while row > rules.at[standard] and rules.first[row] > decided:
        row -= 1
    return row


def _bears_on(of: int, outcome: int, context: int) -> bool:
    return of == GENERAL or of == context or (context == GENERAL and outcome == REVOKED)


def _opened(decided: int, given: int, months: int) -> int:
    if given != OPEN:
        return given
    return OPEN if months == 0 else add_months(decided, months)


def _renewed(expires: int, governed: int, decided: int, given: int, months: int) -> int:
    if given != OPEN or months == 0 or expires == OPEN:
        return _opened(decided, given, months)
    window = add_days(expires, -RENEWAL_DAYS)
    if governed < window <= decided <= expires:
        return add_months(expires, months)
    return max(expires, add_months(decided, months))
