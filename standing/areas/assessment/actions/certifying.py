"""A claim whose decision a statement of competence was issued of."""

from __future__ import annotations

from standing.areas.assessment.actions.moving import fresh, make_move
from standing.areas.assessment.models import ClaimDecision
from standing.areas.audit.actions import Actor, writing
from standing.areas.record.models import Decision
from standing.core.assessing.states import Move, Party, State


@writing()
def note_statement(*, by: Actor, decision: Decision, code: str) -> None:
    """Say on the claim that a decision came from, if it came from one, that a statement was issued of it.

    Whoever issues it has shown that they may; of the parties to a claim that is the lead's part.
    """
    found = ClaimDecision.objects.filter(row=decision).select_related("claim").first()
    if found is None or found.claim.at not in (State.RELEASED, State.CERTIFICATED):
        return
    make_move(
        by=by,
        claim=fresh(found.claim),
        move=Move.CERTIFICATE,
        action="note_statement",
        parties=(Party.LEAD,),
        said={"statement": code},
    )
