"""A form with texts or files about practice: it shows what the guard found, and asks its author what that is.

The action looks, not the form: a form that the action refused with findings (`areas.guarding.MayIdentify`) is shown
again with `ask_about`, and the next time `guard_answer` carries what the author said. A page shows the findings with
`site/guard.html`, above every page that shows the form as its `form`. Every form into which somebody types words of
their own asks in this one way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from standing.core.guard import Finding
from standing.core.guard.answering import Answer, Said, about
from standing.site.forms.fields import HiddenField, RadiosField
from standing.site.forms.look import Look

NOBODY_NAMED = (
    "Write nothing that could tell anybody who a person using services is: no name, number, date of birth or address, "
    "and no rare detail"
)
"""Said beside every box about practice, before anybody writes."""

ASKED = (
    "Something here may identify somebody who uses services. Look at what was found, and change it or say what it "
    "is."
)


class GuardedForm(forms.Form):
    """A form for an action that passes the guard. Its question is asked only when something was found: `findings`."""

    findings: tuple[Finding, ...] = ()
    guard_answer: Answer | None = None
    """What the author said, and to which findings; none where nothing was said."""

    def full_clean(self) -> None:
        """Ask once more what was asked before: after whatever fields a form adds for itself."""
        if self.is_bound and self.data.get(self.add_prefix("guard_about")):
            self._ask()
        super().full_clean()

    def _post_clean(self) -> None:
        """Keep the author's answer apart: `cleaned_data` is what the action of the form takes, and no more."""
        super()._post_clean()  # type: ignore[misc]
        said = self.cleaned_data.pop("guard_said", "")
        asked = self.cleaned_data.pop("guard_about", "")
        self.guard_answer = Answer(Said(said), asked) if said else None

    def ask_about(self, findings: Sequence[Finding]) -> None:
        """Show what was found, and ask what it is. An answer given to other findings is taken back."""
        self.findings = tuple(findings)
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent[self.add_prefix("guard_about")] = about(findings)
        sent.pop(self.add_prefix("guard_said"), None)
        self._ask()
        self.add_error("guard_said", ASKED)

    def _ask(self) -> None:
        """The question comes last. Nobody has to answer it: to change the text is as good."""
        for name in ("guard_said", "guard_about"):
            self.fields.pop(name, None)
            # Django keeps a field as it was first drawn; this one is asked anew.
            self._bound_fields_cache.pop(name, None)  # type: ignore[attr-defined]
        self.fields["guard_said"] = RadiosField(
            label="What is it?",
            choices=[(said.value, said.words) for said in Said],
            hint="Your answer is kept. If it does name somebody, take it out above and send this again",
            asks="Say what was found, or take it out",
            required=False,
            look=Look(size="s"),
        )
        self.fields["guard_about"] = HiddenField(required=False)
