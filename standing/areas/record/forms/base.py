"""What every form that ends in an action shares: refusals at the field they are about, and looks without judgement."""

from __future__ import annotations

from typing import Any

from django.forms.utils import ErrorDict

from standing.areas.people.forms.base import ActionForm as PlainActionForm
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact

NOT_DEMANDED: Any = None
"""Given as `required`: the field may be empty, but is not called optional, as another answer decides."""

STEPS = frozenset({"csrfmiddlewaretoken", "confirm", "change", "find"})
"""What a form sends that is not an answer to one of its questions."""


class ActionForm(PlainActionForm):
    """A form for one action. Shown again with what was typed, it may be judged or, with `judge=False`, left alone."""

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
        """As for any form; a fact that cannot be says so at the field that asks for its column."""
        if isinstance(refusal, BadFact):
            refusal = Refused(f"This cannot be recorded: {refusal}.", field=refusal.column)
        super().refuse(refusal)

    def sent(self) -> list[tuple[str, str]]:
        """Every answer as it was sent, to be carried unseen to the next step."""
        if not hasattr(self.data, "lists"):
            return [(name, str(value)) for name, value in self.data.items()]
        return [(name, value) for name, values in self.data.lists() if name not in STEPS for value in values]
