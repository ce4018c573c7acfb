"""Forms of an appeal: opened, decided, a revocation suspended."""

from __future__ import annotations

from standing.areas.assessment.forms.guarded import AssessmentForm
from standing.areas.assessment.models import AppealStage
from standing.site.forms import RadiosField, TextAreaField

LONGEST = 2000


class OpenAppeal(AssessmentForm):
    """Why somebody does not agree."""

    grounds = TextAreaField(
        label="Why do you not agree?",
        hint="Whoever looks at the decision again reads this. Do not write about a patient",
        asks="Say why you do not agree",
        max_length=LONGEST,
    )


class DecideAppeal(AssessmentForm):
    """What was decided at a stage, and why."""

    outcome = RadiosField(
        label="What do you decide?",
        choices=[
            (AppealStage.UPHELD, "The decision is upheld"),
            (AppealStage.OVERTURNED, "The decision is overturned: it is taken back"),
        ],
        asks="Choose what you decide",
    )
    words = TextAreaField(
        label="Why",
        hint="The person reads this. Do not write about a patient",
        asks="Say why",
        max_length=LONGEST,
    )


class SuspendForm(AssessmentForm):
    """Why a revocation is suspended."""

    why = TextAreaField(label="Reason", asks="Say why", max_length=500)
