"""What is asked of whoever works in a matrix: what to show, a day for several people, and the day of one cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from standing.areas.audit import clock
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.decisions import NO_PATIENT_DETAILS, decided_field, evidence_field
from standing.areas.record.forms.teams import COLUMN_SEPARATOR, TeamForm, column_name
from standing.areas.record.forms.typed_days import typed_day
from standing.areas.record.models import Decision
from standing.areas.record.selectors.teams import Team
from standing.areas.refusals import Refused
from standing.site.forms import CheckboxesField, GuardedForm, SelectField, TextField
from standing.site.forms.look import Look

WRONG_DAY = "The date was entered wrongly"
"""What a correction from the matrix says unless something else is typed."""


class WorkForm(TeamForm):
    """What of a team to work in: as the team's own filters, as at today."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("at", "known_on"):
            del self.fields[name]


def split_column(name: str) -> tuple[str, str]:
    """The standard and the context that the name of a column stands for."""
    standard, _, context = name.partition(COLUMN_SEPARATOR)
    return standard, context


class TypedDayField(TextField):
    """A day in one box, as it is typed into a cell."""

    def clean(self, value: Any) -> Any:
        """The day, or why it is none."""
        text = super().clean(value)
        try:
            return typed_day(text, clock.today())
        except Refused as refusal:
            raise ValidationError(refusal.reason) from refusal


class ManyForm(GuardedForm, ActionForm):
    """These people, this standard, this day."""

    columns: ClassVar[Mapping[str, str]] = {"decided_on": "day"}

    column = SelectField(label="Standard", asks="Select the standard", choices=[], prompt="Select a standard")
    day = TypedDayField(
        label="Day it was met", hint="Day first, such as 27/3/2026", asks="Type the day it was met"
    )
    evidence = evidence_field()
    person = CheckboxesField(label="People", asks="Choose the people this is about", choices=[])

    def __init__(self, team: Team, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        columns, people = self.fields["column"], self.fields["person"]
        assert isinstance(columns, SelectField)
        assert isinstance(people, CheckboxesField)
        columns.choices = [
            ("", "Select a standard"),
            *(
                (
                    column_name(standard, context),
                    f"{standard.code} ({standard.edition}){f', {context}' if context else ''} {standard.title}",
                )
                for standard, context in team.columns
            ),
        ]
        people.choices = [(person.ref, person.name) for person in team.people]

    @property
    def chosen(self) -> frozenset[str]:
        """The people chosen, by reference, whether or not the rest is right."""
        return frozenset(self.data.getlist("person")) if hasattr(self.data, "getlist") else frozenset()


class DayForm(GuardedForm, ActionForm):
    """The day on which one person met one standard."""

    columns: ClassVar[Mapping[str, str]] = {"practice_as_of": "decided_on"}

    decided_on = decided_field()
    evidence = evidence_field()


class CorrectDayForm(GuardedForm, ActionForm):
    """Another day in the place of one that was entered wrongly."""

    columns: ClassVar[Mapping[str, str]] = {"expires_on": "decided_on", "practice_as_of": "decided_on"}

    decided_on = decided_field()
    why = TextField(
        label="Why is it corrected?",
        hint=f"The reason stays with the decision for good. {NO_PATIENT_DETAILS}",
        asks="Say why it is corrected: the reason stays with it",
        max_length=500,
        look=Look(size="s"),
    )

    @staticmethod
    def of(decision: Decision) -> dict[str, Any]:
        """The form's first answers."""
        return {"decided_on": decision.decided_on, "why": WRONG_DAY}
