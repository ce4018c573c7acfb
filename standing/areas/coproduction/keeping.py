"""The record of a proposal as the rules of co-production read it."""

from __future__ import annotations

from standing.areas.coproduction.models import Proposal
from standing.core.coproduction.record import Began, Record, Said, TookPart


def record_of(proposal: Proposal, began: Began) -> Record:
    """Who took part and what was said, as `core.coproduction.record` asks. Two queries."""
    people = [
        TookPart(one.speaks_for, one.access_needs, one.access_met, one.payment_offered)
        for one in proposal.participants.filter(took_part=True)
    ]
    said = [Said(one.what, one.changed, one.not_taken_because) for one in proposal.points.all()]
    return Record(began, people, said)
