"""What every form that ends in an action shares: refusals at the field they are about, and looks without judgement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict

from standing.areas.guarding import MayIdentify
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact
from standing.site.forms import GuardedForm

NOT_DEMANDED: Any = None
"""Given as `required`: the field may be empty, but is not called optional, as another answer decides."""

STEPS = frozenset({"csrfmiddlewaretoken", "confirm", "change", "find"})
"""What a form sends that is not an answer to one of its questions."""


class ActionForm(forms.Form):
    """A form for one action. Shown again with what was typed, it may be judged or, with `judge=False`, left alone."""

    columns: ClassVar[Mapping[str, str]] = {}
    """The field that asks for a column of a fact, where they are called differently."""

    def __init__(self, *args: Any, judge: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.judge = judge

    def full_clean(self) -> None:
        """Find what is wrong, unless the form is only shown again with what was typed."""
        if self.judge:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def is_valid(self) -> bool:
        return self.judge and super().is_valid()

    def refuse(self, refusal: Refused | BadFact) -> None:
        """Show why an action refused, at the field it is about or, if none, above the form."""
        if isinstance(refusal, MayIdentify) and isinstance(self, GuardedForm):
            self.ask_about(refusal.findings)
            return
        if isinstance(refusal, BadFact):
            name, message = refusal.column, f"This cannot be recorded: {refusal}."
        else:
            name, message = refusal.field, refusal.reason
        name = self.columns.get(name, name)
        self.add_error(name if name in self.fields else None, message)

    def sent(self) -> list[tuple[str, str]]:
        """Every answer as it was sent, to be carried unseen to the next step."""
        if not hasattr(self.data, "lists"):
            return [(name, str(value)) for name, value in self.data.items()]
        return [(name, value) for name, values in self.data.lists() if name not in STEPS for value in values]
