"""What to rehearse: a revision, a change, refresh rules, the draft of a profile, or somebody leaving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.changes import NamedChange
from standing.areas.record.forms.choosing import PICKER
from standing.areas.record.forms.refresh_rules import SetRules
from standing.areas.record.refresh import AppliesTo
from standing.areas.revisions.rehearsing import asked
from standing.core.engine.tables import TABLES
from standing.core.rules import facts
from standing.site.dates import today
from standing.site.forms import DateField, SelectField, TextField, WholeNumberField
from standing.site.forms.look import Look

LOOKING = ("until", "below")


class Looks(ActionForm):
    """How far ahead to look, and which teams to name: the same for every kind of rehearsal."""

    until = DateField(label="Last day to look at", hint="Leave it empty for a year on.", required=False)
    below = WholeNumberField(
        label="Only teams below a share",
        hint="Of those asked, in percent. Leave it empty for every team with fewer who count.",
        unit="percent",
        required=False,
        min_value=1,
        max_value=100,
        look=Look(width=3),
    )

    def asked(self) -> dict[str, Any]:
        """What to rehearse, as plain values."""
        raise NotImplementedError

    def looking(self) -> dict[str, Any]:
        """The answers that every kind has."""
        until = self.cleaned_data["until"]
        return {"until": until.isoformat() if until else None}


class RehearseRevision(Looks):
    """A revision adopted."""

    field_order = ("on", *LOOKING)
    on = DateField(
        label="The day it takes effect",
        hint="Leave it empty for the effective day of the crosswalk.",
        said="the day it takes effect",
        required=False,
    )

    def __init__(self, *args: Any, revision: str, **options: Any) -> None:
        self.revision = revision
        super().__init__(*args, **options)
        self.fields["until"].help_text = "Leave it empty for three months after the end of the transition."

    def asked(self) -> dict[str, Any]:
        on = self.cleaned_data["on"]
        return {
            "kind": asked.REVISION,
            "revision": self.revision,
            "on": on and on.isoformat(),
            **self.looking(),
        }


class RehearseChange(NamedChange, Looks):
    """A change put into force."""

    field_order = (
        "subject", "version", *PICKER, "change_class", "effective_on", "due_on", "population", *LOOKING,
    )  # fmt: skip

    def asked(self) -> dict[str, Any]:
        changes = (facts.Change(standard=standard, **self.parts()) for standard in self.chosen())
        rows = [TABLES["changes"].fact_to_row(change) for change in changes]
        return {"kind": asked.CHANGE, "rows": rows, **self.looking()}


class RehearseRules(SetRules, Looks):
    """Other refresh rules."""

    field_order = (*PICKER, "expires", "validity_months", "critical", "grace_days", "applies_to", *LOOKING)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["why"]

    def asked(self) -> dict[str, Any]:
        given = self.rule()
        rule_from = today() if given["applies_to"] == AppliesTo.NEW else None
        rules = (
            facts.RefreshRule(standard, rule_from, given["validity_months"], given["grace_days"])
            for standard in given["standards"]
        )
        rows = [TABLES["standards"].fact_to_row(rule) for rule in rules]
        return {"kind": asked.RULES, "rows": rows, **self.looking()}


class RehearseProfile(Looks):
    """The draft of a profile put in use."""

    field_order = ("profile", "on", *LOOKING)
    on = DateField(label="First day in use", said="the first day in use")

    def __init__(self, *args: Any, drafts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["profile"] = SelectField(
            label="Role profile", asks="Select a role profile with a draft", choices=[("", ""), *drafts]
        )
        self.order_fields(self.field_order)

    def asked(self) -> dict[str, Any]:
        answers = self.cleaned_data
        on = answers["on"].isoformat()
        return {"kind": asked.PROFILE, "profile": answers["profile"], "on": on, **self.looking()}


class RehearseLeaving(Looks):
    """Somebody gone."""

    field_order = ("person", "on", *LOOKING)
    person = TextField(
        label="Staff number", hint="Of the person who would leave.", max_length=50, look=Look(width=10)
    )
    on = DateField(label="First day without them", said="the first day without them")

    def asked(self) -> dict[str, Any]:
        answers = self.cleaned_data
        on = answers["on"].isoformat()
        return {"kind": asked.LEAVING, "person": answers["person"].strip(), "on": on, **self.looking()}


class ChooseNames(forms.Form):
    """Whose names to look at: of a team, in a standard, with what was found."""

    unit = SelectField(label="Team", required=False, choices=())
    standard = TextField(
        label="Standard", hint="As it is named in the numbers.", required=False, look=Look(width=20)
    )
    what = SelectField(label="What was found", required=False, choices=())

    def __init__(
        self, *args: Any, units: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", "Choose a team"), *units]  # type: ignore[attr-defined]
        self.fields["what"].choices = [("", "Anything"), *kinds]  # type: ignore[attr-defined]
