"""Of which team, and as at which day, the figures are asked for."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.days import DaysForm
from standing.areas.record.selectors.compliance import ServiceCompliance
from standing.site.forms import SelectField


class ComplianceForm(DaysForm):
    """The team, empty for all that the reader may see, and the days asked about."""

    field_order = ("team", "at", "known_on")

    team = SelectField(label="Team", choices=[("", "All")])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Which teams there are is known when the figures are read, with these days: what is asked for is a choice.
        asked = self.data.get("team", "")
        self._teams([(asked, asked)] if asked else [])

    @property
    def team_code(self) -> str:
        """The code of the team asked for, if one is."""
        return (self.cleaned_data.get("team") or "") if self.is_valid() else ""

    def offer(self, found: ServiceCompliance) -> None:
        """Offer the teams that the reader may see, each below the one above it."""
        self._teams([(one.unit.code, f"{'– ' * one.depth}{one.unit.name}") for one in found.units])

    def _teams(self, choices: list[tuple[str, str]]) -> None:
        field = self.fields["team"]
        assert isinstance(field, SelectField)
        field.choices = [("", "All"), *choices]
