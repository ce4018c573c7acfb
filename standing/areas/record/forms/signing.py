"""The declaration by which somebody signs a change."""

from __future__ import annotations

from standing.areas.record.forms.base import ActionForm
from standing.site.forms import ConfirmField


class SignForm(ActionForm):
    """One box to tick."""

    read = ConfirmField(
        label="I have read this and my practice will follow it",
        asks="Confirm that you have read it and will follow it, or leave the page without signing",
    )
