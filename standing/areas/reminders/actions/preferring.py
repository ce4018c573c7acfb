"""What somebody asks to be told of besides what their roles ask for."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import record_event, writing
from standing.areas.people.models import Account
from standing.areas.reminders.models import Preference


@writing()
def set_preference(*, by: Account, not_required: bool) -> None:
    """The account wishes, or no longer wishes, to be told of standards held that no role of theirs asks for."""
    kept = Preference.objects.filter(account=by).first()
    if (kept.not_required if kept else False) == not_required:
        return
    Preference.objects.update_or_create(
        account=by, defaults={"not_required": not_required, "changed_at": clock.now()}
    )
    record_event(
        by=by, action="set_preference", subject=by.audit_name, words={"told_of_not_required": not_required}
    )
