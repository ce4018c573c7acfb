"""Which events of the audit trail to show."""

from __future__ import annotations

from typing import Any

from django import forms

from standing.site.forms import DateField, TextField
from standing.site.forms.look import Look


class TrailForm(forms.Form):
    """Filters of the audit trail. Everything may be left empty."""

    subject = TextField(
        label="What it was done to",
        hint="As the trail writes it. For example, person:N100 or unit:elm-ward",
        required=False,
        max_length=200,
    )
    who = TextField(
        label="Who did it",
        hint="An email address, or the command. For example, demo",
        required=False,
        max_length=254,
    )
    from_day = DateField(label="From", required=False)
    to_day = DateField(label="To, that day included", said="the last day", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.look = Look(size="s")  # type: ignore[attr-defined]
