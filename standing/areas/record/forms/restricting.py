"""Restricted practice: its limits, its reason, and when it is looked at again."""

from __future__ import annotations

from typing import ClassVar

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import PICKER, ChoosesStandards
from standing.areas.record.forms.workforce import LONGEST_REASON
from standing.site.forms import DateField, GuardedForm, TextAreaField, TextField

LONGEST_LIMITS = 300


class Restrict(GuardedForm, ChoosesStandards):
    """What is limited, for which standard or all, since when and until it is looked at again."""

    many = False
    none_needed = True
    standards_label = "Standard (leave it empty for every standard)"
    columns: ClassVar = {"to": "to_on"}
    field_order = ("limits", "reason", *PICKER, "from_on", "review_on", "to_on")

    limits = TextField(
        label="Limits",
        hint="What the person may and may not do. Rota makers read this. For example, Not in charge of a shift",
        max_length=LONGEST_LIMITS,
    )
    reason = TextAreaField(
        label="Reason",
        asks="Say why",
        hint="The person reads this, and whoever may restrict their practice. Do not write about a patient.",
        max_length=LONGEST_REASON,
    )
    from_on = DateField(label="First day of the restriction")
    review_on = DateField(label="Day by which it is reviewed")
    to_on = DateField(
        label="First day without the restriction",
        hint="Leave it empty if the end is not known. For example, 27 3 2026",
        required=False,
    )


class Review(GuardedForm, ActionForm):
    """A restriction that goes on: until when, and what was found."""

    review_on = DateField(label="Day by which it is reviewed again")
    why = TextField(
        label="What the review found", asks="Say what the review found", max_length=LONGEST_REASON
    )
