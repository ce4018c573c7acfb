"""The steps of a file on its way in: how far it is, and which files are on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from standing.areas.exchange.models import StagedWorkbook
from standing.core.moving_in.journey import COLUMNS, PEOPLE, PREVIEW, QUESTIONS, SHEETS, STEPS, Journey
from standing.site.components.lists import Cell, Table
from standing.site.dates import moment

STEP_WORDS = {
    SHEETS: "Sheets",
    COLUMNS: "Courses",
    QUESTIONS: "Dates",
    PEOPLE: "People",
    PREVIEW: "Preview",
}


@dataclass(frozen=True)
class StepLink:
    """A step in the line above every page of a journey."""

    words: str
    href: str
    is_here: bool
    state: str


def step_links(staged: UUID, journey: Journey, here: str) -> list[StepLink]:
    """Every step: those done and the first that is not can be gone to."""
    found, reached = [], True
    for step in STEPS:
        opened = journey.open_in(step) if reached else 1
        state = "" if not reached else "done" if not opened and step != PREVIEW else "to do"
        found.append(
            StepLink(
                STEP_WORDS[step],
                reverse(f"exchange:{step}", args=[staged]) if reached else "",
                step == here,
                state,
            )
        )
        reached = reached and not opened
    return found


def staged_table(rows: Sequence[StagedWorkbook]) -> Table:
    """The files somebody has on their way."""
    return Table(
        "on-their-way",
        "Your files that are not written yet",
        ["File", "Sent", "Last touched"],
        [
            [
                Cell(each.file, href=reverse("exchange:go_on", args=[each.pk])),
                moment(each.sent_at),
                moment(each.changed_at),
            ]
            for each in rows
        ],
        stack=True,
        hide_caption=True,
    )
