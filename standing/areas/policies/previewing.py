"""Whom a proposed change would ask, before it is in force: the one place from which the record is asked."""

from __future__ import annotations

from standing.areas.audit.actions import Actor
from standing.areas.policies.models import ProposedChange
from standing.areas.record.selectors.change_reach import ChangePreview, preview_change
from standing.core.rules import facts


def preview(*, by: Actor, change: ProposedChange) -> ChangePreview:
    """Whom the change would ask on its day, or today if that is later. Nothing is written. Raises `NotAllowed`."""
    subject, version = change.signed_as
    return preview_change(
        by=by,
        changes=[
            facts.Change(
                subject=subject,
                version=version,
                standard=standard.pk,
                change_class=change.change_class,
                effective_on=change.effective_on,
                due_on=change.due_on,
                population=change.population,
            )
            for standard in change.standards.all()
        ],
    )
