"""What is asked on the way of a file into the service: each step a form, and each question once for a whole column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.formats.matrix import Field, Kind, Layout, Question, Shape
from standing.core.formats.workbook import Workbook, letters
from standing.core.moving_in.answers import (
    HELD_PLACE,
    MOST_GRACE_DAYS,
    MOST_MONTHS,
    NEVER,
    NEW_PLACE,
    NO_DAY,
)
from standing.core.moving_in.journey import Journey, Label, PlaceAsked
from standing.core.moving_in.labels import LEAVE, LOCAL, STANDARD, Ground, Target, label_key
from standing.core.moving_in.people import LEAVE as LEAVE_PERSON
from standing.core.moving_in.people import NEW, SAME, Somebody
from standing.core.resolve import resolve
from standing.core.rules.facts import DEFAULT_GRACE_DAYS
from standing.site import dates
from standing.site.forms import DateField, RadiosField, SelectField, TextField, UploadField
from standing.site.forms.look import Look

MOST_MEGABYTES = 25
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
OTHER = "other"
MOST_NUMBERS = 200
"""How many people without a staff number can be given one on the page; more are given theirs in the file."""


class WorkbookForm(ActionForm):
    """A spreadsheet to bring in."""

    file = UploadField(
        label="Choose your spreadsheet",
        hint=(
            "An Excel file (.xlsx or .xls), an OpenDocument sheet (.ods) or text (.csv), as it is: with its headings, "
            f"totals and notes. It can be up to {MOST_MEGABYTES} MB. Nothing is written until you say so at the end."
        ),
        accepts=ENDINGS,
        most_megabytes=MOST_MEGABYTES,
        look=Look(size="m"),
    )


class SheetsForm(ActionForm):
    """Which sheets are read."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.layouts = list(journey.layouts.values())
        for number, layout in enumerate(self.layouts):
            answer = journey.answers.sheets.get(layout.sheet)
            known = layout.shape is not Shape.UNKNOWN
            default = "yes" if known and not layout.hidden and layout.columns and layout.people else "no"
            initial = default if answer is None else ("yes" if answer.read and known else "no")
            self.fields[f"read_{number}"] = RadiosField(
                label=f"Read the sheet {layout.sheet}?",
                choices=[("yes", "Yes, read it like this"), ("no", "No, leave this sheet out")]
                if known
                else [("no", "Leave this sheet out")],
                initial=initial,
                asks=f"Say whether to read the sheet {layout.sheet}",
                look=Look(inline=True, hide_label=True, small=True),
            )

    def read(self) -> dict[str, bool]:
        """Each sheet, and whether it is read."""
        return {
            each.sheet: self.cleaned_data[f"read_{number}"] == "yes"
            for number, each in enumerate(self.layouts)
        }

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and not any(self.read().values()):
            raise forms.ValidationError("Choose at least one sheet to read, or say how one is laid out.")
        return answers


COURSE, LABEL, IGNORED = "course", "label", ""
_TELLS = (
    (IGNORED, "Not read"),
    (COURSE, "A course, or how somebody stands in one"),
    (Field.NAME.value, "Name"),
    (Field.FORENAME.value, "First name"),
    (Field.SURNAME.value, "Surname"),
    (Field.NUMBER.value, "Staff number"),
    (Field.UNIT.value, "Ward, team or unit"),
    (Field.ROLE.value, "Role or job title"),
    (Field.EMAIL.value, "Email address"),
    (LABEL, "The name of the course"),
)
MOST_COLUMNS = 200


