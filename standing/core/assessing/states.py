"""What becomes of a claim: one table of states, what leads from one to another, and who may.

A claim is somebody's work towards a standard, from the first plan to a verified decision. Whether the decision then
counts is for the rules of standing; this table says only how far the work has come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a claim has come. The value is what is stored."""

    PLANNED = "planned"
    COLLECTING = "collecting"
    SUBMITTED = "submitted"
    IN_ASSESSMENT = "in_assessment"
    MORE_NEEDED = "more_needed"
    MET = "met"
    NOT_YET = "not_yet"
    AWAITING_VERIFICATION = "awaiting_verification"
    RELEASED = "released"
    RETURNED = "returned"
    CERTIFICATED = "certificated"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"
    OVERTURNED = "overturned"
    REVOKED = "revoked"
    EXPIRED = "expired"

    @property
    def words(self) -> str:
        """The state as pages say it."""
        return _WORDS[self]

    @property
    def meaning(self) -> str:
        """One sentence for whoever reads the state."""
        return _MEANINGS[self]


_WORDS = {
    State.PLANNED: "Planned",
    State.COLLECTING: "Collecting evidence",
    State.SUBMITTED: "Submitted",
    State.IN_ASSESSMENT: "In assessment",
    State.MORE_NEEDED: "More evidence needed",
    State.MET: "Decided: met",
    State.NOT_YET: "Decided: not yet met",
    State.AWAITING_VERIFICATION: "Awaiting verification",
    State.RELEASED: "Released",
    State.RETURNED: "Returned to the assessor",
    State.CERTIFICATED: "Statement issued",
    State.WITHDRAWN: "Withdrawn",
    State.APPEALED: "Under appeal",
    State.OVERTURNED: "Overturned on appeal",
    State.REVOKED: "Revoked",
    State.EXPIRED: "Ended without being submitted",
}

_MEANINGS = {
    State.PLANNED: "It is opened. No evidence is attached yet.",
    State.COLLECTING: "Evidence is being attached to it.",
    State.SUBMITTED: "It waits for its assessor to begin.",
    State.IN_ASSESSMENT: "Its assessor is judging the evidence.",
    State.MORE_NEEDED: "The assessor has said what else is needed.",
    State.MET: "The assessor found it met. It is not on the record until it is released.",
    State.NOT_YET: "More is needed, and there is a plan. Nothing on the record has changed.",
    State.AWAITING_VERIFICATION: "A verifier looks at the decision before it counts.",
    State.RELEASED: "The decision is on the record.",
    State.RETURNED: "The decision was sent back to the assessor. It does not count.",
    State.CERTIFICATED: "The decision is on the record, and a statement of it was issued.",
    State.WITHDRAWN: "The work was stopped before a decision.",
    State.APPEALED: "Somebody who had no part in it looks at the decision again. Until then nothing changes.",
    State.OVERTURNED: "The appeal succeeded.",
    State.REVOKED: "What was found met no longer stands.",
    State.EXPIRED: "Nothing was submitted for a long time. A new claim can be opened.",
}


class Party(StrEnum):
    """Who has a part in a claim, as the table names them. Which account that is, the area decides."""

    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    ASSESSOR = "assessor"
    COUNTERSIGNER = "countersigner"
    VERIFIER = "verifier"
    APPEAL = "appeal decision maker"
    LEAD = "workforce lead"
    STANDING = "Standing itself"


