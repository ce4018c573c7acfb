"""The filters of a team's matrix."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.days import DaysForm
from standing.areas.record.selectors.ordering import EXPIRY, FEWEST, NAME, STATUS, TEAM, Order
from standing.areas.record.selectors.teams import COUNTS, DOES_NOT_COUNT, Filters, Team
from standing.areas.record.words import REASON_WORDS
from standing.areas.standards.models import Standard
from standing.site.components.status import LOOKS
from standing.site.forms import SelectField, TextField

STATUS_CHOICES = [
    ("", "All"),
    (COUNTS, "Counts"),
    (DOES_NOT_COUNT, "Does not count"),
    *((look.name, look.word) for look in LOOKS.values()),
]

SORT_CHOICES = [
    ("", "Name"),
    (TEAM, "Team"),
    (FEWEST, "Most that does not count"),
    (STATUS, "How they stand in a column"),
    (EXPIRY, "When a column expires"),
]
COLUMN_SEPARATOR = "|"
"""Between the standard and the context of a column, in an address: no id of a standard has it."""


class TeamForm(DaysForm):
    """The days asked about, and what of the team to show."""

    field_order = (
        "words", "role", "below", "status", "reason", "standard", "suite", "sort", "column", "at", "known_on",
    )  # fmt: skip

    words = TextField(label="Name or staff number")
    role = SelectField(label="Role", choices=[("", "All")])
    status = SelectField(label="Status", choices=STATUS_CHOICES)
    reason = SelectField(
        label="Reason", choices=[("", "All"), *sorted(REASON_WORDS.items(), key=lambda item: item[1])]
    )
    standard = SelectField(label="Standard", choices=[("", "All")])
    suite = SelectField(label="Suite", choices=[("", "All")])
    below = SelectField(label="Team below", choices=[("", "All")])
    sort = SelectField(label="People in the order of", choices=SORT_CHOICES)
    column = SelectField(label="Column to order by", choices=[("", "The first one shown")])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Which roles, standards and suites a team has is known only when it has been read, and it is read with
        # these filters: what is asked for is always a choice, so that a link made on another day still works.
        for name in ("role", "standard", "suite", "below", "column"):
            asked = self.data.get(name, "")
            self._offer(name, [(asked, asked)] if asked else [])

    def filters(self) -> Filters:
        """What to show; everything where an answer is no choice."""
        answers = self.cleaned_data if self.is_valid() else {}
        names = ("words", "role", "status", "reason", "standard", "suite", "below")
        return Filters(**{name: answers.get(name) or "" for name in names})

    def order(self) -> Order:
        """In which order; by name where the answer is no choice."""
        answers = self.cleaned_data if self.is_valid() else {}
        standard, _, context = (answers.get("column") or "").partition(COLUMN_SEPARATOR)
        return Order(answers.get("sort") or NAME, standard, context)

    def offer(self, team: Team) -> None:
        """Offer the roles, standards, suites, teams and columns that the team has."""
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
        self._offer("below", [(unit.code, unit.name) for unit in team.below])
        self._offer(
            "column",
            [
                (column_name(standard, context), f"{standard.code} ({standard.edition}) {context}".strip())
                for standard, context in team.columns
            ],
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, SelectField)
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices):
            choices = [*choices, (asked, f"{asked} (nobody here)")]
        empty = "The first one shown" if name == "column" else "All"
        field.choices = [("", empty), *choices]


def column_name(standard: Standard, context: str) -> str:
    """A column of the matrix as it stands in an address."""
    return f"{standard.pk}{COLUMN_SEPARATOR}{context}" if context else standard.pk
