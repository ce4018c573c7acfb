"""How a change comes into force: its class proposed by one person, agreed by another, then put into force.

One table of states, what leads from one to another, and who may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from standing.core.rules.facts import CRITICAL, MAJOR, MINOR, SIGNIFICANT


class State(StrEnum):
    """How far a change has come."""

    DRAFT = "draft"
    TO_AGREE = "to_agree"
    RETURNED = "returned"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    DISCARDED = "discarded"

    @property
    def words(self) -> str:
        """The state as pages say it."""
        return _WORDS[self]


_WORDS = {
    State.DRAFT: "Draft",
    State.TO_AGREE: "Class to be agreed",
    State.RETURNED: "Returned to its author",
    State.AGREED: "Agreed, not yet put into force",
    State.IN_FORCE: "Put into force",
    State.DISCARDED: "Discarded",
}


class Party(StrEnum):
    """Who has a part in it."""

    AUTHOR = "policy author"
    CLINICAL_LEAD = "clinical lead"
    WORKFORCE_LEAD = "workforce lead"


class Move(StrEnum):
    """What can be done to a change. The value is how a refusal says it."""

    EDIT = "change"
    SEND = "send to a clinical lead"
    AGREE = "agree the class of"
    RETURN = "return to its author"
    PUT_INTO_FORCE = "put into force"
    DISCARD = "discard"


@dataclass(frozen=True)
class Transition:
    """From a state, by a move of one of these, to a state."""

    state: State
    move: Move
    to: State
    who: Party


TRANSITIONS = (
    Transition(State.DRAFT, Move.EDIT, State.DRAFT, Party.AUTHOR),
    Transition(State.TO_AGREE, Move.EDIT, State.DRAFT, Party.AUTHOR),
    Transition(State.RETURNED, Move.EDIT, State.DRAFT, Party.AUTHOR),
    Transition(State.AGREED, Move.EDIT, State.DRAFT, Party.AUTHOR),
    Transition(State.DRAFT, Move.SEND, State.TO_AGREE, Party.AUTHOR),
    Transition(State.RETURNED, Move.SEND, State.TO_AGREE, Party.AUTHOR),
    Transition(State.TO_AGREE, Move.AGREE, State.AGREED, Party.CLINICAL_LEAD),
    Transition(State.TO_AGREE, Move.RETURN, State.RETURNED, Party.CLINICAL_LEAD),
    Transition(State.AGREED, Move.RETURN, State.RETURNED, Party.WORKFORCE_LEAD),
    Transition(State.AGREED, Move.PUT_INTO_FORCE, State.IN_FORCE, Party.WORKFORCE_LEAD),
    Transition(State.DRAFT, Move.DISCARD, State.DISCARDED, Party.AUTHOR),
    Transition(State.RETURNED, Move.DISCARD, State.DISCARDED, Party.AUTHOR),
)
"""Every move there is. What is not here cannot be done: whatever is changed after it was agreed is agreed again."""


class NoSuchMove(ValueError):
    """The state does not allow the move. The words say so."""


def after(state: State, move: Move) -> State:
    """The state that a move leads to. Raises `NoSuchMove`."""
    for each in TRANSITIONS:
        if (each.state, each.move) == (state, move):
            return each.to
    raise NoSuchMove(f"You cannot {move.value} this change now: it is “{state.words}”.")


def moves_from(state: State) -> tuple[Move, ...]:
    """What can be done to a change in this state, by whoever may."""
    return tuple(each.move for each in TRANSITIONS if each.state is state)


CLASSES = (MINOR, SIGNIFICANT, MAJOR, CRITICAL)
"""The classes a change of a policy can have. A new edition of a standard is a revision's."""

ASKS_A_QUESTION = frozenset({SIGNIFICANT, MAJOR, CRITICAL})
"""The classes that put one question on the change to whoever signs it: reading is not practice."""

FEWEST_ANSWERS, MOST_ANSWERS = 2, 6


@dataclass(frozen=True)
class Question:
    """One question on a change: the answers to choose among, which of them is right, and why.

    `right` is its place among the answers, from 0. Raises ValueError, in words for whoever writes it, for one that
    could not be asked.
    """

    text: str
    answers: tuple[str, ...]
    right: int
    explanation: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("Write the question.")
        if not FEWEST_ANSWERS <= len(self.answers) <= MOST_ANSWERS:
            raise ValueError(f"Give {FEWEST_ANSWERS} to {MOST_ANSWERS} answers, one on each line.")
        if len({answer.strip().casefold() for answer in self.answers}) < len(self.answers):
            raise ValueError("Two of the answers are the same.")
        if not 0 <= self.right < len(self.answers):
            raise ValueError(f"Say which answer is right, by its number: 1 to {len(self.answers)}.")
        if not self.explanation.strip():
            raise ValueError("Explain the right answer: whoever gives another one reads it.")


def subject_of(policy: str, commencement: int) -> str:
    """The subject under which a change is signed: the policy's, or one of its own for each later commencement day.

    A signature covers every earlier version of its subject. Were the commencement days of an Act versions of one
    subject, signing the last would sign them all unread.
    """
    return policy if commencement == 1 else f"{policy}.{commencement}"


def diagram() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}: propose"]
    lines += [
        f"    {each.state.value} --> {each.to.value}: {each.move.value} ({each.who.value})"
        for each in TRANSITIONS
    ]
    ended = [state for state in State if not moves_from(state)]
    return "\n".join([*lines, *(f"    {state.value} --> [*]" for state in ended)])


def answers_in(lines: str) -> tuple[str, ...]:
    """The answers written one on each line."""
    return tuple(line.strip() for line in lines.splitlines() if line.strip())


def lines_of(answers: Sequence[str]) -> str:
    """The answers, one on each line: as `answers_in` reads them."""
    return "\n".join(answers)