class LayoutForm(ActionForm):
    """How a sheet is laid out, where what was found is not right."""

    headings = TextField(
        label="Which row has the headings?",
        hint="Its number in the spreadsheet. If the headings take two rows, write both, like 3, 4.",
        asks="Enter the number of the row with the headings",
        look=Look(width=5, size="s"),
    )

    def __init__(self, *args: Any, workbook: Workbook, layout: Layout, **options: Any) -> None:
        sheet = workbook.sheet(layout.sheet)
        rows = layout.header_rows or (1,)
        options["initial"] = {"headings": ", ".join(map(str, rows)), **options.get("initial", {})}
        super().__init__(*args, **options)
        told = {column: name.value for name, column in layout.fields.items()}
        told |= {each.column: COURSE for each in layout.columns}
        if layout.label_column:
            told[layout.label_column] = LABEL
        self.height, self.numbers = sheet.height, range(1, min(sheet.width, MOST_COLUMNS) + 1)
        for column in self.numbers:
            heading = next((str(v) for row in reversed(rows) if (v := sheet.spread(row, column).value)), "")
            self.fields[f"column_{column}"] = SelectField(
                label=f"{letters(column)}{': ' if heading else ''}{heading[:60]}",
                choices=_TELLS,
                required=NOT_DEMANDED,
                initial=told.get(column, IGNORED),
            )

    def clean_headings(self) -> tuple[int, ...]:
        texts = self.cleaned_data["headings"].replace(",", " ").split()
        if not all(text.isdecimal() and 1 <= int(text) <= self.height for text in texts):
            raise forms.ValidationError(f"Write the number of a row of the sheet, from 1 to {self.height}")
        return tuple(sorted({int(text) for text in texts}))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        told = self._told()
        names = [told[column] for column in told if told[column] not in (COURSE, IGNORED)]
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            words = dict(_TELLS)[twice]
            raise forms.ValidationError(f"Two columns cannot both be “{words}”. Choose one of them.")
        if COURSE not in told.values():
            raise forms.ValidationError("Say of at least one column that it is a course.")
        if not {Field.NUMBER.value, Field.NAME.value, Field.SURNAME.value} & set(names):
            raise forms.ValidationError("Say which column has the staff number or the name.")
        return answers

    def _told(self) -> dict[int, str]:
        return {column: self.cleaned_data.get(f"column_{column}", IGNORED) for column in self.numbers}

    def layout(self) -> dict[str, Any]:
        """The layout, as answers keep it."""
        told = self._told()
        own = {name: column for column, name in told.items() if name not in (IGNORED, COURSE, LABEL)}
        label = next((column for column, name in told.items() if name == LABEL), None)
        return {
            "header_rows": list(self.cleaned_data["headings"]),
            "fields": own,
            "label_column": label,
            "columns": [column for column, name in told.items() if name == COURSE],
        }


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


