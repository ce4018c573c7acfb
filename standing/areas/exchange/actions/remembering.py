"""What the next file need not be asked again."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.exchange.models import Remembered
from standing.areas.exchange.permissions import check_can_import
from standing.areas.refusals import Refused
from standing.core.moving_in.journey import Journey


@writing()
def remember(by: Actor, journey: Journey, subject: str) -> None:
    """Keep what a file was told, in the place of what was kept of the same words before."""
    found = journey.remembers
    now = clock.now()
    rows = [
        Remembered(kind=kind, text=text, answer=answer, changed_at=now)
        for kind, answers in (
            (Remembered.LABEL, found.labels),
            (Remembered.UNIT, found.units),
            (Remembered.ROLE, found.roles),
            (Remembered.SHEET, found.sheets),
        )
        for text, answer in answers.items()
    ]
    Remembered.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "text"], update_fields=["answer", "changed_at"]
    )
    record_event(by=by, action="remember_mappings", subject=subject, words={"kept": len(rows)})


@writing()
def forget(*, by: Actor, number: int) -> str:
    """Forget one thing that was remembered: the next file is asked again. Returns its words."""
    check_can_import(by)
    row = Remembered.objects.filter(pk=number).first()
    if row is None:
        raise Refused("This was forgotten before.")
    record_event(
        by=by,
        action="forget_mapping",
        subject=f"remembered:{row.kind}",
        words={"text": row.text, "was": row.answer},
    )
    row.delete()
    return row.text
