"""How a version of a crosswalk comes to be approved: one table of states, what leads from one to another, and who."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far the approval of a version has come."""

    DRAFT = "draft"
    AWAITING = "awaiting"
    APPROVED = "approved"
    SUPERSEDED = "superseded"

    @property
    def words(self) -> str:
        """The state as pages say it."""
        return _WORDS[self]


_WORDS = {
    State.DRAFT: "Draft",
    State.AWAITING: "Awaiting approval",
    State.APPROVED: "Approved",
    State.SUPERSEDED: "Superseded",
}


class Move(StrEnum):
    """What can be done to a version."""

    EDIT = "edit"
    SEND = "send for approval"
    TAKE_BACK = "take back to change it"
    APPROVE_FIRST = "approve, first of two"
    APPROVE_SECOND = "approve, second of two"
    SUPERSEDE = "approve a later version"
    DISCARD = "discard"


@dataclass(frozen=True)
class Transition:
    """From a state, by a move, to a state; None where the version is no more."""

    state: State
    move: Move
    to: State | None


TRANSITIONS = (
    Transition(State.DRAFT, Move.EDIT, State.DRAFT),
    Transition(State.DRAFT, Move.SEND, State.AWAITING),
    Transition(State.DRAFT, Move.DISCARD, None),
    Transition(State.AWAITING, Move.EDIT, State.DRAFT),
    Transition(State.AWAITING, Move.TAKE_BACK, State.DRAFT),
    Transition(State.AWAITING, Move.APPROVE_FIRST, State.AWAITING),
    Transition(State.AWAITING, Move.APPROVE_SECOND, State.APPROVED),
    Transition(State.APPROVED, Move.SUPERSEDE, State.SUPERSEDED),
)
"""Every move there is. What is not here cannot be done: an approved version is never edited."""


class NoSuchMove(ValueError):
    """The state does not allow the move. The words say so."""


def after(state: State, move: Move) -> State | None:
    """The state that a move leads to, or None where the version is then no more. Raises `NoSuchMove`."""
    for each in TRANSITIONS:
        if (each.state, each.move) == (state, move):
            return each.to
    raise NoSuchMove(f"A crosswalk that is {state.words.lower()} does not let anybody {move.value}.")


def moves_from(state: State) -> tuple[Move, ...]:
    """What can be done to a version in this state."""
    return tuple(each.move for each in TRANSITIONS if each.state is state)


def diagram() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}: make"]
    lines += [
        f"    {each.state.value} --> {each.to.value if each.to else '[*]'}: {each.move.value}"
        for each in TRANSITIONS
    ]
    return "\n".join(lines)
