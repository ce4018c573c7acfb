"""What becomes of a claim whose decision was held: released onto the record, or returned to its assessor.

For the action of this area that settles it, inside its transaction: whether somebody may, it has asked.
"""

from __future__ import annotations

from standing.areas.assessment.actions.moving import fresh, make_move
from standing.areas.assessment.models import Claim
from standing.areas.audit.actions import Actor
from standing.areas.record.models import Decision
from standing.core.assessing.states import Move, Party, State


def claim_released(*, by: Actor, claim: int, decision: Decision, words: str = "") -> Claim:
    """The held decision of a claim is on the record now, as this row."""
    found = _claim(claim)
    made = found.decisions.filter(row__isnull=True).order_by("-pk").first()
    if made is not None:
        made.row = decision
        made.save(update_fields=["row"])
    make_move(
        by=by,
        claim=found,
        move=Move.RELEASE,
        action="release_claim",
        words=words,
        parties={Party.VERIFIER, Party.STANDING},
    )
    return found


def claim_returned(*, by: Actor, claim: int, words: str, by_countersigner: bool = False) -> Claim:
    """The held decision of a claim does not count: the claim is with its assessor again, with these words."""
    found = _claim(claim)
    party = Party.COUNTERSIGNER if by_countersigner and found.at is State.MET else Party.VERIFIER
    make_move(by=by, claim=found, move=Move.RETURN, action="return_claim", words=words, parties={party})
    return found


def _claim(key: int) -> Claim:
    return fresh(Claim.objects.get(pk=key))
