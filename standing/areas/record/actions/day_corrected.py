"""One wrong day put right: the decision is taken back, and stands again with another day."""

from datetime import date

from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import passes_guard
from standing.areas.record.actions.decisions import TO_BE_NUMBERED, correct_decision
from standing.areas.record.gate import Recorded
from standing.areas.record.models import Decision
from standing.core.rules import facts


@writing()
@passes_guard(lambda **given: given["decision"].name, why="Why it is corrected")
def correct_day(*, by: Actor, decision: Decision, decided_on: date, why: str) -> Recorded:
    """Retract a decision and add the same with another day. Raises as `correct_decision` does.

    What the evidence shows, and until when it holds, stay as they were said; a day of practice that was that of the
    decision moves with it.
    """
    practice = decision.practice_as_of if decision.practice_as_of != decision.decided_on else None
    held_from = decision.held_from if decision.held_from != decision.decided_on else None
    replacement = facts.Decision(
        decision=TO_BE_NUMBERED,
        person=decision.person.ref,
        standard=decision.standard_id,
        outcome=decision.outcome,
        decided_on=decided_on,
        context=decision.context,
        held_from=held_from,
        practice_as_of=practice,
        expires_on=decision.expires_on,
    )
    row = correct_decision(by=by, decision=decision, why=why, replacement=replacement)
    assert row is not None
    return row
