"""The two days a record or a team is asked about: as at, and as known on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from standing.areas.audit import clock
from standing.site.forms import DateField, FilterForm
from standing.site.forms.look import Look


class DaysForm(FilterForm):
    """As at a day, and as known on a day. Both empty: today, as known now."""

    at = DateField(label="As at", hint="How it stands on this day. Empty: today", look=Look(size="s"))
    known_on = DateField(
        label="As known on",
        hint="Only what had been recorded by this day. Empty: all that is known now",
        latest=clock.today,
        look=Look(size="s"),
    )


@dataclass(frozen=True)
class AskedDays:
    """The days asked about. `known_on` none: as known now."""

    at: date
    known_on: date | None
    today: date

    @classmethod
    def of(cls, form: DaysForm) -> AskedDays:
        """The days of a form; today, as known now, where it says nothing or what it says is no day."""
        answers = form.cleaned_data if form.is_valid() else {}
        today = clock.today()
        return cls(answers.get("at") or today, answers.get("known_on"), today)

    @property
    def is_now(self) -> bool:
        """Whether it is simply how things stand today."""
        return self.at == self.today and self.known_on is None

    @property
    def query(self) -> str:
        """The days as the end of an address, `?` included; empty for now."""
        asked = self.params
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def params(self) -> dict[str, str]:
        """The days as they stand in an address."""
        params = {"at": self.at.isoformat()} if self.at != self.today else {}
        return params | ({"known_on": self.known_on.isoformat()} if self.known_on else {})
