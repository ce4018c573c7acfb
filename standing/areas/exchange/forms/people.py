"""Units, roles, and who is who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.moving_in.answers import HELD_PLACE, NEW_PLACE
from standing.core.moving_in.journey import Journey, PlaceAsked
from standing.core.moving_in.labels import label_key
from standing.core.moving_in.people import LEAVE as LEAVE_PERSON
from standing.core.moving_in.people import NEW, SAME, Somebody
from standing.site.forms import RadiosField, SelectField, TextField
from standing.site.forms.look import Look

MOST_NUMBERS = 200
"""How many people without a staff number can be given one on the page; more are given theirs in the file."""


class PeopleForm(ActionForm):
    """Units, roles, who is who, and what roles ask for."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.journey = journey
        self.lacking = [each.sheet for each in journey.read if each.sheet in journey.lacks_place]
        self.units, self.roles = journey.units, journey.roles
        self.asked = journey.asked_people
        self.temporary = [each for each in journey.new_people if each.is_temporary][:MOST_NUMBERS]
        self._add_places_of_sheets()
        self._add_places("unit", self.units, journey.service.units, journey.answers.units, journey.unit_codes)
        self._add_places("role", self.roles, journey.service.roles, journey.answers.roles, journey.role_codes)
        for number, each in enumerate(self.asked):
            self._add_person(number, each)
        self._add_numbers()
        if journey.might_ask_of_roles:
            self._add_ask_of_roles()

    def _add_places_of_sheets(self) -> None:
        for number, sheet in enumerate(self.lacking):
            given = self.journey.answers.sheets[sheet]
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

    def _add_numbers(self) -> None:
        for number, each in enumerate(self.temporary):
            self.fields[f"number_{number}"] = TextField(
                label=f"Staff number of {each.name} ({each.first.place})",
                required=NOT_DEMANDED,
                max_length=50,
                look=Look(width=10, hide_label=True),
            )

    def _add_ask_of_roles(self) -> None:
        known = self.journey.answers.ask_of_roles
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
