"""What a statement says, taken from the record on the day it is issued."""

from __future__ import annotations

from typing import Any

from standing.areas.assessment.models import ClaimDecision, HeldDecision
from standing.areas.record.models import Decision
from standing.areas.record.selectors.records import PairOfRecord
from standing.areas.refusals import Refused
from standing.core.assessing.evidence import Basis

SCOPE_ONLY = (
    "Assessed on scope only: the decision was made on the title and scope of the standard. Its criteria were not "
    "judged one by one in this record."
)
BY_CRITERIA = "Assessed criterion by criterion."


def decision_behind(pair: PairOfRecord) -> Decision:
    """The decision that governs how a pair stands. Raises `Refused`, in words for the reader, where there is nothing to
    state: the pair does not count today, or nobody knows who decided.
    """
    if not pair.standing.counts:
        raise Refused(
            "A statement says that somebody meets a standard, and this one does not count today. Put right what the "
            "record says first."
        )
    holding = pair.explanation.holding
    governing = holding.governing.decision if holding else ""
    found = next((row for row in pair.decisions if row.decision == governing), None)
    if found is None:
        raise Refused(
            "The decision behind this standard is not one that you may see, so no statement can say it."
        )
    if source_of(found).assessor_unknown:
        raise Refused(
            "The date was read from a file that names no assessor, so a statement could not say who decided. Have it "
            "assessed in Standing first."
        )
    return found


def source_of(decision: Decision) -> Decision:
    """The decision that somebody made: of one that was carried over from an old edition, that one."""
    while decision.carried_from is not None:
        decision = decision.carried_from
    return decision


def words_of(pair: PairOfRecord, decision: Decision) -> dict[str, Any]:
    """What is printed, as plain words and days (ISO); nothing of it is markup."""
    source = source_of(decision)
    standard, expires = pair.standard, pair.standing.expires_on
    return {
        "standard": standard.pk,
        "code": standard.code,
        "edition": standard.edition,
        "title": standard.title,
        "context": pair.context,
        "decided_on": source.decided_on.isoformat(),
        "carried_from": source.standard_id if source.pk != decision.pk else "",
        "assessor": _assessor(source),
        "verified": _verified(source),
        "basis": _basis(source),
        "current_to": expires.isoformat() if expires else "",
        "due": pair.standing.status == "due",
    }


def _assessor(decision: Decision) -> str:
    account = decision.decided_by or decision.recorded_by
    return account.name if account is not None else "Recorded by the service, without a name"


def _verified(decision: Decision) -> str:
    held = HeldDecision.objects.filter(decision=decision).select_related("ended_by").first()
    if held is None or not held.to_verify or held.ended_by is None:
        return "Not drawn for internal verification"
    return f"Verified by {held.ended_by.name}, internal verifier"


def _basis(decision: Decision) -> str:
    """How it was assessed. A decision that did not come from a claim has no criteria judged: that is scope only."""
    claim = ClaimDecision.objects.filter(row=decision).first()
    return BY_CRITERIA if claim is not None and claim.basis == Basis.CRITERIA.value else SCOPE_ONLY
