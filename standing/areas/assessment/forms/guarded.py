"""Forms whose texts pass the guard: what it finds is shown above the form, and the author is asked what it is."""

from __future__ import annotations

from typing import Any

from standing.areas.assessment.actions import Answer, CannotDecide, MayIdentify, Said
from standing.areas.assessment.actions.writing_about import about
from standing.areas.record.forms.base import ActionForm
from standing.areas.refusals import Refused
from standing.core.guard import Finding
from standing.core.rules.facts import BadFact
from standing.site.forms import HiddenField, RadiosField
from standing.site.forms.look import Look

NOBODY_NAMED = (
    "Write nothing that could tell anybody who a person using services is: no name, number, date of birth or address, "
    "and no rare detail"
)


class GuardedForm(ActionForm):
    """`answer()` is what the author said to what was found before; none at first. `findings` are those of now."""

    findings: tuple[Finding, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self.data.get("guard_about"):
            self._ask()

    def _ask(self) -> None:
        self.fields["guard_said"] = RadiosField(
            label="What is it?",
            choices=[(each.value, each.words) for each in Said],
            hint="Your answer is kept. If it does name somebody, take it out above and send this again",
            asks="Say what was found, or take it out",
            required=False,
            look=Look(size="s"),
        )
        self.fields["guard_about"] = HiddenField(required=False)

    def answer(self) -> Answer | None:
        """What the author said, and to which findings."""
        said = self.cleaned_data.get("guard_said", "")
        return Answer(Said(said), self.cleaned_data.get("guard_about", "")) if said else None

    def refuse(self, refusal: Refused | BadFact) -> None:
        """Show what was found, or every reason why not, each at its field."""
        if isinstance(refusal, MayIdentify):
            self.findings = refusal.findings
            data: Any = self.data
            self.data = data = data.copy()
            data["guard_about"] = about(refusal.findings)
            data.pop("guard_said", None)
            self._ask()
            self.add_error("guard_said", refusal.reason)
            return
        if isinstance(refusal, CannotDecide):
            for reason in refusal.reasons:
                super().refuse(reason)
            return
        super().refuse(refusal)
