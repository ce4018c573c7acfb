"""The register: a policy, and each step of a version, one question a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from standing.areas.people.models import Account
from standing.areas.policies.actions.register import LATEST_VERSION
from standing.areas.policies.models import LONGEST_CODE
from standing.areas.record.forms.base import ActionForm
from standing.core.policies.lifecycle import Kind, State
from standing.site.forms import (
    DateField,
    FilterForm,
    GuardedForm,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
)
from standing.site.forms.look import Look

LONGEST_REASON = 500
LONGEST_CONDITIONS = 2000

KIND_HINTS = {
    Kind.POLICY.value: "Made here. It is ratified by a group of this organisation.",
    Kind.GUIDANCE.value: "Made elsewhere, for example by NICE.",
    Kind.LAW.value: "An Act or regulations. It may come into force on many days.",
    Kind.ALERT.value: "A Patient Safety Alert or the like.",
}


class FilterPolicies(FilterForm):
    """Which policies to list."""

    kind = SelectField(label="Kind", choices=[("", "All"), *((kind.value, kind.words) for kind in Kind)])
    state = SelectField(
        label="State", choices=[("", "All"), *((state.value, state.words) for state in State)]
    )


class Described(GuardedForm, ActionForm):
    """What the register says of a policy."""

    title = TextField(label="Title", max_length=200)
    owner = SelectField(label="Owner", prompt="Choose an owner", choices=[])
    ratifying_group = TextField(
        label="Ratifying group",
        hint="The group that ratifies it. Leave it empty for what is made elsewhere.",
        max_length=200,
        required=False,
    )
    kept_at = TextField(
        label="Where its text is",
        hint="An address, or where the paper is kept. People are told before they sign.",
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, owners: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self._owners = {str(account.pk): account for account in owners}
        named = [(key, f"{account.name} ({account.email})") for key, account in self._owners.items()]
        self.fields["owner"].choices = [("", "Choose an owner"), *named]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the actions take."""
        return {**self.cleaned_data, "owner": self._owners[self.cleaned_data["owner"]]}


class AddPolicy(Described):
    """A policy that is new to the register."""

    kind = RadiosField(
        label="What is it?",
        asks="Select what it is",
        choices=[(kind.value, kind.words) for kind in Kind],
        look=Look(hints=KIND_HINTS),
    )
    code = TextField(
        label="Code",
        hint="Its changes are signed under it, and it cannot be changed later. For example, POL-OBSERVATION",
        max_length=LONGEST_CODE,
        look=Look(width=20),
    )
    version = WholeNumberField(
        label="Version",
        hint="The one that is coming, or in effect: 1 if it is new.",
        min_value=1,
        max_value=LATEST_VERSION,
        initial=1,
        look=Look(width=4),
    )
    field_order = ("kind", "code", "version", "title", "owner", "ratifying_group", "kept_at")


class Ratify(ActionForm):
    """The day on which its group ratified a version."""

    ratified_on = DateField(label="Day it was ratified", said="the day it was ratified")


class RatifyWithConditions(GuardedForm, ActionForm):
    """The day on which its group ratified a version with conditions, and which."""

    decided_on = DateField(label="Day of the decision", said="the day of the decision")
    conditions = TextAreaField(
        label="What is to be done first",
        asks="Say what is to be done before it may be published",
        max_length=LONGEST_CONDITIONS,
    )
    conditions_by = DateField(
        label="Last day to do it",
        hint="Leave it empty if the group gave none. For example, 27 3 2028",
        said="the last day to do it",
        required=False,
    )


class MeetConditions(GuardedForm, ActionForm):
    """The day on which the conditions of a group were met, and how."""

    met_on = DateField(label="Day the conditions were met", said="the day the conditions were met")
    how = TextField(
        label="What was done, and who agreed that it is enough",
        asks="Say what was done, and who agreed",
        max_length=LONGEST_REASON,
    )


class NotRatify(GuardedForm, ActionForm):
    """The day on which its group did not ratify a version, and why."""

    decided_on = DateField(label="Day of the decision", said="the day of the decision")
    why = TextField(label="Reason", asks="Say why it was not ratified", max_length=LONGEST_REASON)


class Publish(ActionForm):
    """The days of a version that is published."""

    published_on = DateField(label="Day it is published", said="the day it is published")
    effective_on = DateField(label="First day in effect", said="the first day in effect")

    def __init__(self, *args: Any, reviewed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        said: dict[str, Any] = {"said": "the last day by which it is reviewed", "required": reviewed}
        if not reviewed:
            said["hint"] = "Leave it empty if it is not reviewed here. For example, 27 3 2028"
        self.fields["review_on"] = DateField(label="Last day by which it is reviewed", **said)


class Extend(GuardedForm, ActionForm):
    """An extension, decided by a group for a reason."""

    decided_on = DateField(label="Day of the decision", said="the day of the decision")
    decided_by = TextField(label="Group that decided", max_length=200)
    to_on = DateField(
        label="Last day by which it is reviewed now", said="the last day by which it is reviewed"
    )
    reason = TextField(label="Reason", asks="Say why it is extended", max_length=LONGEST_REASON)
    columns: ClassVar = {}


class Withdraw(GuardedForm, ActionForm):
    """The day from which a version is not to be followed, and why."""

    withdrawn_on = DateField(label="First day on which it is not to be followed", said="the first day")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=LONGEST_REASON)
