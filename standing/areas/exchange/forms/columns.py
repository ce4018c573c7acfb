"""What each course of the file means."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.moving_in.journey import Journey, Label
from standing.core.moving_in.labels import LEAVE, LOCAL, STANDARD, Ground, Target
from standing.core.resolve import resolve
from standing.site.forms import SelectField, TextField
from standing.site.forms.look import Look

OTHER = "other"


class ColumnsForm(ActionForm):
    """What each course of the file is."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.journey, self.labels = journey, journey.labels
        likely = journey.likely()
        for number, label in enumerate(self.labels):
            target = likely.get(label.key)
            shown = label.label or "a column without a heading"
            self.fields[f"target_{number}"] = SelectField(
                label=f"What {shown} is",
                prompt="Choose",
                choices=self._choices(label, target),
                initial=target.answer if target else "",
                asks=f"Choose what {shown} is",
                look=Look(hide_label=True),
            )
            self.fields[f"other_{number}"] = TextField(
                label=f"Code of the standard that {shown} is",
                required=NOT_DEMANDED,
                look=Look(hide_label=True, width=10),
            )

    def _choices(self, label: Label, target: Target | None) -> list[tuple[str, str]]:
        catalogue = self.journey.service.holdings.catalogue
        found: dict[str, str] = {}
        local = Target(LOCAL, "")
        for each in label.suggestions.ranked:
            if each.target.kind == LOCAL and each.ground is not Ground.REMEMBERED:
                local = each.target
            elif each.target.kind == STANDARD:
                held = catalogue.by_id[each.target.name]
                mark = " (local)" if held.is_local else ""
                found[each.target.answer] = f"{held.id} {held.title}{mark}"
        if target is not None and target.kind == STANDARD:
            found.setdefault(target.answer, f"{target.name} {catalogue.by_id[target.name].title}")
        if target is not None and target.kind == LOCAL:
            local = target
        if local.name:
            found[local.answer] = f"A local competence, {local.name}"
        return [*found.items(), (OTHER, "Another standard: write its code"), (LEAVE, "Leave it out")]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        self.targets: dict[str, str] = {}
        for number, label in enumerate(self.labels):
            chosen = answers.get(f"target_{number}", "")
            if chosen == OTHER:
                chosen = self._other(number, answers.get(f"other_{number}", ""))
            self.targets[label.key] = chosen
        return answers

    def _other(self, number: int, text: str) -> str:
        if not text.strip():
            self.add_error(
                f"other_{number}", f"Write the code of the standard that {self.labels[number].label} is"
            )
            return ""
        meaning = resolve(text, self.journey.service.holdings.catalogue)
        if meaning.standard is None:
            offered = f" It could be {' or '.join(meaning.candidates)}." if meaning.candidates else ""
            self.add_error(
                f"other_{number}", f"{meaning.why}{offered} Find it in the catalogue, and write its code"
            )
            return ""
        return Target(STANDARD, meaning.standard).answer
