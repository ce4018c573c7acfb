"""What becomes of a version of a policy: one table of states, and what leads from one to another.

Ratified, published, in effect and to be reviewed are days apart. From the day it is published a version moves on by
itself as days pass; the state is worked out from its days, never stored. A version that is overdue for review is still
in effect: that is the policy's state, and nobody's standing depends on it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from standing.core.rules.days import add_months

REVIEW_BEGINS_MONTHS = 6
"""How long before its review day the review of a policy begins."""


class State(StrEnum):
    """How far a version has come."""

    DRAFT = "draft"
    CONDITIONAL = "conditional"
    RATIFIED = "ratified"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    REVIEW_DUE = "review_due"
    EXTENDED = "extended"
    OVERDUE = "overdue"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The state as pages say it."""
        return _WORDS[self]


_WORDS = {
    State.DRAFT: "Draft",
    State.CONDITIONAL: "Ratified with conditions, to be met first",
    State.RATIFIED: "Ratified",
    State.PUBLISHED: "Published, not yet in effect",
    State.EFFECTIVE: "In effect",
    State.REVIEW_DUE: "In effect, review due",
    State.EXTENDED: "In effect, extended",
    State.OVERDUE: "In effect, overdue for review",
    State.SUPERSEDED: "Superseded",
    State.WITHDRAWN: "Withdrawn",
}

IN_EFFECT = frozenset({State.EFFECTIVE, State.REVIEW_DUE, State.EXTENDED, State.OVERDUE})
"""The states in which a version is the one to follow."""

ENDED = frozenset({State.SUPERSEDED, State.WITHDRAWN})
"""The states that nothing leads out of: the next version is another one."""


class Kind(StrEnum):
    """What a policy is. All but the first are made elsewhere, and are not ratified here."""

    POLICY = "policy"
    GUIDANCE = "guidance"
    LAW = "law"
    ALERT = "alert"

    @property
    def words(self) -> str:
        """The kind as pages say it."""
        return {"policy": "Policy", "guidance": "Guidance", "law": "Law", "alert": "Safety alert"}[self]


MADE_ELSEWHERE = frozenset({Kind.GUIDANCE, Kind.LAW, Kind.ALERT})
ANY_KIND = frozenset(Kind)


class Move(StrEnum):
    """What leads from one state to another. The value is how a refusal says it."""

    RATIFY = "ratify"
    RATIFY_WITH_CONDITIONS = "ratify with conditions"
    MEET_CONDITIONS = "record the conditions as met"
    NOT_RATIFY = "record as not ratified"
    PUBLISH = "publish"
    COME_INTO_EFFECT = "come into effect"
    REVIEW_FALLS_DUE = "fall due for review"
    REVIEW_PASSES = "become overdue"
    EXTEND = "extend"
    REPLACE = "replace by a later version"
    WITHDRAW = "withdraw"


BY_DAYS = frozenset({Move.COME_INTO_EFFECT, Move.REVIEW_FALLS_DUE, Move.REVIEW_PASSES})
"""The moves that the passing of days makes. Nobody does them."""


@dataclass(frozen=True)
class Transition:
    """From a state, by a move, to a state, for these kinds of policy."""

    state: State
    move: Move
    to: State
    kinds: frozenset[Kind] = ANY_KIND


def _from(states: Collection[State], move: Move, to: State) -> list[Transition]:
    return [Transition(state, move, to) for state in State if state in states]


