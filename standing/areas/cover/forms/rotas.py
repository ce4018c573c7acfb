"""The questions of a rota: a shift, somebody on it, a whole rota, and the days to look at."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from standing.areas.audit import clock
from standing.areas.cover.models import LEAST_BAND, MOST_BAND
from standing.areas.cover.rota.wanted import LONGEST_NAME, LONGEST_PERSON, LONGEST_ROLE
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.joining import PasteForm
from standing.site.forms import (
    ConfirmField,
    DateField,
    FilterForm,
    TextField,
    WholeNumberField,
)
from standing.site.forms.look import Look

LONGEST_LOOK, USUAL_LOOK = 92, 28
"""Days of a rota that one page shows at most, and without being asked."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)", re.ASCII)


class TimeField(TextField):
    """A time of day as it is said on a ward: 07:30, 7.30 or 0730."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, look=Look(width=5), max_length=5, **options)

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        """Return the time, None when nothing was typed, or refuse it."""
        typed = super().clean(value)
        if not typed:
            return None
        match = _TIME.fullmatch(typed)
        if match is None:
            raise ValidationError(f"{self.label} must be a time, like 19:30")
        return time(int(match[1]), int(match[2]))


class ShiftForm(ActionForm):
    """A shift to be put on a rota."""

    starts_on = DateField(label="Day it begins", said="the day it begins")
    name = TextField(
        label="What it is called",
        hint="Early, late, day, long day, twilight or night. Any other name needs its times",
        asks="Say what the shift is called",
        max_length=LONGEST_NAME,
        look=Look(width=20),
    )
    starts_at = TimeField(label="It begins at", hint="For example, 19:30")
    ends_at = TimeField(
        label="It ends at", hint="The next morning, if that is before it begins. For example, 07:45"
    )


class ChangePlaceForm(ActionForm):
    """What somebody does on a shift."""

    role = TextField(label="Role on the shift", required=False, max_length=LONGEST_ROLE, look=Look(width=20))
    band = WholeNumberField(
        label="Agenda for Change band",
        hint=f"{LEAST_BAND} to {MOST_BAND}. Without it nobody counts where a rule asks for a band",
        required=False,
        min_value=LEAST_BAND,
        max_value=MOST_BAND,
        look=Look(width=2),
    )
    leads = ConfirmField(label="They lead the shift", required=False)


class PlaceForm(ChangePlaceForm):
    """Who is put on a shift, and what they do there."""

    field_order = ("who", "role", "band", "leads", "agency")

    who = TextField(
        label="Staff number or name",
        hint="A name as it stands in the record. For somebody who works elsewhere: number and name",
        asks="Enter a staff number or a name",
        max_length=LONGEST_PERSON,
        look=Look(width=20),
    )
    agency = ConfirmField(
        label="They are not in the record: agency staff, say. Nobody can then say whether they count",
        required=False,
    )


class RotaForm(PasteForm):
    """A rota, pasted or as a file."""


class PeriodForm(FilterForm):
    """From which day to which a rota is looked at."""

    first = DateField(label="From", said="the first day")
    last = DateField(label="Up to, that day included", said="the last day")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        first, last = self.asked(answers)
        if not self.errors and last < first:
            self.add_error("last", "The last day must be on or after the first")
        if not self.errors and (last - first).days >= LONGEST_LOOK:
            self.add_error("last", f"Ask for {LONGEST_LOOK} days or fewer")
        return answers

    def asked(self, answers: dict[str, Any] | None = None) -> tuple[date, date]:
        """The days asked about, both included: four weeks from today unless said otherwise."""
        answers = answers or {}
        first = answers.get("first") or clock.today()
        return first, answers.get("last") or first + timedelta(days=USUAL_LOOK - 1)

    def span(self) -> tuple[date, date]:
        """The days asked about, or the usual ones where what was asked cannot be."""
        return self.asked(self.cleaned_data) if self.is_valid() else self.asked()