class PeopleForm(ActionForm):
    """Units, roles, who is who, and what roles ask for."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.journey = journey
        answers = journey.answers
        self.lacking = [each.sheet for each in journey.read if each.sheet in journey.lacks_place]
        for number, sheet in enumerate(self.lacking):
            given = answers.sheets[sheet]
            self.fields[f"unit_of_{number}"] = TextField(
                label=f"Ward, team or unit of the people on {sheet}",
                hint="For those whose row names none.",
                initial=given.unit,
                max_length=200,
            )
            self.fields[f"role_of_{number}"] = TextField(
                label=f"Role of the people on {sheet}",
                hint="For those whose row names none. For example, Staff nurse.",
                initial=given.role,
                max_length=200,
            )
        self.units, self.roles = journey.units, journey.roles
        self._add_places("unit", self.units, journey.service.units, journey.answers.units, journey.unit_codes)
        self._add_places("role", self.roles, journey.service.roles, journey.answers.roles, journey.role_codes)
        self.asked = journey.asked_people
        for number, each in enumerate(self.asked):
            self._add_person(number, each)
        self.temporary = [each for each in journey.new_people if each.is_temporary][:MOST_NUMBERS]
        for number, each in enumerate(self.temporary):
            self.fields[f"number_{number}"] = TextField(
                label=f"Staff number of {each.name} ({each.first.place})",
                required=NOT_DEMANDED,
                max_length=50,
                look=Look(width=10, hide_label=True),
            )
        if journey.might_ask_of_roles:
            known = answers.ask_of_roles
            self.fields["ask_of_roles"] = RadiosField(
                label="Is each role to ask for the courses of this file?",
                hint=(
                    "No role profile says yet what these roles ask for. A course that is not applicable to anybody in "
                    "a role is not asked of it. You can change each profile afterwards."
                ),
                choices=[
                    ("yes", "Yes: make a profile for each role, in use from today"),
                    ("no", "No: ask for nothing yet. What people hold is kept and shown all the same"),
                ],
                initial="" if known is None else "yes" if known else "no",
                asks="Say whether the roles are to ask for the courses of this file",
                look=Look(size="s"),
            )

    def _add_places(
        self,
        name: str,
        asked: Sequence[PlaceAsked],
        held: Mapping[str, str],
        answers: Mapping[str, str],
        codes: Mapping[str, str],
    ) -> None:
        for number, each in enumerate(asked):
            there = f"{HELD_PLACE}:{each.same}" if each.same else ""
            settled = codes.get(each.key, "")
            settled = f"{HELD_PLACE}:{settled}" if settled in held else NEW_PLACE if settled else ""
            choices = [(f"{HELD_PLACE}:{code}", f"{words} ({code})") for code, words in held.items()]
            if not each.same:
                choices.insert(0, (NEW_PLACE, f"New: {each.words}"))
            self.fields[f"{name}_{number}"] = SelectField(
                label=f"{each.words}, {_people(each.people)}",
                choices=choices,
                initial=answers.get(each.key) or settled or there or NEW_PLACE,
            )

    def _add_person(self, number: int, each: Somebody) -> None:
        choices = [(f"{SAME}{one.ref}", f"{one.name}, {one.ref}") for one in each.candidates]
        if not each.first.staff_number or not any(
            one.ref == each.first.staff_number for one in each.candidates
        ):
            choices.append((NEW, "Somebody new"))
        choices.append((LEAVE_PERSON, "Leave these rows out"))
        places = ", ".join(row.place for row in each.rows[:3])
        self.fields[f"who_{number}"] = RadiosField(
            label=f"Who is {each.name or each.first.staff_number} ({places})?",
            hint=each.why,
            choices=choices,
            initial=self.journey.answers.people.get(each.key, ""),
            asks=f"Say who {each.name or each.first.staff_number} ({places}) is",
            look=Look(size="s"),
        )

    def given(self) -> dict[str, Any]:
        """What was answered, as `Answers` keep it."""
        answers = self.cleaned_data
        people = {each.key: answers[f"who_{number}"] for number, each in enumerate(self.asked)}
        for number, each in enumerate(self.temporary):
            if answers.get(f"number_{number}"):
                people[each.key] = f"{NEW}:{answers[f'number_{number}']}"
        sheets = self._sheets(answers)
        # A unit or a role that was typed here is meant: it is not asked about once more.
        typed = {
            name: {label_key(each[name]): NEW_PLACE for each in sheets.values()} for name in ("unit", "role")
        }
        found: dict[str, Any] = {
            "units": typed["unit"]
            | {each.key: answers[f"unit_{number}"] for number, each in enumerate(self.units)},
            "roles": typed["role"]
            | {each.key: answers[f"role_{number}"] for number, each in enumerate(self.roles)},
            "people": people,
            "sheets": sheets,
        }
        if "ask_of_roles" in self.fields:
            found["ask_of_roles"] = answers["ask_of_roles"] == "yes"
        return found

    def _sheets(self, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        return {
            sheet: {
                **vars(self.journey.answers.sheets[sheet]),
                "unit": answers[f"unit_of_{number}"],
                "role": answers[f"role_of_{number}"],
            }
            for number, sheet in enumerate(self.lacking)
        }


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


class WriteForm(ActionForm):
    """Whether days that differ from an earlier file replace those; asked only where there are any."""

    def __init__(self, *args: Any, later: int, answered: bool | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if later:
            cells = "1 cell gives a later day" if later == 1 else f"{later:,} cells give a later day"
            self.fields["later"] = RadiosField(
                label=f"{cells} than an earlier file did. Why?",
                choices=[
                    ("both", "They were done again since: keep both days"),
                    ("replace", "The earlier day was wrong: take it back"),
                ],
                initial="" if answered is None else "replace" if answered else "both",
                asks="Say why these days differ from those of an earlier file",
                look=Look(size="s"),
            )


class StepsFilter(forms.Form):
    """Which rows of a preview to show."""

    outcome = SelectField(label="What happens", required=False)
    words = TextField(label="Person, course or cell", required=False, look=Look(width=20))

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = [("", "Everything"), *outcomes]  # type: ignore[attr-defined]


class RetractForm(ActionForm):
    """Why a whole import is taken back."""

    why = TextField(label="Why is it taken back?", asks="Say why it is taken back", max_length=500)
