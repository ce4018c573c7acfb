"""Forms of verification: a plan made, changed or ended; a decision returned; a review, a meeting, an observation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standing.areas.assessment.forms.guarded import AssessmentForm
from standing.areas.assessment.models import Review
from standing.areas.people.models import Account, Unit
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import PICKER, ChoosesStandards
from standing.core.rules.sampling import Shares
from standing.site.forms import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    WholeNumberField,
)

LONGEST_WHY, LONGEST_WORDS = 500, 1000


class PlanForm(ActionForm):
    """For which unit, from when until when, and how much is drawn."""

    unit = SelectField(label="Unit", asks="Choose the unit")
    from_on = DateField(label="First day", hint="Today or later. For example, 27 3 2026")
    to_on = DateField(label="First day it is over", hint="A year later at most. For example, 27 3 2027")

    def __init__(self, *args: Any, units: Iterable[Unit], least: Shares, **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {unit.code: unit for unit in units}
        field: Any = self.fields["unit"]
        field.choices = [("", "Choose"), *((code, unit.name) for code, unit in self.units.items())]
        for name, share, whom in (
            ("new_share", least.new, "new assessors, and on standards that allow no grace"),
            ("usual_share", least.usual, "assessors of long standing"),
        ):
            self.fields[name] = WholeNumberField(
                label=f"Of a hundred decisions of {whom}, how many are drawn?",
                hint=f"{share} or more",
                initial=share,
                min_value=share,
                max_value=100,
            )


class ShareForm(AssessmentForm):
    """Another share of one assessor's decisions, and why."""

    share = WholeNumberField(
        label="Of a hundred of their decisions, how many are drawn from now on?",
        hint="It is never less than the plan draws of anybody like them",
        min_value=1,
        max_value=100,
    )
    why = TextAreaField(label="Reason", asks="Say why", max_length=LONGEST_WHY)


class ReturnForm(AssessmentForm):
    """Why a decision is sent back."""

    why = TextAreaField(
        label="What is missing or wrong",
        hint="Whoever decided reads it. Do not write about a patient",
        asks="Say what is missing or wrong",
        max_length=LONGEST_WORDS,
    )


class ReviewForm(AssessmentForm):
    """What was found when a decision was looked at again."""

    outcome = RadiosField(
        label="What do you find?",
        choices=[
            (Review.STANDS, "The decision stands"),
            (Review.TO_CORRECT, "It should be corrected: those who may are asked to"),
        ],
        asks="Choose what you find",
    )
    words = TextAreaField(
        label="Why", hint="Do not write about a patient", asks="Say why", max_length=LONGEST_WORDS
    )


class MeetingForm(AssessmentForm, ChoosesStandards):
    """A standardisation meeting."""

    many = False
    standards_label = "Standard"
    field_order = (*PICKER, "held_on", "took_part", "outcome")

    held_on = DateField(label="Day of the meeting")
    took_part = CheckboxesField(label="Who took part", asks="Choose who took part")
    outcome = TextAreaField(
        label="What was agreed", hint="Do not write about a patient", asks="Say what was agreed"
    )

    def __init__(self, *args: Any, people: Iterable[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(account.pk): account for account in people}
        field: Any = self.fields["took_part"]
        field.choices = [(key, account.name) for key, account in self.people.items()]


class ObservationForm(AssessmentForm, ChoosesStandards):
    """An assessor watched assessing."""

    many = False
    standards_label = "Standard"
    field_order = (*PICKER, "observed_on", "saw")

    observed_on = DateField(label="Day of the observation")
    saw = TextAreaField(
        label="What you saw, and what you agreed",
        hint="Do not write about a patient",
        asks="Say what you saw",
    )