class Move(StrEnum):
    """What can be done to a claim. The value is how a refusal says it."""

    ALLOCATE = "allocate"
    ATTACH = "attach evidence"
    DETACH = "take evidence off"
    SUBMIT = "submit"
    TAKE_BACK = "take back"
    BEGIN = "begin assessing"
    AT_SESSION = "assess at a session"
    JUDGE = "judge evidence"
    ASK_FOR_MORE = "ask for more evidence"
    DECIDE_MET = "decide met"
    DECIDE_NOT_YET = "decide not yet met"
    COUNTERSIGN = "countersign"
    HOLD = "hold for verification"
    RELEASE = "release"
    RETURN = "return to the assessor"
    TAKE_UP = "take up again"
    GO_ON = "go on with the plan"
    CERTIFICATE = "issue a statement"
    WITHDRAW = "withdraw"
    EXPIRE = "end unsubmitted"
    APPEAL = "appeal"
    NEXT_STAGE = "take the appeal to its next stage"
    UPHOLD_NOT_YET = "uphold not yet met"
    UPHOLD_REVOCATION = "uphold the revocation"
    OVERTURN = "overturn"
    ASSESS_AGAIN = "have it assessed again"
    RESTORE = "restore"
    REVOKE = "revoke"

    @property
    def done(self) -> str:
        """The move as a history says it, once it was made."""
        return _DONE[self]


_DONE = {
    Move.ALLOCATE: "Assessor chosen",
    Move.ATTACH: "Evidence attached",
    Move.DETACH: "Evidence taken off",
    Move.SUBMIT: "Submitted",
    Move.TAKE_BACK: "Taken back",
    Move.BEGIN: "Assessment begun",
    Move.AT_SESSION: "Assessed at a session",
    Move.JUDGE: "Evidence judged",
    Move.ASK_FOR_MORE: "More evidence asked for",
    Move.DECIDE_MET: "Decided: met",
    Move.DECIDE_NOT_YET: "Decided: not yet met",
    Move.COUNTERSIGN: "Countersigned",
    Move.HOLD: "Held until somebody has looked at it",
    Move.RELEASE: "Released",
    Move.RETURN: "Returned to the assessor",
    Move.TAKE_UP: "Taken up again",
    Move.GO_ON: "Gone on with the plan",
    Move.CERTIFICATE: "Statement issued",
    Move.WITHDRAW: "Withdrawn",
    Move.EXPIRE: "Ended without being submitted",
    Move.APPEAL: "Appealed against",
    Move.NEXT_STAGE: "Appeal taken to its next stage",
    Move.UPHOLD_NOT_YET: "Not yet met upheld",
    Move.UPHOLD_REVOCATION: "Revocation upheld",
    Move.OVERTURN: "Overturned on appeal",
    Move.ASSESS_AGAIN: "To be assessed again",
    Move.RESTORE: "Restored",
    Move.REVOKE: "Revoked",
}


@dataclass(frozen=True)
class Transition:
    """From a state (None: before there is a claim), by a move of one of these, to a state."""

    state: State
    move: Move
    to: State
    who: tuple[Party, ...]


_ALLOCATORS = (Party.MANAGER, Party.LEAD)
_STOPPERS = (Party.PRACTITIONER, Party.MANAGER, Party.LEAD)
_PRACTITIONER, _ASSESSOR, _STANDING = (Party.PRACTITIONER,), (Party.ASSESSOR,), (Party.STANDING,)
_GIVERS = (Party.PRACTITIONER, Party.ASSESSOR)


def _rows(
    states: Iterable[State], move: Move, who: tuple[Party, ...], to: State | None = None
) -> list[Transition]:
    """The same move from several states: to one state, or each staying as it is."""
    return [Transition(state, move, to or state, who) for state in states]


