"""What the area keeps: evidence, and claims with what was judged and decided."""

from standing.areas.assessment.models.claims import (
    Attachment,
    Claim,
    ClaimDecision,
    CriteriaList,
    Criterion,
    Judgement,
    Step,
)
from standing.areas.assessment.models.evidence import Evidence, EvidenceFile, GuardAnswer, Sealed, SealedFile

__all__ = [
    "Attachment",
    "Claim",
    "ClaimDecision",
    "CriteriaList",
    "Criterion",
    "Evidence",
    "EvidenceFile",
    "GuardAnswer",
    "Judgement",
    "Sealed",
    "SealedFile",
    "Step",
]
