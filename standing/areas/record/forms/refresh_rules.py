"""Refresh rules: which of them to look at, and what to set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.areas.record.refresh import AppliesTo
from standing.core.rules.facts import DEFAULT_GRACE_DAYS
from standing.site.forms import GuardedForm, RadiosField, SelectField, TextField, WholeNumberField
from standing.site.forms.look import Look

MOST_MONTHS = 120
MOST_GRACE_DAYS = 366

NO_RULE, WITH_RULE = "none", "set"


class FilterRules(forms.Form):
    """Which standards to list."""

    rule = SelectField(
        label="Refresh rule",
        required=False,
        choices=[("", "All"), (NO_RULE, "No rule yet"), (WITH_RULE, "With a rule")],
    )
    words = TextField(label="Code or words of the title", required=False, look=Look(width=20))

    def __init__(self, *args: Any, suites: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["suite"] = SelectField(
            label="Suite", required=False, choices=[("", "All suites"), *suites]
        )


def terms_offered(query: Mapping[str, str]) -> dict[str, Any]:
    """The answers that an address offers: `months` (a number or "never") and `grace` in days; others are left out."""
    months, grace = query.get("months", ""), query.get("grace", "")
    offered: dict[str, Any] = {}
    if months == "never":
        offered["expires"] = "never"
    elif months.isdecimal() and 1 <= int(months) <= MOST_MONTHS:
        offered |= {"expires": "months", "validity_months": int(months)}
    if grace == "0":
        offered["critical"] = "yes"
    elif grace.isdecimal() and int(grace) <= MOST_GRACE_DAYS:
        offered |= {"critical": "no", "grace_days": int(grace)}
    return offered


class AsksForRule(ActionForm):
    """How long a decision lasts: the questions of a refresh rule, for forms that ask more besides."""

    expires = RadiosField(
        label="Does a decision expire?",
        asks="Select whether a decision expires",
        choices=[("months", "Yes, after a number of months"), ("never", "No, it never expires")],
    )
    validity_months = WholeNumberField(
        label="Months until it expires",
        hint="Only if it expires.",
        unit="months",
        required=NOT_DEMANDED,
        min_value=1,
        max_value=MOST_MONTHS,
        look=Look(width=3),
    )
    critical = RadiosField(
        label="Is it safety-critical?",
        asks="Select whether it is safety-critical",
        choices=[("yes", "Yes, there is no grace"), ("no", "No, there are days of grace")],
        look=Look(
            hints={
                "yes": "From the day after it expires the person may not do this work.",
                "no": "In grace a person does not count, but may work under supervision.",
            }
        ),
    )
    grace_days = WholeNumberField(
        label="Days of grace",
        hint="Only if it is not safety-critical.",
        unit="days",
        required=NOT_DEMANDED,
        min_value=1,
        max_value=MOST_GRACE_DAYS,
        look=Look(width=3),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"grace_days": DEFAULT_GRACE_DAYS, **options.get("initial", {})}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        expires, critical = answers.get("expires"), answers.get("critical")
        self._needs(
            answers, "validity_months", expires == "months", "Enter the months until it expires, like 36"
        )
        self._needs(answers, "grace_days", critical == "no", "Enter the days of grace, like 28")
        return answers

    def _needs(self, answers: dict[str, Any], field: str, needed: bool, asks: str) -> None:
        if needed and answers.get(field) is None and field not in self.errors:
            self.add_error(field, asks)

    def terms(self) -> dict[str, Any]:
        """Months until a decision expires (None: never) and days of grace."""
        answers = self.cleaned_data
        return {
            "validity_months": answers["validity_months"] if answers["expires"] == "months" else None,
            "grace_days": 0 if answers["critical"] == "yes" else answers["grace_days"],
        }


class SetRules(GuardedForm, AsksForRule, ChoosesStandards):
    """How long a decision lasts, for one standard or several."""

    applies_to = RadiosField(
        label="New decisions only, or all?",
        asks="Select whether it holds for new decisions only, or for all",
        choices=[
            (AppliesTo.NEW.value, "New decisions only"),
            (AppliesTo.ALL.value, "All decisions, old ones too"),
        ],
        look=Look(
            hints={
                AppliesTo.NEW.value: "Decisions made before today keep the rule they were made under. A standard "
                "without a rule gets this one for all its decisions.",
                AppliesTo.ALL.value: "Every decision ever made is judged by this rule. People may stop counting at "
                "once, or count again. You will see who before anything is changed.",
            }
        ),
    )
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)

    def rule(self) -> dict[str, Any]:
        """The answers as the preview and the action take them."""
        applies_to = AppliesTo(self.cleaned_data["applies_to"])
        return {"standards": self.chosen(), **self.terms(), "applies_to": applies_to}
