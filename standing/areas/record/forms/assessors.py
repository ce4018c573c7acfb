"""Who may assess what: appointments, relationships declared, and how far an assessor has come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import PICKER, ChoosesStandards
from standing.areas.record.models import AssessorLevel
from standing.areas.record.selectors.assessors import AssessorSeen
from standing.areas.record.words import LEVELS
from standing.site.forms import DateField, GuardedForm, RadiosField, SelectField, TextAreaField, TextField

LONGEST_WHY = 500


class ProposeAppointment(GuardedForm, ChoosesStandards):
    """Who is put forward, for what, from when until when, and why."""

    many = False
    standards_label = "Standard"
    field_order = ("account", *PICKER, "context", "from_on", "to_on", "why")

    account = SelectField(label="Assessor", asks="Choose the assessor")
    context = TextField(
        label="Context",
        hint="Only if the appointment is for one context alone. For example, older people",
        required=False,
        max_length=100,
    )
    from_on = DateField(label="First day")
    to_on = DateField(label="First day it is over")
    why = TextAreaField(
        label="Why they can judge it, though they do not hold it",
        asks="Say why",
        max_length=LONGEST_WHY,
    )

    def __init__(self, *args: Any, assessors: Iterable[AssessorSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.assessors = {str(one.account.pk): one.account for one in assessors}
        field: Any = self.fields["account"]
        field.choices = [
            ("", "Choose"),
            *((key, account.name) for key, account in self.assessors.items()),
        ]


class WhyForm(GuardedForm, ActionForm):
    """A reason, and nothing else."""

    why = TextAreaField(label="Reason", asks="Say why", max_length=LONGEST_WHY)


class DeclareForm(ActionForm):
    """Whom somebody is close to."""

    person = TextField(
        label="Their staff number",
        hint="What you are to each other is not asked, and not kept",
        asks="Enter the staff number of the person",
    )


class LevelForm(GuardedForm, ActionForm):
    """How far an assessor has come."""

    level = RadiosField(
        label="How far have they come?",
        choices=[(level, LEVELS[level]) for level in AssessorLevel.LEVELS],
        asks="Choose how far they have come",
    )
    why = TextAreaField(label="Reason", asks="Say why", max_length=LONGEST_WHY)