TRANSITIONS = (
    Transition(State.DRAFT, Move.RATIFY, State.RATIFIED, frozenset({Kind.POLICY})),
    Transition(State.DRAFT, Move.RATIFY_WITH_CONDITIONS, State.CONDITIONAL, frozenset({Kind.POLICY})),
    Transition(State.CONDITIONAL, Move.MEET_CONDITIONS, State.RATIFIED, frozenset({Kind.POLICY})),
    Transition(State.DRAFT, Move.NOT_RATIFY, State.DRAFT, frozenset({Kind.POLICY})),
    Transition(State.CONDITIONAL, Move.NOT_RATIFY, State.DRAFT, frozenset({Kind.POLICY})),
    Transition(State.RATIFIED, Move.PUBLISH, State.PUBLISHED, frozenset({Kind.POLICY})),
    Transition(State.DRAFT, Move.PUBLISH, State.PUBLISHED, MADE_ELSEWHERE),
    Transition(State.PUBLISHED, Move.COME_INTO_EFFECT, State.EFFECTIVE),
    Transition(State.EFFECTIVE, Move.REVIEW_FALLS_DUE, State.REVIEW_DUE),
    Transition(State.REVIEW_DUE, Move.REVIEW_PASSES, State.OVERDUE),
    *_from((State.REVIEW_DUE, State.EXTENDED, State.OVERDUE), Move.EXTEND, State.EXTENDED),
    Transition(State.EXTENDED, Move.REVIEW_PASSES, State.OVERDUE),
    *_from(IN_EFFECT, Move.REPLACE, State.SUPERSEDED),
    *_from(set(State) - ENDED, Move.WITHDRAW, State.WITHDRAWN),
)
"""Every move there is. What is not here cannot be done."""


class NoSuchMove(ValueError):
    """The state does not allow the move, or not for this kind of policy. The words say so."""


def after(state: State, move: Move, kind: Kind) -> State:
    """The state that a move leads to for a kind of policy. Raises `NoSuchMove`."""
    for each in TRANSITIONS:
        if (each.state, each.move) == (state, move) and kind in each.kinds:
            return each.to
    raise NoSuchMove(f"You cannot {move.value} it now: it is “{state.words}”.")


def moves_from(state: State, kind: Kind) -> tuple[Move, ...]:
    """What a person can do to a version of a kind of policy in this state."""
    return tuple(
        each.move
        for each in TRANSITIONS
        if each.state is state and kind in each.kinds and each.move not in BY_DAYS
    )


@dataclass(frozen=True)
class Days:
    """The days of a version, all of them the first day on which something is so, but two.

    `conditional_on` is the day it was ratified with conditions, `ratified_on` that on which they were met, or it was
    ratified without any. `review_on` is the last day by which it is to be reviewed, and `extended_to` the one that an
    extension decided on `extended_on` puts in its place.
    """

    ratified_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    review_on: date | None = None
    extended_on: date | None = None
    extended_to: date | None = None
    superseded_on: date | None = None
    withdrawn_on: date | None = None
    conditional_on: date | None = None

    def state_on(self, day: date) -> State:
        """How far the version had come on a day."""
        if _reached(self.withdrawn_on, day):
            return State.WITHDRAWN
        if not _reached(self.published_on, day):
            return self._before_publication(day)
        if not _reached(self.effective_on, day):
            return State.PUBLISHED
        return State.SUPERSEDED if _reached(self.superseded_on, day) else self._in_effect(day)

    def _before_publication(self, day: date) -> State:
        if _reached(self.ratified_on, day):
            return State.RATIFIED
        return State.CONDITIONAL if _reached(self.conditional_on, day) else State.DRAFT

    def _in_effect(self, day: date) -> State:
        if self.review_on is None:
            return State.EFFECTIVE
        extended = self.extended_to if _reached(self.extended_on, day) else None
        if day > (extended or self.review_on):
            return State.OVERDUE
        if extended:
            return State.EXTENDED
        return State.REVIEW_DUE if day >= review_begins(self.review_on) else State.EFFECTIVE


def _reached(first: date | None, day: date) -> bool:
    return first is not None and first <= day


def review_begins(review_on: date) -> date:
    """The first day on which the review of a version falls due."""
    return add_months(review_on, -REVIEW_BEGINS_MONTHS)


def diagram() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}: write"]
    lines += [f"    {each.state.value} --> {each.to.value}: {_said(each)}" for each in TRANSITIONS]
    lines += [f"    {state.value} --> [*]" for state in State if state in ENDED]
    return "\n".join(lines)


def _said(each: Transition) -> str:
    days = " (a day passes)" if each.move in BY_DAYS else ""
    elsewhere = " (made elsewhere)" if each.kinds == MADE_ELSEWHERE else ""
    return f"{each.move.value}{days}{elsewhere}"
