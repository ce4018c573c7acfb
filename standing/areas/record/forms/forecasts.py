"""How far a forecast looks ahead, and what of it to show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from standing.areas.audit import clock
from standing.areas.record.selectors.forecasts import Forecast, ForecastFilters
from standing.core.rules.days import add_days, add_months
from standing.site.components.months import first_of_month, following_month, month_words
from standing.site.dates import long_day
from standing.site.forms import CheckboxesField, DateField, FilterForm, SelectField, TextField
from standing.site.forms.look import Look

MONTHS_AHEAD = 3
"""Without a day the page looks to the end of the third month after this one."""

MOST_MONTHS = 24
"""How many months are drawn at most."""


def month_name(first: date) -> str:
    """A month as it stands in an address: 2026-12."""
    return f"{first:%Y-%m}"


def last_of_month(first: date) -> date:
    """The last day of the month that begins on a day."""
    return add_days(following_month(first), -1)


def latest_day() -> date:
    """The last day a page looks ahead to."""
    return last_of_month(add_months(first_of_month(clock.today()), MOST_MONTHS))


def tomorrow() -> date:
    return add_days(clock.today(), 1)


class ForecastForm(FilterForm):
    """Until when, and what to show. Empty: three months ahead, and all that is asked of people."""

    words = TextField(label="Name or staff number")
    role = SelectField(label="Role", choices=[("", "All")])
    below = SelectField(label="Team below", choices=[("", "All")])
    standard = SelectField(label="Standard", choices=[("", "All")])
    month = SelectField(label="Month", choices=[("", "All")])
    until = DateField(
        label="Look ahead until",
        hint=f"Empty: to the end of the third month after this one. At most {MOST_MONTHS} months",
        earliest=tomorrow,
        look=Look(size="s"),
    )
    everything = CheckboxesField(
        label="Show also", choices=[("yes", "Standards that no role asks for")], look=Look(size="s")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("month", [(month_name(first), month_words(first)) for first in months_ahead()])
        for name in ("role", "below", "standard"):
            asked = self.data.get(name, "")
            self._offer(name, [(asked, asked)] if asked else [])

    def clean_until(self) -> date | None:
        """Refuse a day beyond what can be drawn."""
        until: date | None = self.cleaned_data["until"]
        if until is not None and until > latest_day():
            raise ValidationError(
                f"Look ahead until {long_day(latest_day())} at most: that is {MOST_MONTHS} months"
            )
        return until

    @property
    def until_day(self) -> date:
        """The last day looked at: that asked for, and never before the end of the month asked for."""
        chosen = self._answers.get("until")
        ahead = last_of_month(add_months(first_of_month(clock.today()), MONTHS_AHEAD))
        first = self.month_first
        return max(chosen or ahead, last_of_month(first)) if first else chosen or ahead

    @property
    def month_first(self) -> date | None:
        """The first day of the month asked for."""
        name = self._answers.get("month")
        return date.fromisoformat(f"{name}-01") if name else None

    def filters(self) -> ForecastFilters:
        """What to show; everything where an answer is no choice."""
        answers = self._answers
        names = ("words", "role", "standard", "below")
        return ForecastFilters(
            **{name: answers.get(name) or "" for name in names}, everything=bool(answers.get("everything"))
        )

    def offer(self, forecast: Forecast) -> None:
        """Offer the roles, teams and standards that the forecast knows."""
        self._offer("role", [(role, role) for role in forecast.roles])
        self._offer("below", [(unit.code, unit.name) for unit in forecast.below])
        self._offer("standard", [(row.pk, f"{row.pk} {row.title}") for row in forecast.standards])

    @property
    def _answers(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, SelectField)
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices) and name != "month":
            choices = [*choices, (asked, f"{asked} (nobody here)")]
        field.choices = [("", "All"), *choices]


def months_ahead() -> list[date]:
    """The months a forecast may show: this one and those that follow."""
    this = first_of_month(clock.today())
    return [add_months(this, ahead) for ahead in range(MOST_MONTHS + 1)]


class YearForm(ForecastForm):
    """What of a forecast to show over the rest of this month and the twelve after it: all but the days is asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["month"], self.fields["until"]

    @property
    def until_day(self) -> date:
        """The last day of the twelfth month after this one."""
        return last_of_month(add_months(first_of_month(clock.today()), 12))
