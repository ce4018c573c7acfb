"""For which day a ward sheet is made."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from standing.areas.audit import clock
from standing.core.rules.days import add_days
from standing.site.forms import DateField, FilterForm
from standing.site.forms.look import Look

MOST_DAYS = 92
"""How far ahead a sheet can be made: as far as one page of a rota looks."""


class WardSheetForm(FilterForm):
    """The day. Empty: today."""

    day = DateField(
        label="Day",
        hint=f"Today or a day to come, at most {MOST_DAYS} days ahead. Empty: today",
        earliest=clock.today,
        look=Look(size="s"),
    )

    def clean_day(self) -> date | None:
        """Refuse a day too far ahead."""
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > add_days(clock.today(), MOST_DAYS):
            raise ValidationError(f"Choose a day at most {MOST_DAYS} days ahead")
        return day

    @property
    def asked(self) -> date:
        """The day asked for; today where it is none."""
        answers = self.cleaned_data if self.is_valid() else {}
        return answers.get("day") or clock.today()
