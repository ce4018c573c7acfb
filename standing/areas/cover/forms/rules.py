"""The questions of a cover rule and of its lines."""

from __future__ import annotations

from typing import Any

from standing.areas.audit import clock
from standing.areas.cover.actions import LineWanted
from standing.areas.cover.actions.rules import LONGEST_NAME, MOST_PEOPLE
from standing.areas.cover.models import LEAST_BAND, MOST_BAND
from standing.areas.cover.words import KIND_WORDS
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import PICKER, ChoosesStandards
from standing.core.rules.registering import BODIES
from standing.site.forms import (
    CheckboxesField,
    ConfirmField,
    DateField,
    SelectField,
    TextField,
    WholeNumberField,
)
from standing.site.forms.look import Look

_LINE = (*PICKER, "context", "at_least", "band_from", "registered_with", "leads")


class LineForm(ChoosesStandards):
    """A line of a rule: how many must count in what."""

    many = False
    standards_label = "Standard they must count in"
    field_order: tuple[str, ...] = (*_LINE, "from_on")

    context = TextField(
        label="Context",
        hint="Leave it empty for general. For example, older people",
        required=False,
        max_length=100,
    )
    at_least = WholeNumberField(
        label="At least how many people", min_value=1, max_value=MOST_PEOPLE, look=Look(width=2)
    )
    band_from = WholeNumberField(
        label="Only of this band or above",
        hint="Agenda for Change. Whoever has no band on the rota then does not count",
        required=False,
        min_value=LEAST_BAND,
        max_value=MOST_BAND,
        look=Look(width=2),
    )
    registered_with = SelectField(
        label="Only those registered with",
        required=False,
        choices=[("", "No registration is asked for"), *((key, body.name) for key, body in BODIES.items())],
    )
    leads = ConfirmField(label="Only among those who lead the shift", required=False)
    from_on = DateField(label="First day it is asked", initial=clock.today)

    def line(self) -> LineWanted:
        """What was asked for, once the form is valid."""
        said = self.cleaned_data
        return LineWanted(
            self.chosen()[0],
            said["at_least"],
            said["context"],
            said["band_from"],
            bool(said["leads"]),
            said["registered_with"],
        )


class RuleForm(LineForm):
    """A rule with its first line."""

    field_order = ("name", "kinds", "from_on", "to_on", *_LINE, "apart")

    name = TextField(
        label="What the rule is called",
        hint="For example, Responding to crisis, nights",
        max_length=LONGEST_NAME,
    )
    kinds = CheckboxesField(
        label="Which shifts",
        hint="Tick none for every shift",
        required=False,
        choices=list(KIND_WORDS.items()),
    )
    to_on = DateField(
        label="First day without the rule",
        hint="Leave it empty if it is to hold until further notice",
        required=False,
    )
    apart = ConfirmField(
        label="Nobody stands for two lines of this rule at once",
        required=False,
    )


class EndForm(ActionForm):
    """From which day a rule, or a line, is asked no more."""

    to_on = DateField(label="First day without it", said="the first day without it")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_on"].initial = clock.today
