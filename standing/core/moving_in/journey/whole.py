"""The whole way: what is open in which step, and once nothing is, what the file would do."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from standing.core.formats.matrix import (
    Layout,
    Shape,
)
from standing.core.moving_in.answers import HELD_PLACE, SheetAnswer
from standing.core.moving_in.journey.service import Remembered
from standing.core.moving_in.journey.sheets import signature
from standing.core.moving_in.journey.who import Who
from standing.core.moving_in.plan import Held, Plan, Settled, make_plan
from standing.core.rules.known import StandardRules

SHEETS, COLUMNS, QUESTIONS, PEOPLE, PREVIEW = "sheets", "columns", "questions", "people", "preview"
STEPS = (SHEETS, COLUMNS, QUESTIONS, PEOPLE, PREVIEW)


class Journey(Who):
    """One file on its way. Everything is worked out once, from what is answered; nothing is written."""

    def open_in(self, step: str) -> int:
        """How many questions a step has open, as far as the steps before it are settled."""
        if step == SHEETS:
            return len(self.open_sheets) + (0 if self.read or self.open_sheets else 1)
        if step == COLUMNS:
            return len(self.open_labels)
        if step == QUESTIONS:
            return len(self.open_questions) + len(self.open_ticks) + len(self.open_rules)
        if step == PEOPLE:
            unasked = bool(self.asks_of_roles) and self.answers.ask_of_roles is None
            places = len(self.open_units) + len(self.open_roles) + len(self.without_place)
            return places + len(self.open_people) + unasked
        return 0

    @property
    def next_step(self) -> str:
        """The first step that has something open; the preview when none has."""
        return next((step for step in STEPS if self.open_in(step)), PREVIEW)

    @property
    def is_settled(self) -> bool:
        return self.next_step == PREVIEW

    @cached_property
    def rules(self) -> dict[str, StandardRules]:
        """The rules that hold once the file is written, for the standards it names."""
        new = {name: StandardRules((rule,)) for name, rule in self.new_rules.items()}
        return {**self.service.rules, **new}

    def plan(self, held: Held) -> Plan:
        """What the file would do, given the decisions in the record."""
        settled = Settled(self.targets, self.rules, self.answers.counts_from(), self.answers.replace_later)
        repeating = [each.sheet for each in self.read if each.shape is not Shape.ACROSS]
        return make_plan(
            self.said,
            self.who,
            settled,
            held,
            today=self.service.today,
            repeating=repeating,
            own=self.service.own,
        )

    @cached_property
    def remembers(self) -> Remembered:
        """What the next file need not be asked again."""
        return Remembered(
            labels={name: self._answer_of(name) for name in self.targets},
            units={name: f"{HELD_PLACE}:{code}" for name, code in self.unit_codes.items()},
            roles={name: f"{HELD_PLACE}:{code}" for name, code in self.role_codes.items()},
            sheets={signature(each): self._sheet_answers(each) for each in self.found},
        )

    def _answer_of(self, name: str) -> str:
        return self.targets[name].answer

    def _sheet_answers(self, layout: Layout) -> dict[str, Any]:
        sheet = layout.sheet
        own = {
            each: value for each, value in self.answers.conventions.items() if each.split("|")[1:2] == [sheet]
        }
        labels = {label.key for label in self.labels if sheet in label.sheets}
        return {
            "sheet": dict(vars(self.answers.sheets.get(sheet, SheetAnswer()))),
            "conventions": {_without_sheet(each): value for each, value in own.items()},
            "ticks": {name: day for name, day in self.answers.ticks.items() if name in labels},
            "ask_of_roles": self.answers.ask_of_roles,
        }


def _without_sheet(name: str) -> str:
    kind, _, rest = name.split("|", 2)
    return f"{kind}|{rest}"
