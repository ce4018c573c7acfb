"""What a page says about the days it was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from standing.areas.record.forms.days import AskedDays, DaysForm
from standing.areas.record.words import day_in_words


@dataclass(frozen=True)
class DaysShown:
    """The days of a page: the form that asks for others, and a warning where they are not simply today."""

    form: DaysForm
    days: AskedDays
    path: str

    @property
    def warning(self) -> str:
        """What the page shows, where that is not how things stand today."""
        if self.days.is_now:
            return ""
        at = day_in_words(self.days.at)
        when = "today" if self.days.at == self.days.today else f"on {at}"
        if self.days.known_on is None:
            return f"This is how it stands {when}, by all that is known now. It is not how it stands today."
        known = day_in_words(self.days.known_on)
        return f"This is how it stands {when}, by what had been recorded by {known}. More may be known now."

    @property
    def words(self) -> str:
        """The days in one line, for a page on paper."""
        known = f", as known on {day_in_words(self.days.known_on)}" if self.days.known_on else ""
        return f"As at {day_in_words(self.days.at)}{known}"
