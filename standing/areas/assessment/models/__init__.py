"""What the area keeps: evidence, and claims with what was judged and decided."""

from standing.areas.assessment.models.appeals import Appeal, AppealStage
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
from standing.areas.assessment.models.verification import (
    Draw,
    HeldDecision,
    Observation,
    PlanChange,
    Review,
    SamplingPlan,
    Standardisation,
)

__all__ = [
    "Appeal",
    "AppealStage",
    "Attachment",
    "Claim",
    "ClaimDecision",
    "CriteriaList",
    "Criterion",
    "Draw",
    "Evidence",
    "EvidenceFile",
    "GuardAnswer",
    "HeldDecision",
    "Judgement",
    "Observation",
    "PlanChange",
    "Review",
    "SamplingPlan",
    "Sealed",
    "SealedFile",
    "Standardisation",
    "Step",
]