TRANSITIONS = (
    # -- opened, allocated, worked on by the practitioner
    *_rows((State.PLANNED, State.COLLECTING, State.SUBMITTED, State.MORE_NEEDED), Move.ALLOCATE, _ALLOCATORS),
    *_rows((State.IN_ASSESSMENT, State.RETURNED), Move.ALLOCATE, _ALLOCATORS, State.SUBMITTED),
    Transition(State.PLANNED, Move.ATTACH, State.COLLECTING, _GIVERS),
    *_rows((State.COLLECTING, State.MORE_NEEDED), Move.ATTACH, _GIVERS),
    Transition(State.IN_ASSESSMENT, Move.ATTACH, State.IN_ASSESSMENT, _ASSESSOR),
    *_rows((State.COLLECTING, State.MORE_NEEDED), Move.DETACH, _PRACTITIONER),
    *_rows((State.COLLECTING, State.MORE_NEEDED), Move.SUBMIT, _PRACTITIONER, State.SUBMITTED),
    Transition(State.SUBMITTED, Move.TAKE_BACK, State.COLLECTING, _PRACTITIONER),
    # -- assessed
    Transition(State.SUBMITTED, Move.BEGIN, State.IN_ASSESSMENT, _ASSESSOR),
    *_rows(
        (State.PLANNED, State.COLLECTING, State.SUBMITTED, State.MORE_NEEDED),
        Move.AT_SESSION,
        _ASSESSOR,
        State.IN_ASSESSMENT,
    ),
    Transition(State.IN_ASSESSMENT, Move.JUDGE, State.IN_ASSESSMENT, _ASSESSOR),
    Transition(State.IN_ASSESSMENT, Move.ASK_FOR_MORE, State.MORE_NEEDED, _ASSESSOR),
    Transition(State.IN_ASSESSMENT, Move.DECIDE_MET, State.MET, _ASSESSOR),
    Transition(State.IN_ASSESSMENT, Move.DECIDE_NOT_YET, State.NOT_YET, _ASSESSOR),
    Transition(State.NOT_YET, Move.GO_ON, State.COLLECTING, _PRACTITIONER),
    # -- countersigned and verified, or straight onto the record
    Transition(State.MET, Move.COUNTERSIGN, State.MET, (Party.COUNTERSIGNER,)),
    Transition(State.MET, Move.HOLD, State.AWAITING_VERIFICATION, _STANDING),
    Transition(State.MET, Move.RELEASE, State.RELEASED, _STANDING),
    Transition(State.MET, Move.RETURN, State.RETURNED, (Party.COUNTERSIGNER,)),
    Transition(State.AWAITING_VERIFICATION, Move.RELEASE, State.RELEASED, (Party.VERIFIER,)),
    Transition(State.AWAITING_VERIFICATION, Move.RETURN, State.RETURNED, (Party.VERIFIER,)),
    *_rows((State.RETURNED, State.RELEASED), Move.TAKE_UP, _ASSESSOR, State.IN_ASSESSMENT),
    Transition(State.NOT_YET, Move.TAKE_UP, State.IN_ASSESSMENT, _ASSESSOR),
    Transition(State.RELEASED, Move.CERTIFICATE, State.CERTIFICATED, (*_STOPPERS, Party.ASSESSOR)),
    Transition(State.CERTIFICATED, Move.CERTIFICATE, State.CERTIFICATED, (*_STOPPERS, Party.ASSESSOR)),
    # -- stopped
    *_rows(
        (
            State.PLANNED,
            State.COLLECTING,
            State.SUBMITTED,
            State.IN_ASSESSMENT,
            State.MORE_NEEDED,
            State.NOT_YET,
            State.RETURNED,
        ),
        Move.WITHDRAW,
        _STOPPERS,
        State.WITHDRAWN,
    ),
    *_rows((State.PLANNED, State.COLLECTING, State.MORE_NEEDED), Move.EXPIRE, _STANDING, State.EXPIRED),
    # -- appealed and revoked
    *_rows((State.NOT_YET, State.REVOKED), Move.APPEAL, _PRACTITIONER, State.APPEALED),
    Transition(State.APPEALED, Move.NEXT_STAGE, State.APPEALED, _PRACTITIONER),
    Transition(State.APPEALED, Move.UPHOLD_NOT_YET, State.NOT_YET, (Party.APPEAL, Party.PRACTITIONER)),
    Transition(State.APPEALED, Move.UPHOLD_REVOCATION, State.REVOKED, (Party.APPEAL, Party.PRACTITIONER)),
    Transition(State.APPEALED, Move.OVERTURN, State.OVERTURNED, (Party.APPEAL,)),
    Transition(State.OVERTURNED, Move.ASSESS_AGAIN, State.SUBMITTED, _ALLOCATORS),
    Transition(State.OVERTURNED, Move.RESTORE, State.RELEASED, (Party.LEAD,)),
    *_rows((State.RELEASED, State.CERTIFICATED), Move.REVOKE, _STANDING, State.REVOKED),
    Transition(State.REVOKED, Move.RESTORE, State.RELEASED, _STANDING),
)
"""Every move there is, and whose it is. What is not here cannot be done.

AT_SESSION is for somebody who shows at a drop-in session what they can do: being there hands it in. TAKE_UP from
`released` and `not_yet` is for a decision that was taken back on the record. UPHOLD_* by the practitioner is an appeal
dropped; which of the two, what was appealed decides. REVOKE, and RESTORE from `revoked`, follow the record: somebody
revoked there what was found met, or took the revocation back.
"""

