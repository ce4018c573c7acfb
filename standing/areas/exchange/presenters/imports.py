"""Files that were brought in: the list of them, and each with what it did and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from standing.areas.exchange.models import Remembered, WorkbookImport
from standing.areas.exchange.presenters.previews import faults_table
from standing.areas.people.models import Unit
from standing.areas.record.models import Batch
from standing.core.moving_in.answers import HELD_PLACE
from standing.core.moving_in.labels import LEAVE, STANDARD, Target
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import moment

STATES = {
    WorkbookImport.WAITING: "Waiting to begin",
    WorkbookImport.WRITING: "Being written",
    WorkbookImport.WRITTEN: "Written",
    WorkbookImport.STOPPED: "Stopped: nothing was written",
    WorkbookImport.FAILED: "Not written",
}


def state_words(found: WorkbookImport) -> str:
    """How an import stands."""
    if is_taken_back(found):
        return "Taken back"
    return STATES[found.state]


def is_taken_back(found: WorkbookImport) -> bool:
    """Whether what the import brought was taken back as one."""
    return found.batch is not None and found.batch.state == Batch.RETRACTED


def imports_table(rows: Iterable[WorkbookImport]) -> Table:
    """Every file brought in, the newest first."""
    return Table(
        "imports",
        "Files brought in",
        ["File", "When", "By", "How it stands", "Written", "Faults"],
        [
            [
                Cell(each.file, href=reverse("exchange:import", args=[each.pk])),
                moment(each.asked_at),
                each.account.name if each.account else "a command on the server",
                state_words(each),
                f"{_written(each):,}",
                f"{each.counts.get('refused', 0):,}",
            ]
            for each in rows
        ],
        stack=True,
        hide_caption=True,
        empty="No file has been brought in yet.",
    )


def _written(found: WorkbookImport) -> int:
    return int(found.counts.get("created", 0)) + int(found.counts.get("changed", 0))


def import_context(found: WorkbookImport, units: Sequence[Unit], today: date) -> dict[str, Any]:
    """The page of one import."""
    done = f"{found.done:,} of {found.total:,}"
    return {
        "found": found,
        "state": state_words(found),
        "progress": f"{found.stage or STATES[found.state]}: {done} dates put aside.",
        "rows": _rows(found),
        "faults": faults_table(found.faults),
        "fault_count": len(found.faults),
        "units": units,
        "next_month": _next_month(today),
        "is_taken_back": is_taken_back(found),
        "can_take_back": found.state == WorkbookImport.WRITTEN and not is_taken_back(found),
    }


def _next_month(today: date) -> str:
    """The first day of the month after this one, as the forecast takes it."""
    year, month = divmod(today.year * 12 + today.month, 12)
    return date(year, month + 1, 1).isoformat()


_COUNTED = (
    ("created", "Dates written"),
    ("changed", "of them, another day than an earlier file gave"),
    ("taken_back", "Days of earlier files taken back"),
    ("unchanged", "In the record already"),
    ("refused", "Faults, not written"),
    ("noted", "Shown, not written"),
    ("left out", "Left out, as you said"),
    ("new people", "People added"),
    ("new units", "Units added"),
    ("new competences", "Local competences added"),
    ("new rules", "Refresh rules set"),
    ("profiles", "Role profiles made"),
    ("counting", "Competences of people that counted that day"),
    ("not counting", "Competences of people that did not"),
)


def _rows(found: WorkbookImport) -> list[Row]:
    rows = [
        Row("File", found.file),
        Row("Fingerprint (SHA-256)", f"{found.sha256[:16]}…"),
        Row("Sent by", found.account.name if found.account else "a command on the server"),
        Row("Begun", moment(found.asked_at)),
    ]
    if found.ended_at:
        rows.append(Row("Ended", moment(found.ended_at)))
    if found.state == WorkbookImport.WRITTEN:
        counts = found.counts | {"created": _written(found)}
        rows += [Row(words, f"{counts[name]:,}") for name, words in _COUNTED if counts.get(name)]
    if found.batch is not None and found.batch.ended_why:
        rows.append(Row("Taken back because", found.batch.ended_why))
    return rows


KINDS = {
    Remembered.LABEL: "Course",
    Remembered.UNIT: "Unit",
    Remembered.ROLE: "Role",
    Remembered.SHEET: "Sheet",
}


def remembered_table(rows: Iterable[Remembered]) -> Table:
    """What is remembered of earlier files, but for whole sheets, which have no words of their own."""
    return Table(
        "remembered",
        "Remembered from earlier files",
        ["In the file", "Kind", "Means", "Forget"],
        [
            [
                each.text,
                KINDS[each.kind],
                _means(each),
                Cell("Forget", href=reverse("exchange:forget", args=[each.pk]), hidden_text=each.text),
            ]
            for each in rows
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing is remembered yet.",
    )


def _means(row: Remembered) -> str:
    if row.kind == Remembered.LABEL:
        target = Target.of(str(row.answer))
        if target is not None and target.kind == LEAVE:
            return "Left out"
        return target.name if target is not None and target.kind == STANDARD else str(row.answer)
    return str(row.answer).removeprefix(f"{HELD_PLACE}:")
