"""Every write of this area: files sent and answered about, written into the record, stopped and taken back."""

from standing.areas.exchange.actions.importing import (
    begin_import,
    retract_import,
    run_import,
    stop_import,
    write_at_once,
)
from standing.areas.exchange.actions.remembering import forget
from standing.areas.exchange.actions.staging import (
    answer_workbook,
    discard_workbook,
    lay_out_sheet,
    stage_workbook,
)

__all__ = [
    "answer_workbook",
    "begin_import",
    "discard_workbook",
    "forget",
    "lay_out_sheet",
    "retract_import",
    "run_import",
    "stage_workbook",
    "stop_import",
    "write_at_once",
]
