"""RULES part 5: which old standards a revision carries onto which new ones, and which it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.facts import GENERAL, NOT_YET, REVOKED, Decision

CARRY, IN_CONTEXT, BRIDGE = "carry and sign", "carry and sign, in context", "bridge"
CARRYING = frozenset({CARRY, IN_CONTEXT, BRIDGE})
"""The treatments that write the holder's decisions on the new standard."""
JUDGED = frozenset({"equivalence", "equivalence per target", "offer"})
"""The treatments that wait for an assessor."""


@dataclass(frozen=True)
class Link:
    """An old standard is carried onto a new one: from a day, up to the end of the transition, both included.

    `context` is the one that the revision names for a standard that became wider; then only what is held there is
    carried. `bridges`: the new parts have to be shown, not only signed for. `subject` is that of the revision's change,
    which asks whoever is carried.
    """

    old: str
    new: str
    effective_on: date
    transition_ends_on: date
    context: str = GENERAL
    bridges: bool = False
    subject: str = ""

    def takes(self, decision: Decision) -> bool:
        """Whether a decision on the old standard is carried: one made by the end of the transition, or a revocation
        whenever it is made. `not_yet` changes nothing and is not carried.
        """
        if decision.outcome == NOT_YET:
            return False
        return decision.outcome == REVOKED or decision.decided_on <= self.transition_ends_on


def links_of(
    rows: Iterable[CrosswalkRow],
    effective: Callable[[str], date],
    transition_ends_on: date,
    subject: str = "",
) -> tuple[Link, ...]:
    """The links of the rows that are carried. `effective` gives the day from which a row is, by its old standard;
    `subject` is that of the revision's change.

    Raises ValueError for a row carried onto other than one standard, or in a context that nobody has named.
    """
    found = []
    for row in rows:
        if row.treatment not in CARRYING:
            continue
        if len(row.new) != 1:
            raise ValueError(f"{row.old}: nobody is carried onto {len(row.new)} standards unseen.")
        in_context = row.treatment == IN_CONTEXT
        if in_context and not row.context:
            raise ValueError(f"{row.old}: the revision names no context for it, so nobody can be carried.")
        context = row.context if in_context else GENERAL
        bridges = row.treatment == BRIDGE
        found.append(
            Link(row.old, row.new[0], effective(row.old), transition_ends_on, context, bridges, subject)
        )
    return tuple(found)


def ended_editions(rows: Iterable[CrosswalkRow]) -> tuple[str, ...]:
    """The old standards that end with the transition: all that the revision has anything to say of."""
    return tuple(row.old for row in rows if row.kind != "unchanged")
