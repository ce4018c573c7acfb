"""What is asked about a file on its way in: what dates and ticks mean, how long standards last, staff numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from standing.areas.exchange.forms import PeopleForm, QuestionsForm
from standing.site.components.lists import Cell, Table


@dataclass(frozen=True)
class GroupShown:
    """A question about columns: asked of all, and where needed of each."""

    all: object
    each: Sequence[Any]
    cells: str

    @property
    def is_open(self) -> bool:
        """Whether a column has an answer of its own to show."""
        return any(one.value() or one.errors for one in self.each)


def groups_shown(form: QuestionsForm) -> list[GroupShown]:
    """Every question about columns."""
    return [
        GroupShown(
            form[f"all_{number}"],
            [form[f"one_{number}_{place}"] for place in range(len(group))] if len(group) > 1 else [],
            ", ".join(group[0].cells[:5]),
        )
        for number, group in enumerate(form.groups)
    ]


def rules_table(form: QuestionsForm) -> Table:
    """Each standard without a rule, with its own months and grace, where they are not those of all."""
    return Table(
        "rules",
        "Standards that differ",
        ["Standard", "Months, or never", "Days of grace"],
        [
            [
                Cell(f"{standard.title} ({standard.id})"),
                Cell(Markup(form[f"months_{number}"].as_field_group())),  # noqa: S704 - drawn by the form itself
                Cell(Markup(form[f"grace_{number}"].as_field_group())),  # noqa: S704
            ]
            for number, standard in enumerate(form.standards)
        ],
        stack=True,
        hide_caption=True,
    )


def rules_differ(form: QuestionsForm) -> bool:
    """Whether a standard has, or should have, a rule of its own to show."""
    own = [form[f"{name}_{number}"] for number in range(len(form.standards)) for name in ("months", "grace")]
    return any(one.value() or one.errors for one in own)


def numbers_table(form: PeopleForm) -> Table:
    """Whoever has no staff number, with a box for it."""
    return Table(
        "numbers",
        "People without a staff number",
        ["Name", "Row", "Reference until then", "Staff number, if you have it"],
        [
            [
                each.name,
                each.first.place,
                each.ref,
                Cell(Markup(form[f"number_{number}"].as_field_group())),  # noqa: S704
            ]
            for number, each in enumerate(form.temporary)
        ],
        stack=True,
        hide_caption=True,
    )
