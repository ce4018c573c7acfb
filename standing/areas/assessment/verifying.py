"""A held decision as the rules of independence and the door of the record see it, and who reads its claim."""

from __future__ import annotations

from standing.areas.assessment.models import Attachment, HeldDecision, Judgement
from standing.areas.record.gate import Proposed
from standing.areas.record.relations import Part
from standing.core.rules import facts


def proposed_of(row: HeldDecision) -> Proposed:
    """The decision as it was put to the gate."""
    fact = facts.Decision(
        decision="new",
        person=row.person.kept.ref,
        standard=row.standard_id,
        outcome=row.outcome,
        decided_on=row.decided_on,
        context=row.context,
        held_from=row.held_from,
        practice_as_of=row.practice_as_of,
        expires_on=row.expires_on,
    )
    return Proposed(
        person=row.person.kept,
        fact=fact,
        evidence=row.evidence,
        source=row.source,
        methods=tuple(row.methods),
        elements=tuple(row.elements),
        records=tuple(row.records),
        witnesses=frozenset(row.witnesses),
        claim=row.claim_id,
        task=row.task,
        replaces=row.replaces,
        why=row.why,
    )


def part_of(row: HeldDecision) -> Part:
    """What somebody judges who countersigns or verifies it: with everybody who had a part before, or is a witness."""
    parties = {row.assessor_id, row.countersigned_by_id}
    witnesses = set(row.witnesses)
    if row.claim_id is not None:
        parties |= set(Judgement.objects.filter(claim=row.claim_id).values_list("judged_by", flat=True))
        parties |= {made.decided_by_id for made in row.claim.decisions.all()} if row.claim else set()
        evidence = Attachment.objects.filter(claim=row.claim_id)
        for witness, signed_by in evidence.values_list("evidence__witness", "evidence__signed_by"):
            witnesses |= {witness, signed_by}
    return Part(
        person=row.person,
        standard=row.standard_id,
        context=row.context,
        day=row.decided_on,
        witnesses=frozenset(key for key in witnesses if key is not None),
        parties=frozenset(key for key in parties if key is not None),
    )
