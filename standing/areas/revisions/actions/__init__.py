"""Every write to crosswalks, and to what stewards say of a register's findings."""

from standing.areas.revisions.actions.approving import (
    approve_crosswalk,
    send_for_approval,
    set_days,
    take_back,
)
from standing.areas.revisions.actions.beginning import (
    begin_by_hand,
    begin_from_document,
    begin_from_rows,
    begin_from_spreadsheet,
    begin_from_staged,
    begin_next_version,
    discard_version,
)
from standing.areas.revisions.actions.findings import note_finding, note_findings
from standing.areas.revisions.actions.rows import (
    add_row,
    change_row,
    defer_rows,
    remove_row,
    resume_row,
    set_contexts,
)
from standing.areas.revisions.actions.rules_requests import ask_for_rules
from standing.areas.revisions.actions.settling import settle_from_spreadsheet, settle_from_staged

__all__ = [
    "add_row",
    "approve_crosswalk",
    "ask_for_rules",
    "begin_by_hand",
    "begin_from_document",
    "begin_from_rows",
    "begin_from_spreadsheet",
    "begin_from_staged",
    "begin_next_version",
    "change_row",
    "defer_rows",
    "discard_version",
    "note_finding",
    "note_findings",
    "remove_row",
    "resume_row",
    "send_for_approval",
    "set_contexts",
    "set_days",
    "settle_from_spreadsheet",
    "settle_from_staged",
    "take_back",
]
