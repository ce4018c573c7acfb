"""What is done with evidence and claims: added, allocated, judged, decided; and what may identify somebody, hidden."""

from standing.areas.assessment.actions.claims import (
    allocate_claim,
    go_on_with_claim,
    open_claim,
    submit_claim,
    take_back_claim,
    withdraw_claim,
)
from standing.areas.assessment.actions.criteria import (
    enter_criteria,
    put_criteria_in_use,
    take_criteria_out_of_use,
)
from standing.areas.assessment.actions.deciding import CannotDecide, check_can_decide, decide_claim
from standing.areas.assessment.actions.evidence import (
    Pointer,
    add_evidence,
    attach_evidence,
    detach_evidence,
    withdraw_feedback,
)
from standing.areas.assessment.actions.judging import Judged, ask_for_more, begin_assessing, judge_evidence
from standing.areas.assessment.actions.sealing import (
    Found,
    erase_sealed,
    give_sealed_back,
    report_identifiable,
)
from standing.areas.assessment.actions.session_checks import Attendee, Session
from standing.areas.assessment.actions.sessions import (
    SessionDone,
    SomeNotDecided,
    check_session,
    decide_at_session,
)
from standing.areas.assessment.actions.writing_about import Answer, MayIdentify, Said

__all__ = [
    "Answer",
    "Attendee",
    "CannotDecide",
    "Found",
    "Judged",
    "MayIdentify",
    "Pointer",
    "Said",
    "Session",
    "SessionDone",
    "SomeNotDecided",
    "add_evidence",
    "allocate_claim",
    "ask_for_more",
    "attach_evidence",
    "begin_assessing",
    "check_can_decide",
    "check_session",
    "decide_at_session",
    "decide_claim",
    "detach_evidence",
    "enter_criteria",
    "erase_sealed",
    "give_sealed_back",
    "go_on_with_claim",
    "judge_evidence",
    "open_claim",
    "put_criteria_in_use",
    "report_identifiable",
    "submit_claim",
    "take_back_claim",
    "take_criteria_out_of_use",
    "withdraw_claim",
    "withdraw_feedback",
]
