"""Forms whose texts pass the guard, as the actions of this area refuse them."""

from __future__ import annotations

from standing.areas.assessment.actions import CannotDecide
from standing.areas.record.forms.base import ActionForm
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact
from standing.site.forms import GuardedForm


class AssessmentForm(GuardedForm, ActionForm):
    """A form about somebody's practice: everything that stands against a decision is shown, each at its field."""

    def refuse(self, refusal: Refused | BadFact) -> None:
        """Show what was found, or every reason why not, each at its field."""
        for reason in refusal.reasons if isinstance(refusal, CannotDecide) else (refusal,):
            super().refuse(reason)
