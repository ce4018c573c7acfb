"""Every write to the record. The door is `append_facts` and `retract_facts`; the others decide who may,
and come to it.
"""

from standing.areas.record.actions.batches import (
    activate_batch,
    discard_batch,
    open_batch,
    retract_batch,
)
from standing.areas.record.actions.changes import issue_change, sign_change, withdraw_change
from standing.areas.record.actions.day_corrected import correct_day
from standing.areas.record.actions.decisions import (
    correct_decision,
    put_decisions,
    record_decision,
    write_released,
)
from standing.areas.record.actions.door import (
    EditionEnd,
    Entry,
    append_facts,
    correct_facts,
    retract_facts,
)
from standing.areas.record.actions.many import DayMet, SomeRefused, record_days_met, undo_last_done
from standing.areas.record.actions.merging import merge_people, split_people
from standing.areas.record.actions.refresh_rules import end_edition, set_refresh_rules
from standing.areas.record.actions.requirements import set_requirements
from standing.areas.record.actions.restricting import (
    end_restriction,
    restrict_practice,
    review_restriction,
)
from standing.areas.record.actions.staging import (
    stage_carried,
    stage_facts,
    stage_links,
    stage_memberships,
    unstage_facts,
)
from standing.areas.record.actions.starters import add_people
from standing.areas.record.actions.workforce import (
    assign_person,
    close_claim,
    end_absence,
    end_assignment,
    end_membership,
    join_population,
    lift_suspension,
    move_person,
    open_claim,
    record_absence,
    suspend_person,
)

__all__ = [
    "DayMet",
    "EditionEnd",
    "Entry",
    "SomeRefused",
    "activate_batch",
    "add_people",
    "append_facts",
    "assign_person",
    "close_claim",
    "correct_day",
    "correct_decision",
    "correct_facts",
    "discard_batch",
    "end_absence",
    "end_assignment",
    "end_edition",
    "end_membership",
    "end_restriction",
    "issue_change",
    "join_population",
    "lift_suspension",
    "merge_people",
    "move_person",
    "open_batch",
    "open_claim",
    "put_decisions",
    "record_absence",
    "record_days_met",
    "record_decision",
    "restrict_practice",
    "retract_batch",
    "retract_facts",
    "review_restriction",
    "set_refresh_rules",
    "set_requirements",
    "sign_change",
    "split_people",
    "stage_carried",
    "stage_facts",
    "stage_links",
    "stage_memberships",
    "suspend_person",
    "undo_last_done",
    "unstage_facts",
    "withdraw_change",
    "write_released",
]