WORKING = frozenset(
    {
        State.PLANNED,
        State.COLLECTING,
        State.SUBMITTED,
        State.IN_ASSESSMENT,
        State.MORE_NEEDED,
        State.MET,
        State.NOT_YET,
        State.AWAITING_VERIFICATION,
        State.RETURNED,
    }
)
"""The states in which the person works towards the standard: the record has an open claim meanwhile."""

DECIDED = frozenset(
    {State.MET, State.NOT_YET, State.AWAITING_VERIFICATION, State.RELEASED, State.CERTIFICATED}
)
"""The states in which a decision has been made and was neither sent back nor overturned."""

WITH_ASSESSOR = frozenset({State.SUBMITTED, State.IN_ASSESSMENT, State.RETURNED})
"""The states that wait for the assessor."""

WITH_PRACTITIONER = frozenset({State.PLANNED, State.COLLECTING, State.MORE_NEEDED, State.NOT_YET})
"""The states that wait for the practitioner."""

ENDED = frozenset({State.WITHDRAWN, State.EXPIRED})
"""The states that nothing leads out of. A new claim can be opened."""


class NoSuchMove(ValueError):
    """The state does not allow the move, or not to these parties. The words say so."""


_AT = {(each.state, each.move): each for each in TRANSITIONS}


def transition(state: State, move: Move) -> Transition:
    """The row of the table for a state and a move. Raises `NoSuchMove`."""
    try:
        return _AT[state, move]
    except KeyError:
        raise NoSuchMove(
            f"You cannot {move.value} now: this claim is “{state.words}”. {state.meaning}"
        ) from None


def after(state: State, move: Move, parties: Iterable[Party]) -> State:
    """The state that a move by somebody who is these parties leads to. Raises `NoSuchMove`."""
    row = transition(state, move)
    if not set(row.who) & set(parties):
        raise NoSuchMove(f"You cannot {move.value}: only {_any_of(row.who)} can while it is “{state.words}”.")
    return row.to


def moves_for(state: State, parties: Iterable[Party]) -> tuple[Move, ...]:
    """What somebody who is these parties can do to a claim in this state, in the order of the table."""
    found = set(parties)
    return tuple(each.move for each in TRANSITIONS if each.state is state and found & set(each.who))


def _any_of(parties: tuple[Party, ...]) -> str:
    names = [name if name == Party.STANDING else f"its {name}" for name in parties]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def diagram() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.PLANNED.value}: open"]
    lines += [f"    {each.state.value} --> {each.to.value}: {each.move.value}" for each in TRANSITIONS]
    lines += [f"    {state.value} --> [*]" for state in State if state in ENDED]
    return "\n".join(lines)


def rows_in_words() -> list[tuple[str, str, str, str]]:
    """The table for the documentation: state, what is done, by whom, to which state."""
    return [
        (each.state.words, each.move.value, ", ".join(party.value for party in each.who), each.to.words)
        for each in TRANSITIONS
    ]
