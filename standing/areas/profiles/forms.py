"""Role profiles: made, their lines, put in use, retired."""

from __future__ import annotations

from typing import ClassVar

from standing.areas.profiles.actions.lines import LONGEST_CONTEXT, MOST_DAYS
from standing.areas.profiles.models import Need
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.site.forms import DateField, RadiosField, TextField, WholeNumberField
from standing.site.forms.look import Look


class CreateProfile(ActionForm):
    """A profile’s code and name."""

    name = TextField(label="Name", hint="For example, Community mental health nurse", max_length=200)
    code = TextField(
        label="Code",
        hint="The role as posts and files name it, for instance community-nurse. It cannot be changed later.",
        max_length=50,
        look=Look(width=20),
    )


def _need() -> RadiosField:
    return RadiosField(
        label="Essential or desirable?",
        asks="Select whether it is essential or desirable",
        choices=[(Need.ESSENTIAL.value, "Essential"), (Need.DESIRABLE.value, "Desirable")],
        look=Look(
            hints={
                Need.ESSENTIAL.value: "Everyone in the role is asked for it, and it counts in the team’s figures.",
                Need.DESIRABLE.value: "It is listed in the profile. Nobody is asked for it.",
            }
        ),
    )


def _context() -> TextField:
    return TextField(
        label="Context",
        hint="Where it applies, for instance older people. Leave it empty if it applies in general.",
        max_length=LONGEST_CONTEXT,
        required=False,
        look=Look(width=20),
    )


def _days() -> WholeNumberField:
    return WholeNumberField(
        label="Needed by",
        hint="Days from joining, for instance 84 for 12 weeks. Leave it empty if it is needed from the first day.",
        unit="days",
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        look=Look(width=4),
    )


class AddLine(ChoosesStandards):
    """A standard for a draft, and how it is asked for."""

    many = False
    standards_label = "Standard"
    need = _need()
    context = _context()
    needed_by_days = _days()


class ChangeLine(ActionForm):
    """How a line asks for its standard."""

    need = _need()
    context = _context()
    needed_by_days = _days()


class PutInUse(ActionForm):
    """The first day of a version, and why it comes."""

    columns: ClassVar = {"to": "from_on"}
    from_on = DateField(label="First day in use")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)


class Retire(ActionForm):
    """The first day on which the role requires nothing, and why."""

    columns: ClassVar = {"to": "to_on"}
    to_on = DateField(label="First day on which the role asks for nothing")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)
