"""The fourth step: who the people of the file are, and where they work."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from standing.core.formats.matrix import (
    Layout,
    Person,
    Shape,
)
from standing.core.moving_in.answers import HELD_PLACE, NEW_PLACE
from standing.core.moving_in.journey.questions import Questions
from standing.core.moving_in.journey.service import NewPlace, PlaceAsked
from standing.core.moving_in.labels import (
    apart,
    label_key,
)
from standing.core.moving_in.people import Fate, Row, Somebody, match_people
from standing.core.moving_in.plan import Place
from standing.core.search.folding import words


class Who(Questions):
    """A file whose people are told."""

    @cached_property
    def _rows(self) -> tuple[tuple[Row, Place], ...]:
        return tuple(
            (self._row(layout, number, person), (layout.sheet, number))
            for layout in self.read
            for number, person in self.entries[layout.sheet].people
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row that names somebody, with the unit and role of its sheet where it names none itself."""
        return tuple(row for row, _ in self._rows)

    def _row(self, layout: Layout, number: int, person: Person) -> Row:
        given, family = names_of(person)
        default = self.answers.sheets[layout.sheet]
        return Row(
            place=self.workbook.sheet(layout.sheet).address(number, 1).rpartition("!")[0] + f"!{number}",
            staff_number=person.number,
            given_name=given,
            family_name=family,
            unit=person.unit or person.section or default.unit,
            role=person.role or default.role,
            repeats=layout.shape is not Shape.ACROSS,
        )

    @cached_property
    def _places(self) -> dict[str, Place]:
        """The sheet and row of each place."""
        return {row.place: place for row, place in self._rows}

    @cached_property
    def units(self) -> tuple[PlaceAsked, ...]:
        return self._asked_places((row.unit for row in self.rows), self.service.units)

    @cached_property
    def roles(self) -> tuple[PlaceAsked, ...]:
        return self._asked_places((row.role for row in self.rows), self.service.roles)

    def _asked_places(self, said: Iterable[str], held: Mapping[str, str]) -> tuple[PlaceAsked, ...]:
        counts: dict[str, list[str]] = {}
        for each in said:
            if each:
                counts.setdefault(label_key(each), []).append(each)
        by_name = {label_key(name): code for code, name in held.items()}
        by_code = {label_key(code): code for code in held}
        return tuple(
            PlaceAsked(name, texts[0], len(texts), by_name.get(name) or by_code.get(name, ""))
            for name, texts in counts.items()
        )

    @cached_property
    def unit_codes(self) -> dict[str, str]:
        """The code of each unit as the file writes it: one held, or the one it would get."""
        return self._codes(self.units, self.answers.units, self.service.remembered.units, self.service.units)

    @cached_property
    def role_codes(self) -> dict[str, str]:
        return self._codes(self.roles, self.answers.roles, self.service.remembered.roles, self.service.roles)

    def _codes(
        self,
        asked: Collection[PlaceAsked],
        answers: Mapping[str, str],
        remembered: Mapping[str, str],
        held: Mapping[str, str],
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        taken = {code.casefold() for code in held}
        for each in asked:
            answer = answers.get(each.key) or remembered.get(each.key, "")
            kind, _, code = answer.partition(":")
            if kind == HELD_PLACE and code in held:
                found[each.key] = code
            elif each.same:
                # Whatever was answered: there are never two of one name.
                found[each.key] = each.same
            elif kind == NEW_PLACE:
                found[each.key] = apart(taken, slug(each.words))
                taken.add(found[each.key])
        return found

    @cached_property
    def open_units(self) -> tuple[PlaceAsked, ...]:
        return tuple(each for each in self.units if each.key not in self.unit_codes)

    @cached_property
    def open_roles(self) -> tuple[PlaceAsked, ...]:
        return tuple(each for each in self.roles if each.key not in self.role_codes)

    @cached_property
    def new_units(self) -> tuple[NewPlace, ...]:
        return tuple(
            NewPlace(self.unit_codes[each.key], each.words)
            for each in self.units
            if each.key in self.unit_codes and self.unit_codes[each.key] not in self.service.units
        )

    def _match(self, answers: Mapping[str, str]) -> tuple[Somebody, ...]:
        units = {row.unit: self.unit_codes.get(label_key(row.unit), "") for row in self.rows}
        return match_people(self.rows, self.service.people, units=units, answers=answers)

    @cached_property
    def everybody(self) -> tuple[Somebody, ...]:
        """Everyone in the file, and who they are."""
        return self._match(self.answers.people)

    @cached_property
    def open_people(self) -> tuple[Somebody, ...]:
        return tuple(each for each in self.everybody if each.fate is Fate.ASK)

    @cached_property
    def asked_people(self) -> tuple[Somebody, ...]:
        """Everyone of whom it is asked who they are, answered or not."""
        found = {each.key: each for each in self._match({}) if each.fate is Fate.ASK}
        return tuple({**found, **{each.key: each for each in self.open_people}}.values())

    @cached_property
    def new_people(self) -> tuple[Somebody, ...]:
        return tuple(each for each in self.everybody if each.fate is Fate.NEW)

    @cached_property
    def without_place(self) -> tuple[str, ...]:
        """The sheets with somebody new whose row names no unit or no role, nor is one given for the sheet."""
        return self._sheets_of(lambda row, _: not row.unit or not row.role)

    @cached_property
    def lacks_place(self) -> tuple[str, ...]:
        """The sheets with somebody new whose row itself names no unit or no role."""
        return self._sheets_of(lambda _, person: not (person.unit or person.section) or not person.role)

    def _sheets_of(self, lacks: Callable[[Row, Person], bool]) -> tuple[str, ...]:
        persons = {
            (layout.sheet, number): person
            for layout in self.read
            for number, person in self.entries[layout.sheet].people
        }
        found = {
            self._places[each.first.place][0]
            for each in self.everybody
            if each.fate in (Fate.NEW, Fate.ASK)
            and lacks(each.first, persons[self._places[each.first.place]])
        }
        return tuple(each.sheet for each in self.read if each.sheet in found)

    @cached_property
    def who(self) -> dict[Place, Somebody]:
        """Whose each row is."""
        return {self._places[row.place]: each for each in self.everybody for row in each.rows}

    @cached_property
    def asks_of_roles(self) -> tuple[str, ...]:
        """The roles of the file of which nothing is asked yet: whether the file says what they need is a question."""
        codes = dict.fromkeys(self.role_codes.values())
        return tuple(code for code in codes if not self.service.asked_of.get(code))

    @cached_property
    def might_ask_of_roles(self) -> bool:
        """Whether a role of the file is, or may come out as, one of which nothing is asked yet."""
        held = self.service.asked_of
        return bool(self.lacks_place) or any(not held.get(each.same) for each in self.roles)


def names_of(person: Person) -> tuple[str, str]:
    """The given and the family name of a row: as told apart there, by a comma, or the last word as the family name."""
    if person.forename or person.surname:
        return person.forename, person.surname
    family, comma, given = person.name.partition(",")
    if comma and given.strip():
        return given.strip(), family.strip()
    given, _, family = person.name.rpartition(" ")
    return given.strip(), family.strip()


def slug(text: str) -> str:
    """A code made of words: `Ash Ward (East)` is ash-ward-east."""
    return "-".join(re.findall(r"[a-z0-9]+", " ".join(words(text))))[:50].strip("-") or "unnamed"
