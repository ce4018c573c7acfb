"""The one question of undoing a revision."""

from __future__ import annotations

from standing.areas.record.forms.base import ActionForm
from standing.site.forms import GuardedForm, TextAreaField
from standing.site.forms.look import Look


class Undo(GuardedForm, ActionForm):
    """Why an adopted revision is taken back."""

    why = TextAreaField(
        label="Why is the revision undone?",
        hint="The reason stays with everything that is taken back.",
        asks="Say why the revision is undone",
        max_length=500,
        look=Look(rows=3),
    )
