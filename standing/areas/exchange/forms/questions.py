"""What the cells leave open, each question once for a whole column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.formats.matrix import Kind, Question
from standing.core.formats.workbook import letters
from standing.core.moving_in.answers import (
    MOST_GRACE_DAYS,
    MOST_MONTHS,
    NEVER,
    NO_DAY,
)
from standing.core.moving_in.journey import Journey
from standing.core.rules.facts import DEFAULT_GRACE_DAYS
from standing.site import dates
from standing.site.forms import DateField, RadiosField, SelectField, TextField
from standing.site.forms.look import Look


class QuestionsForm(ActionForm):
    """What a date means and the like, once a column; ticks; and how long each standard lasts."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.journey = journey
        self.groups = list(_grouped(journey))
        for number, group in enumerate(self.groups):
            self._add_group(number, group)
        self.ticked = journey.ticked
        if self.ticked:
            self._add_ticks()
        self.standards = journey.without_rule
        if self.standards:
            self._add_rules()

    def _add_group(self, number: int, group: Sequence[Question]) -> None:
        first, conventions = group[0], self.journey.conventions
        answered = [conventions.of(each.kind, each.sheet, each.column, each.mark) or "" for each in group]
        same = answered[0] if len(set(answered)) == 1 else ""
        options = [(each.value, each.words) for each in first.options]
        for_all: Any = (
            RadiosField(
                label=group_words(group),
                hint=" ".join(dict.fromkeys(first.evidence)),
                choices=options,
                initial=same,
                required=NOT_DEMANDED if len(group) > 1 else True,
                asks=f"Answer: {first.words}",
                look=Look(size="s"),
            )
            if options
            else TextField(label=first.words, initial=same, look=Look(size="s"))
        )
        self.fields[f"all_{number}"] = for_all
        for place, each in enumerate(group if len(group) > 1 else ()):
            own = answered[place] if not same else ""
            self.fields[f"one_{number}_{place}"] = SelectField(
                label=f"{each.label or 'Column ' + letters(each.column or 1)} ({each.sheet})",
                choices=[("", "As for all"), *options],
                initial=own,
                required=NOT_DEMANDED,
            )

    def _add_ticks(self) -> None:
        answers = self.journey.answers.ticks
        days = {answers.get(each.key, "") for each in self.ticked}
        same = days.pop() if len(days) == 1 else ""
        self.fields["ticks"] = RadiosField(
            label="What counts for a tick without a date?",
            choices=[
                ("nothing", "Nothing is written: nobody can say until when it counts"),
                ("day", "Each counts from one day that I give"),
            ],
            initial="nothing" if same == NO_DAY else "day" if days or same else "",
            asks="Say what a tick without a date counts for",
            look=Look(size="s"),
        )
        for number, label in enumerate(self.ticked):
            day = answers.get(label.key, NO_DAY)
            self.fields[f"tick_{number}"] = DateField(
                label=f"{label.label}: {label.cells} cells",
                hint="The day from which all its ticks count, as if done that day. Empty: nothing is written.",
                required=NOT_DEMANDED,
                said=f"the day of {label.label}",
                latest=dates.today,
                initial=None if day == NO_DAY else date.fromisoformat(day),
            )

    def _add_rules(self) -> None:
        rules = self.journey.answers.rules
        kept = {
            (each.months, each.grace)
            for name, each in rules.items()
            if name in {s.id for s in self.standards}
        }
        every = len(kept) == 1 and all(each.id in rules for each in self.standards)
        same = next(iter(kept)) if every else None
        self.fields["months"] = TextField(
            label="For all of them: months it lasts, or “never” if it does not expire",
            initial=_months(same[0]) if same else "",
            required=NOT_DEMANDED,
            look=Look(width=5),
        )
        self.fields["grace"] = TextField(
            label="For all of them: days of grace after it expires",
            hint="In grace a person does not count, but may work under supervision. 0 where it is safety-critical.",
            initial=str(same[1]) if same else str(DEFAULT_GRACE_DAYS),
            look=Look(width=5),
        )
        for number, standard in enumerate(self.standards):
            own = rules.get(standard.id) if not every else None
            self.fields[f"months_{number}"] = TextField(
                label=f"Months that {standard.code} lasts, or “never”",
                initial=_months(own.months) if own else "",
                required=NOT_DEMANDED,
                look=Look(width=5, hide_label=True),
            )
            self.fields[f"grace_{number}"] = TextField(
                label=f"Days of grace for {standard.code}",
                initial=str(own.grace) if own else "",
                required=NOT_DEMANDED,
                look=Look(width=5, hide_label=True),
            )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        self.conventions = dict(self._conventions(answers))
        self.tick_days = self._ticks(answers) if self.ticked else {}
        self.rules_given = self._rules(answers) if self.standards else {}
        return answers

    def _conventions(self, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for number, group in enumerate(self.groups):
            for_all = answers.get(f"all_{number}", "")
            for place, each in enumerate(group):
                value = answers.get(f"one_{number}_{place}", "") or for_all
                if value:
                    yield each.key, value
                elif f"all_{number}" not in self.errors:
                    self.add_error(f"all_{number}", f"Answer for all columns, or for {each.label or 'each'}")

    def _ticks(self, answers: Mapping[str, Any]) -> dict[str, str]:
        days = {label.key: answers.get(f"tick_{number}") for number, label in enumerate(self.ticked)}
        if answers.get("ticks") == "nothing":
            return dict.fromkeys(days, NO_DAY)
        if answers.get("ticks") == "day" and not any(days.values()) and not self.errors:
            self.add_error("tick_0", "Give the day for at least one course, or say that nothing is written")
        return {name: day.isoformat() if day else NO_DAY for name, day in days.items()}

    def _rules(self, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for number, standard in enumerate(self.standards):
            months = self._own_or_all("months", number, answers)
            grace = self._own_or_all("grace", number, answers)
            if not months:
                place = "months" if not answers.get("months") else f"months_{number}"
                if place not in self.errors:
                    self.add_error(place, f"Enter the months that {standard.code} lasts, like 12, or “never”")
                continue
            found[standard.id] = {
                "months": NEVER
                if months.casefold() == NEVER
                else self._whole(months, 1, MOST_MONTHS, "months", number),
                "grace": self._whole(grace, 0, MOST_GRACE_DAYS, "grace", number),
            }
        return found

    def _own_or_all(self, name: str, number: int, answers: Mapping[str, Any]) -> str:
        return str(answers.get(f"{name}_{number}") or answers.get(name) or "").strip()

    def _whole(self, text: str, least: int, most: int, name: str, number: int) -> int:
        if text.isascii() and text.isdecimal() and least <= int(text) <= most:
            return int(text)
        place = f"{name}_{number}" if self.cleaned_data.get(f"{name}_{number}") else name
        if place not in self.errors:
            unit = "months" if name == "months" else "days of grace"
            self.add_error(place, f"Write {unit} as a whole number from {least} to {most}, not “{text}”")
        return least


def _months(months: int | None) -> str:
    return NEVER if months is None else str(months)


def _grouped(journey: Journey) -> Iterator[list[Question]]:
    """The questions about columns, those that can be asked as one together."""
    groups: dict[tuple[str, ...], list[Question]] = {}
    for each in journey.asked:
        groups.setdefault((*each.theme, "" if each.options else each.key), []).append(each)
    yield from groups.values()


def group_words(group: Sequence[Question]) -> str:
    """A question asked of several columns at once, or of one."""
    first, many = group[0], len(group)
    if many == 1:
        return first.words
    if first.kind is Kind.MEANS:
        return f"What do the dates in these {many} columns say, {first.label} to {group[-1].label}?"
    return f"{first.words} ({many} columns, {first.label} to {group[-1].label})"
