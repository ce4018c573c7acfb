"""What an assessor is asked when they record or correct a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.models import Decision
from standing.areas.record.words import OUTCOME_WORDS
from standing.core.rules import facts
from standing.site.forms import (
    DateField,
    FilterForm,
    GuardedForm,
    HiddenField,
    RadiosField,
    TextAreaField,
    TextField,
)
from standing.site.forms.look import Look

OUTCOME_HINTS: Mapping[str, str] = {
    "met": "They meet the standard. It opens or renews the time it is held for",
    "bridged": "They have shown the new or changed parts. The time it is held for stays as it is",
    "not_yet": "They do not meet it yet. Nothing changes",
    "revoked": "They must not be counted any more, until they are assessed as meeting it again",
}
_ORDER = ("met", "bridged", "not_yet", "revoked")

NO_PATIENT_DETAILS = "Never put a patient’s name, number or story here"


class FindForm(FilterForm):
    """Words to look for in a list."""

    words = TextField(label="Name or staff number")


class FindStandardForm(FilterForm):
    """Words to look for in the catalogue."""

    words = TextField(
        label="Search for another standard", hint="A code, or what the standard is about, in any words"
    )


def outcome_field() -> RadiosField:
    """The outcomes, each explained."""
    return RadiosField(
        label="Outcome",
        choices=[(outcome, OUTCOME_WORDS[outcome]) for outcome in _ORDER],
        asks="Select the outcome",
        look=Look(size="m", hints=OUTCOME_HINTS),
    )


def decided_field() -> DateField:
    """The day of the decision."""
    return DateField(
        label="Day of the decision",
        said="the day of the decision",
        asks="Enter the day of the decision",
        latest=clock.today,
        look=Look(size="m"),
    )


def practice_field() -> DateField:
    """The day up to which the evidence shows practice."""
    return DateField(
        label="Practice as of",
        hint="The last day on which the evidence shows them doing it, if that is before the decision. "
        "Changes after that day are still owed. For example, 27 3 2026",
        said="the day of the practice",
        required=False,
        look=Look(size="s"),
    )


def context_field() -> TextField:
    """Where a decision applies."""
    return TextField(
        label="Context",
        hint="Only if it holds for one setting, for example older people. Empty: everywhere",
        required=False,
        max_length=100,
    )


def expires_field() -> DateField:
    """An expiry other than the refresh rule's."""
    return DateField(
        label="Expires on",
        hint="Only for Met, and only if it is not what the refresh rule gives. For example, 27 3 2026",
        said="the day it expires",
        required=False,
        look=Look(size="s"),
    )


def evidence_field() -> TextField:
    """Where the record of the evidence is kept."""
    return TextField(
        label="Where the evidence is kept",
        hint=f"For example, a portfolio reference or a folder. {NO_PATIENT_DETAILS}",
        required=False,
        max_length=300,
    )


class DecisionForm(GuardedForm, ActionForm):
    """A decision about a person and a standard, which the page already knows."""

    columns: ClassVar[Mapping[str, str]] = {"practice": "practice_as_of"}

    outcome = outcome_field()
    decided_on = decided_field()
    practice_as_of = practice_field()
    context = context_field()
    expires_on = expires_field()
    evidence = evidence_field()
    standard = HiddenField()

    def clean(self) -> dict[str, Any]:
        """Say in our words what a fact would refuse in its own."""
        cleaned = super().clean() or self.cleaned_data
        check_days(self, cleaned)
        return cleaned

    def details(self) -> dict[str, Any]:
        """What was entered, by the names of the action."""
        names = ("outcome", "decided_on", "practice_as_of", "context", "expires_on")
        return {name: self.cleaned_data[name] for name in names}

    def fact(self, person: Person) -> facts.Decision:
        """The decision as a fact, not numbered yet. Raises `BadFact`."""
        return facts.Decision(
            decision="new", person=person.ref, standard=self.cleaned_data["standard"], **self.details()
        )


def check_days(form: ActionForm, cleaned: Mapping[str, Any]) -> None:
    """Practice is no later than the decision; only a Met expires, and not before it was decided."""
    decided, practice = cleaned.get("decided_on"), cleaned.get("practice_as_of")
    expires, outcome = cleaned.get("expires_on"), cleaned.get("outcome")
    if decided and practice and practice > decided:
        form.add_error(
            "practice_as_of", "The day of the practice must be on or before the day of the decision"
        )
    if expires and outcome and outcome != facts.MET:
        form.add_error(
            "expires_on", f"Leave this empty: only Met can expire, and this is {OUTCOME_WORDS[outcome]}"
        )
    elif decided and expires and expires < decided:
        form.add_error("expires_on", "The day it expires must be on or after the day of the decision")


NOTHING, ANOTHER = "nothing", "another"


class CorrectionForm(DecisionForm):
    """Why a decision is taken back, and what stands in its place, if anything does."""

    field_order = ("why", "instead", "outcome", "decided_on", "practice_as_of", "context", "expires_on")

    why = TextAreaField(
        label="Why is it wrong?",
        hint=f"The reason stays with the decision for good. {NO_PATIENT_DETAILS}",
        asks="Say why it is wrong: the reason stays with it",
        max_length=500,
        look=Look(size="m", rows=3),
    )
    instead = RadiosField(
        label="What should stand in its place?",
        choices=[
            (ANOTHER, "The decision as corrected below"),
            (NOTHING, "Nothing: it should never have been made"),
        ],
        asks="Select what should stand in its place",
        look=Look(size="m"),
    )

    def clean(self) -> dict[str, Any]:
        """Without a replacement, what is entered about one is not asked for."""
        cleaned = super().clean()
        if cleaned.get("instead") == NOTHING:
            for name in set(self.errors) - {"why", "instead"}:
                del self._errors[name]  # type: ignore[attr-defined]
        return cleaned

    @property
    def replaces(self) -> bool:
        """Whether another decision stands in its place."""
        return bool(self.cleaned_data["instead"] == ANOTHER)

    @staticmethod
    def of(decision: Decision) -> dict[str, Any]:
        """The form's first answers: the decision as it stands."""
        names = ("outcome", "decided_on", "practice_as_of", "context", "expires_on", "evidence")
        answers = {name: getattr(decision, name) for name in names}
        return answers | {"standard": decision.standard_id, "instead": ANOTHER}
