"""What is asked about accounts and their roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from standing.areas.people.forms.base import ActionForm, unit_choices
from standing.areas.people.roles import UNIT_ROLES, Role
from standing.areas.people.selectors import UnitInTree
from standing.site.forms import (
    DateField,
    EmailField,
    GuardedForm,
    PasswordField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)
from standing.site.forms.look import Look

THE_SERVICE = "The whole service"
LAST_DAY = "Leave empty for until further notice"


class ChangeAccountForm(ActionForm):
    """Whose account it is."""

    name = TextField(label="Name", asks="Enter the name")
    email = EmailField(label="Email address", hint="They sign in with it", asks="Enter the email address")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Another person's name and address: the browser must not offer its user's own.
        for name in ("name", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class AccountForm(ChangeAccountForm):
    """A new account."""

    person = TextField(
        label="Staff number",
        hint="If their own competence is recorded here. Leave empty for an auditor, for example",
        required=False,
        look=Look(width=20),
    )


class PasswordForm(ActionForm):
    """A password that an administrator sets for somebody."""

    password = PasswordField(
        label="New password",
        hint="12 characters or more. Tell it to them yourself; they can change it under their name",
        asks="Enter the new password",
        autocomplete="new-password",
    )


class CloseAccountForm(GuardedForm, ActionForm):
    """Why an account is closed."""

    why = TextAreaField(label="Why it is closed", asks="Enter why the account is closed", look=Look(rows=3))


class RoleForm(ActionForm):
    """A role to be given."""

    from_on = DateField(label="First day", said="the first day")
    last_day = DateField(label="Last day", said="the last day", hint=LAST_DAY, required=False)
    field_order = ("role", "unit", "from_on", "last_day")
    columns: ClassVar[Mapping[str, str]] = {"to_on": "last_day"}

    def __init__(self, *args: Any, units: Iterable[UnitInTree], **options: Any) -> None:
        super().__init__(*args, **options)
        hints = {role.value: "For a unit and those below it, or for the whole service" for role in UNIT_ROLES}
        self.fields["role"] = RadiosField(
            label="Role",
            choices=[(role.value, role.words.capitalize()) for role in Role],
            asks="Select a role",
            look=Look(hints=hints, small=True),
        )
        self.fields["unit"] = SelectField(
            label="For which unit", choices=[("", THE_SERVICE), *unit_choices(units)], required=False
        )
        self.order_fields(self.field_order)

    @property
    def to_on(self) -> date | None:
        """The first day without the role: the day after the last."""
        return day_after(self.cleaned_data["last_day"])


class EndRoleForm(ActionForm):
    """When a role ends."""

    columns: ClassVar[Mapping[str, str]] = {"on": "last_day"}
    last_day = DateField(
        label="Last day", said="the last day", hint="Leave empty to end it at once", required=False
    )

    @property
    def on(self) -> date | None:
        """The first day without the role: the day after the last. None: at once."""
        return day_after(self.cleaned_data["last_day"])


def day_after(day: date | None) -> date | None:
    """The first day without, of a last day with; None stays None."""
    return None if day is None else day + timedelta(days=1)
