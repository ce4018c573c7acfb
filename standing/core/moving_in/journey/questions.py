"""The third step: what the cells leave open, and from when and how long what they say counts."""

from __future__ import annotations

from functools import cached_property

from standing.core.catalogue import Standard
from standing.core.formats.matrix import (
    Conventions,
    Meaning,
    Question,
    questions,
)
from standing.core.moving_in.journey.columns import Columns
from standing.core.moving_in.journey.service import Label
from standing.core.moving_in.labels import (
    STANDARD,
    label_key,
)
from standing.core.rules.facts import RefreshRule


class Questions(Columns):
    """A file whose cells are told."""

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Every question about the columns that are kept, answered or not; some arise from the answer to another."""
        today = self.service.today
        found = {
            each.key: each
            for layout in self.read
            for each in questions(self.workbook, layout, Conventions(), today)
            if not self.is_left(each)
        }
        return tuple({**found, **{each.key: each for each in self.open_questions}}.values())

    @cached_property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions about columns that are open, but for those of columns that are left out."""
        today = self.service.today
        found = (each for one in self.read for each in questions(self.workbook, one, self.conventions, today))
        return tuple(each for each in found if not self.is_left(each))

    def is_left(self, question: Question) -> bool:
        """Whether a question is about a column that is left out, so that nobody need answer it."""
        target = self.targets.get(label_key(question.label))
        return question.column is not None and target is not None and target.kind == "leave"

    @cached_property
    def ticked(self) -> tuple[Label, ...]:
        """The courses of which some cell says held, without a day."""
        keys = {
            label_key(each.label)
            for each in self.said
            if each.done is None and each.expires is None and Meaning.HELD in each.states
        }
        return tuple(each for each in self.labels if each.key in keys and self._is_kept(each.key))

    def _is_kept(self, name: str) -> bool:
        target = self.targets.get(name)
        return target is not None and target.kind == STANDARD

    @cached_property
    def open_ticks(self) -> tuple[Label, ...]:
        return tuple(each for each in self.ticked if each.key not in self.answers.ticks)

    @cached_property
    def without_rule(self) -> tuple[Standard, ...]:
        """The standards of the file that have no refresh rule yet, answered or not."""
        known = self.service.holdings.catalogue.by_id
        ids = dict.fromkeys(target.name for target in self.targets.values() if target.kind == STANDARD)
        return tuple(
            known.get(one) or self.new_standards[one] for one in ids if one not in self.service.rules
        )

    @cached_property
    def open_rules(self) -> tuple[Standard, ...]:
        return tuple(each for each in self.without_rule if each.id not in self.answers.rules)

    @cached_property
    def new_rules(self) -> dict[str, RefreshRule]:
        """The rules that would be set: from the beginning, as nobody has set one before."""
        answered = self.answers.rules
        return {
            each.id: RefreshRule(each.id, None, answered[each.id].months, answered[each.id].grace)
            for each in self.without_rule
            if each.id in answered
        }
