"""The preview, whether days replace earlier ones, and taking an import back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from standing.areas.record.forms.base import ActionForm
from standing.site.forms import GuardedForm, RadiosField, SelectField, TextField
from standing.site.forms.look import Look


class WriteForm(ActionForm):
    """Whether days that differ from an earlier file replace those; asked only where there are any."""

    def __init__(self, *args: Any, later: int, answered: bool | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if later:
            cells = "1 cell gives a later day" if later == 1 else f"{later:,} cells give a later day"
            self.fields["later"] = RadiosField(
                label=f"{cells} than an earlier file did. Why?",
                choices=[
                    ("both", "They were done again since: keep both days"),
                    ("replace", "The earlier day was wrong: take it back"),
                ],
                initial="" if answered is None else "replace" if answered else "both",
                asks="Say why these days differ from those of an earlier file",
                look=Look(size="s"),
            )


class StepsFilter(forms.Form):
    """Which rows of a preview to show."""

    outcome = SelectField(label="What happens", required=False)
    words = TextField(label="Person, course or cell", required=False, look=Look(width=20))

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = [("", "Everything"), *outcomes]  # type: ignore[attr-defined]


class RetractForm(GuardedForm, ActionForm):
    """Why a whole import is taken back."""

    why = TextField(label="Why is it taken back?", asks="Say why it is taken back", max_length=500)
