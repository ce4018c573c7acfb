"""Groups and their members; proposals and what was said of them; the record of it; what matters to people."""

from standing.areas.coproduction.models.groups import Constituency, Membership, ReadingChoice
from standing.areas.coproduction.models.keeping import Participant, Point, ValuesStatement
from standing.areas.coproduction.models.proposals import Invitation, PlanItem, Position, Proposal

__all__ = [
    "Constituency",
    "Invitation",
    "Membership",
    "Participant",
    "PlanItem",
    "Point",
    "Position",
    "Proposal",
    "ReadingChoice",
    "ValuesStatement",
]
