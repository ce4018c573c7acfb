"""A form with texts or files about practice: it shows what the guard found, and asks its author what that is.

The action looks, not the form: a form that the action refused with findings (`areas.guarding.MayIdentify`) is shown
again with `ask_about`, and the next time `guard_answer` carries what the author said. Every form with a box about
practice asks in this one way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join

from standing.core.guard import Finding
from standing.core.guard.answering import Answer, Said, about
from standing.site.forms.fields import HiddenField, RadiosField

BEFORE_WRITING = (
    "Do not write anything by which a person who uses services, or their family, could be known: no names, numbers, "
    "dates of birth or addresses. Rare details can identify somebody without a name. What you write is looked through "
    "before it is kept, but that finds only some of it."
)
"""Said beside every box about practice, before anybody writes."""

ASKED = (
    "This may identify somebody who uses services. Change it and send it again, or say what it is. "
    "The check looks for some patterns only, so look through the rest yourself"
)


class GuardedForm(forms.Form):
    """A form for an action that passes the guard. Its question is asked only when something was found."""

    guard_about = HiddenField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self.data.get(self.add_prefix("guard_about")):
            self.fields["guard_said"] = _question()

    @property
    def guard_answer(self) -> Answer | None:
        """What the author said to what they were shown; none where nothing was said."""
        said = self.cleaned_data.get("guard_said")
        return Answer(Said(said), self.cleaned_data["guard_about"]) if said else None

    def ask_about(self, findings: Sequence[Finding]) -> None:
        """Show what was found, and ask what it is. An answer given to other findings is taken back."""
        rows = format_html_join("", "<li>{}</li>", ((found.words,) for found in findings))
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent[self.add_prefix("guard_about")] = about(findings)
        sent.pop(self.add_prefix("guard_said"), None)
        self.fields.pop("guard_said", None)
        # Django keeps a field as it was first drawn; this one is asked anew.
        self._bound_fields_cache.pop("guard_said", None)  # type: ignore[attr-defined]
        self.fields["guard_said"] = _question(
            format_html('<ul class="nhsuk-list nhsuk-list--bullet">{}</ul>', rows)
        )
        self.add_error("guard_said", ASKED)


def _question(found: str = "") -> RadiosField:
    """What is asked, last on the form. Nobody has to answer it: to change the text is as good."""
    choices = [(said.value, said.words) for said in Said]
    return RadiosField(label="What was found", hint=found, choices=choices, required=None)
