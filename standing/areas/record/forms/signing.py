"""The declaration by which somebody signs a change."""

from __future__ import annotations

from typing import Any

from standing.areas.record.at_signing import Asked
from standing.areas.record.forms.base import ActionForm
from standing.site.forms import ConfirmField, RadiosField


class SignForm(ActionForm):
    """One question on the change, where there is one, and one box to tick."""

    field_order = ("answer", "read")

    read = ConfirmField(
        label="I have read this and my practice will follow it",
        asks="Confirm that you have read it and will follow it, or leave the page without signing",
    )

    def __init__(self, *args: Any, question: Asked | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if question is not None:
            self.fields["answer"] = RadiosField(
                label=question.text,
                asks="Answer the question: it is about what changed",
                choices=[(str(place), answer) for place, answer in enumerate(question.answers)],
            )
            self.order_fields(self.field_order)

    def answer(self) -> int | None:
        """The place of the answer chosen, from 0; None where nothing was asked."""
        return int(self.cleaned_data["answer"]) if "answer" in self.fields else None
