"""The filters of a team's matrix."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.days import DaysForm
from standing.areas.record.selectors.teams import COUNTS, DOES_NOT_COUNT, Filters, Team
from standing.areas.record.words import REASON_WORDS
from standing.site.components.status import LOOKS
from standing.site.forms import SelectField, TextField

STATUS_CHOICES = [
    ("", "All"),
    (COUNTS, "Counts"),
    (DOES_NOT_COUNT, "Does not count"),
    *((look.name, look.word) for look in LOOKS.values()),
]


class TeamForm(DaysForm):
    """The days asked about, and what of the team to show."""

    field_order = ("words", "role", "status", "reason", "standard", "suite", "at", "known_on")

    words = TextField(label="Name or staff number")
    role = SelectField(label="Role", choices=[("", "All")])
    status = SelectField(label="Status", choices=STATUS_CHOICES)
    reason = SelectField(
        label="Reason", choices=[("", "All"), *sorted(REASON_WORDS.items(), key=lambda item: item[1])]
    )
    standard = SelectField(label="Standard", choices=[("", "All")])
    suite = SelectField(label="Suite", choices=[("", "All")])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Which roles, standards and suites a team has is known only when it has been read, and it is read with
        # these filters: what is asked for is always a choice, so that a link made on another day still works.
        for name in ("role", "standard", "suite"):
            asked = self.data.get(name, "")
            self._offer(name, [(asked, asked)] if asked else [])

    def filters(self) -> Filters:
        """What to show; everything where an answer is no choice."""
        answers = self.cleaned_data if self.is_valid() else {}
        names = ("words", "role", "status", "reason", "standard", "suite")
        return Filters(**{name: answers.get(name) or "" for name in names})

    def offer(self, team: Team) -> None:
        """Offer the roles, standards and suites that the team has."""
        self._offer(
            "role", [(role, role) for role in sorted({r for found in team.roles.values() for r in found})]
        )
        self._offer(
            "standard",
            [
                (standard.pk, f"{standard.pk} {standard.title}{' (local)' if standard.is_local else ''}")
                for standard in team.standards
            ],
        )
        self._offer("suite", [(suite.code, suite.name) for suite in team.suites])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, SelectField)
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices):
            choices = [*choices, (asked, f"{asked} (nobody here)")]
        field.choices = [("", "All"), *choices]
