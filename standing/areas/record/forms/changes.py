"""Changes: which to look at, what each class asks, and one withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.core.rules import facts
from standing.site.forms import DateField, GuardedForm, RadiosField, SelectField, TextField, WholeNumberField
from standing.site.forms.look import Look

CLASS_WORDS: Mapping[str, str] = {
    facts.MINOR: "Minor",
    facts.SIGNIFICANT: "Significant",
    facts.MAJOR: "Major",
    facts.BRIDGING: "New edition",
    facts.CRITICAL: "Safety alert",
}
"""The classes of change in the reader's words, mildest first."""

CLASS_ASKS: Mapping[str, str] = {
    facts.MINOR: "Asks nothing of anybody. It is listed, for information.",
    facts.SIGNIFICANT: "Whoever’s practice is older reads and signs it within 28 days, or by the day you set.",
    facts.MAJOR: "Whoever’s practice is older signs it within 28 days, and shows the changed practice to an assessor "
    "within 3 months or by the day you set. Signing alone does not help.",
    facts.BRIDGING: "For a new edition of a standard: the new parts are shown to an assessor within 12 months, or by "
    "the day you set.",
    facts.CRITICAL: "Whoever held the standard before it stops counting at once, until they have signed it.",
}
"""What each class of change asks, and by when (rules, part 4)."""

WITHOUT_LAST_DAY: Mapping[str, str] = {
    facts.MINOR: "A minor change asks nothing",
    facts.CRITICAL: "A safety alert asks at once",
}
"""The classes to which a last day to act means nothing, and why."""


class FilterChanges(forms.Form):
    """Which changes to list."""

    standard = TextField(
        label="Standard", hint="A code. For example, MH20", required=False, look=Look(width=10)
    )
    change_class = SelectField(
        label="Kind of change", required=False, choices=[("", "All"), *CLASS_WORDS.items()]
    )


class TermsOfChange(ChoosesStandards):
    """What a change asks: of which standards, of which class, from when, by when, and of whom."""

    columns: ClassVar = {"class": "change_class"}
    standards_label = "Standards it touches"

    change_class = RadiosField(
        label="What kind of change is it?",
        asks="Select what kind of change it is",
        choices=list(CLASS_WORDS.items()),
        look=Look(hints=CLASS_ASKS),
    )
    effective_on = DateField(label="The day it takes effect", said="the day it takes effect")
    due_on = DateField(
        label="Last day to act",
        hint="Leave it empty for the usual time. A safety alert has none. For example, 27 3 2026",
        required=False,
    )
    population = TextField(label="Population", max_length=50, required=False, look=Look(width=20))

    def __init__(self, *args: Any, known: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = f" There are: {', '.join(known)}." if known else ""
        self.known = frozenset(known)
        self.fields["population"].help_text = f"Leave it empty to ask everyone.{named}"

    def clean_population(self) -> str:
        """A population that nobody belongs to would ask nobody, unnoticed: it must be one of those known."""
        population: str = self.cleaned_data["population"]
        if population and population not in self.known:
            raise forms.ValidationError(
                f"Nobody belongs to “{population}”, so the change would ask nobody. "
                "Add people to it first, or leave it empty"
            )
        return population

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        kind = answers.get("change_class") or ""
        if answers.get("due_on") and kind in WITHOUT_LAST_DAY:
            self.add_error("due_on", f"{WITHOUT_LAST_DAY[kind]}: leave the last day to act empty")
        return answers


class NamedChange(TermsOfChange):
    """A change by the subject and version it is signed as, to be rehearsed: nothing is put into force by it."""

    subject = TextField(
        label="Subject",
        hint="The policy, guidance, law or alert that changes, by its code. For example, POL-OBSERVATION",
        max_length=50,
        look=Look(width=20),
    )
    version = WholeNumberField(
        label="Version",
        hint="Signing a later version covers the earlier ones.",
        min_value=1,
        max_value=100_000,
        look=Look(width=4),
    )

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def parts(self) -> dict[str, Any]:
        """The change as the rules know it, but for its standards."""
        names = ("subject", "version", "change_class", "effective_on", "due_on", "population")
        return {name: self.cleaned_data[name] for name in names}


class WithdrawChange(GuardedForm, ActionForm):
    """The day from which a change asks nothing, and why."""

    withdrawn_on = DateField(label="First day on which it asks nothing")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)
