"""The criteria of an edition, pasted with their source."""

from __future__ import annotations

from standing.areas.record.forms.base import ActionForm
from standing.site.forms import ConfirmField, GuardedForm, TextAreaField, TextField
from standing.site.forms.look import Look


class EnterCriteria(GuardedForm, ActionForm):
    """The criteria, one a line, where they come from, and what they ask beyond themselves."""

    pasted = TextAreaField(
        label="Criteria",
        hint="One a line, numbered as the standard numbers them: P1 and on for performance, K1 and on for knowledge",
        asks="Paste the criteria, one a line",
        look=Look(size="s", rows=14),
    )
    source = TextField(
        label="Where they come from",
        hint="The document, its edition and page. Check that you may copy it",
        asks="Say where these criteria come from",
        max_length=300,
        look=Look(size="s"),
    )
    needs_observation = ConfirmField(label="Something must have been directly observed", required=False)
    forbids_simulation = ConfirmField(label="Simulation is not allowed", required=False)
