"""The fact tables (rules, part 2), the periods computed from them, and who may assess whom.

Each fact row names the row of the rules it is, with the same attributes, and carries the second time axis:
when it was recorded and when it was retracted. Rows are never changed but to retract them, and never
deleted.
"""

from standing.areas.record.models.about_people import (
    Absence,
    Assignment,
    Claim,
    Decision,
    Membership,
    Signature,
    Suspension,
    decision_id,
)
from standing.areas.record.models.about_standards import Change, EditionEnd, RefreshRule, Requirement
from standing.areas.record.models.assessors import Appointment, AssessorLevel, Relationship
from standing.areas.record.models.batches import Batch, CarryLink
from standing.areas.record.models.periods import Period, StalePerson
from standing.areas.record.models.restrictions import Restriction
from standing.areas.record.models.rows import AboutPerson, FactRow, PeriodFact

__all__ = [
    "AboutPerson",
    "Absence",
    "Appointment",
    "AssessorLevel",
    "Assignment",
    "Batch",
    "CarryLink",
    "Change",
    "Claim",
    "Decision",
    "EditionEnd",
    "FactRow",
    "Membership",
    "Period",
    "PeriodFact",
    "RefreshRule",
    "Relationship",
    "Requirement",
    "Restriction",
    "Signature",
    "StalePerson",
    "Suspension",
    "decision_id",
]
