"""Forms whose texts pass the guard, as the actions of this area refuse them."""

from __future__ import annotations

from standing.areas.assessment.actions import Answer, CannotDecide, MayIdentify
from standing.areas.record.forms.base import ActionForm
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact
from standing.site.forms import NOBODY_NAMED
from standing.site.forms import GuardedForm as AskingForm

__all__ = ["NOBODY_NAMED", "GuardedForm"]


class GuardedForm(AskingForm, ActionForm):
    """`answer()` is what the author said to what was found before; none at first. `findings` are those of now."""

    def answer(self) -> Answer | None:
        """What the author said, and to which findings."""
        return self.guard_answer

    def refuse(self, refusal: Refused | BadFact) -> None:
        """Show what was found, or every reason why not, each at its field."""
        if isinstance(refusal, MayIdentify):
            self.ask_about(refusal.findings, refusal.reason)
            return
        if isinstance(refusal, CannotDecide):
            for reason in refusal.reasons:
                super().refuse(reason)
            return
        super().refuse(refusal)
