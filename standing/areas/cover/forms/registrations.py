"""The questions of a professional registration."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.cover.actions.registrations import LONGEST_REASON
from standing.areas.record.forms.base import ActionForm
from standing.core.rules.registering import BODIES
from standing.site.forms import DateField, GuardedForm, RadiosField, TextField
from standing.site.forms.look import Look

SHAPES = ". ".join(f"{body.short}: {body.said}, like {body.example}" for body in BODIES.values())


class WhoForm(ActionForm):
    """Whose registration it is."""

    ref = TextField(label="Staff number", asks="Enter the staff number", look=Look(width=20))


class RegistrationForm(ActionForm):
    """What a register says of somebody."""

    body = RadiosField(
        label="Registered with",
        asks="Select a body",
        choices=[(key, body.name) for key, body in BODIES.items()],
    )
    number = TextField(
        label="Number", hint=SHAPES, asks="Enter the number", max_length=20, look=Look(width=20)
    )
    from_on = DateField(
        label="Registered from",
        said="the day they are registered from",
        hint="Of a renewal: its first day",
    )
    expires_on = DateField(
        label="Registered until, that day included", said="the last day of the registration"
    )
    checked_on = DateField(
        label="Day you looked it up in the register",
        said="the day you looked it up",
        hint="Standing does not ask the register: you do",
        latest=clock.today,
        initial=clock.today,
    )


class GiveUpForm(GuardedForm, ActionForm):
    """From when somebody's work needs a registration no more."""

    on = DateField(
        label="First day their work does not need it", said="the first day their work does not need it"
    )
    why = TextField(label="Reason", asks="Say why", max_length=LONGEST_REASON)


class TakeBackForm(GuardedForm, ActionForm):
    """Why an entry was wrong."""

    why = TextField(label="What was wrong", asks="Say what was wrong", max_length=LONGEST_REASON)
