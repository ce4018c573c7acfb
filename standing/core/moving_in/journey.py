"""The way of one file into a service: what is open, what is settled, and once nothing is open, what it would do.

The order is that of the steps a person takes: sheets, columns, questions, people, preview. Each needs those before.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from standing.core.catalogue import LOCAL as LOCAL_SUITE
from standing.core.catalogue import Standard
from standing.core.formats.matrix import (
    Conventions,
    Entries,
    Fault,
    Field,
    Kind,
    Layout,
    Meaning,
    Person,
    Question,
    Shape,
    Together,
    find_layouts,
    key,
    laid_out_as,
    questions,
    read_entries,
    together,
)
from standing.core.formats.workbook import Workbook
from standing.core.holdings import Holdings
from standing.core.moving_in.answers import HELD_PLACE, NEW_PLACE, Answers, SheetAnswer
from standing.core.moving_in.labels import (
    LOCAL,
    STANDARD,
    Suggestions,
    Target,
    apart,
    label_key,
    suggest_targets,
)
from standing.core.moving_in.people import Fate, Known, Row, Somebody, match_people
from standing.core.moving_in.plan import Held, Place, Plan, Settled, make_plan
from standing.core.rules.facts import RefreshRule
from standing.core.rules.known import StandardRules
from standing.core.search.folding import words

SHEETS, COLUMNS, QUESTIONS, PEOPLE, PREVIEW = "sheets", "columns", "questions", "people", "preview"
STEPS = (SHEETS, COLUMNS, QUESTIONS, PEOPLE, PREVIEW)
FIRST_EDITION = "1"


@dataclass(frozen=True)
class Remembered:
    """What earlier files were told: labels, units and roles by their folded words, and whole sheets by signature."""

    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Service:
    """What a service holds, as far as a file may touch it. Units and roles by code, with their names."""

    holdings: Holdings
    rules: Mapping[str, StandardRules]
    people: Sequence[Known] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    asked_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remembered: Remembered = field(default_factory=Remembered)
    today: date = date.min
    own: str = ""


@dataclass(frozen=True)
class Label:
    """A course as the file writes it, how many cells name it and where, and what it may mean."""

    key: str
    label: str
    cells: int
    sheets: tuple[str, ...]
    samples: tuple[str, ...]
    suggestions: Suggestions


@dataclass(frozen=True)
class PlaceAsked:
    """A unit or a role as the file writes it: how many people it is of, and which of the service's bears its name."""

    key: str
    words: str
    people: int
    same: str = ""


@dataclass(frozen=True)
class NewPlace:
    """A unit or role to be made: the code it would get, and its name."""

    code: str
    name: str


class Journey:
    """One file on its way. Everything is worked out once, from what is answered; nothing is written."""

    def __init__(self, workbook: Workbook, answers: Answers, service: Service) -> None:
        self.workbook, self.service = workbook, service
        self.given = answers

    # -- sheets --------------------------------------------------------------------------------------------

    @cached_property
    def found(self) -> list[Layout]:
        """How each sheet is laid out, as far as the file itself tells."""
        return find_layouts(self.workbook)

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """How each sheet is laid out, as found or as somebody corrected it."""
        return {each.sheet: self._corrected(each) for each in self.found}

    def _corrected(self, layout: Layout) -> Layout:
        answer = self.answers.sheets.get(layout.sheet)
        return (
            layout
            if answer is None or not answer.layout
            else lay_out(self.workbook, layout.sheet, answer.layout)
        )

    @cached_property
    def answers(self) -> Answers:
        """What is answered, with what an earlier file of the same headings was told where nothing is said now."""
        known = self.service.remembered
        found = Answers()
        for layout in self.found:
            remembered = known.sheets.get(signature(layout))
            if remembered is not None:
                found = found.with_more(**_of_sheet(layout.sheet, remembered))
        given = self.given
        return found.with_more(**{name: getattr(given, name) for name in _TABLES}).with_more(
            replace_later=given.replace_later,
            ask_of_roles=found.ask_of_roles if given.ask_of_roles is None else given.ask_of_roles,
        )

    @cached_property
    def open_sheets(self) -> tuple[str, ...]:
        """The sheets of which nobody said whether they are read, and as what."""
        return tuple(each.sheet for each in self.found if each.sheet not in self.answers.sheets)

    @cached_property
    def read(self) -> tuple[Layout, ...]:
        """The sheets that are read."""
        return tuple(
            layout
            for name, layout in self.layouts.items()
            if name in self.answers.sheets
            and self.answers.sheets[name].read
            and layout.shape is not Shape.UNKNOWN
        )

    # -- what the cells say --------------------------------------------------------------------------------

    @cached_property
    def conventions(self) -> Conventions:
        return Conventions(self.answers.conventions)

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
    def entries(self) -> dict[str, Entries]:
        today = self.service.today
        return {each.sheet: read_entries(self.workbook, each, self.conventions, today) for each in self.read}

    @cached_property
    def said(self) -> tuple[Together, ...]:
        """What each row says of each course."""
        return tuple(each for found in self.entries.values() for each in together(found.entries))

    @cached_property
    def row_faults(self) -> tuple[Fault, ...]:
        """The faults of whole rows and sheets; those of cells come with the plan."""
        own = [fault for layout in self.read for fault in layout.faults]
        return (*own, *(fault for found in self.entries.values() for fault in found.faults))

    # -- columns -------------------------------------------------------------------------------------------

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Every course the file names, in the order in which it does."""
        headed = (label_key(each.label) for layout in self.read for each in layout.columns if each.label)
        seen: dict[str, list[Together]] = {name: [] for name in headed}
        for each in self.said:
            seen.setdefault(label_key(each.label), []).append(each)
        remembered = self.service.remembered.labels
        return tuple(
            Label(
                name,
                cells[0].label,
                len(cells),
                tuple(dict.fromkeys(each.sheet for each in cells)),
                tuple(dict.fromkeys(each.entries[0].words for each in cells[:20]))[:3],
                suggest_targets(cells[0].label, self.service.holdings, remembered),
            )
            for name, cells in seen.items()
            if cells
        )

    @cached_property
    def targets(self) -> dict[str, Target]:
        """What each label means, where that is answered or remembered; local competences by the id they have or get."""
        found = dict[str, Target]()
        for label in self.labels:
            target = Target.of(self.answers.labels.get(label.key, "")) or label.suggestions.answer
            if target is not None and self._exists(target):
                found[label.key] = self._standard(target)
        return found

    def _exists(self, target: Target) -> bool:
        return target.kind != STANDARD or target.name in self.service.holdings.catalogue.by_id

    def _standard(self, target: Target) -> Target:
        """A local competence as the standard it is or will be."""
        if target.kind != LOCAL:
            return target
        held = self.service.holdings.catalogue.by_code.get(target.name, ())
        return Target(STANDARD, held[0].id if held else f"{target.name}@{FIRST_EDITION}")

    @cached_property
    def open_labels(self) -> tuple[Label, ...]:
        return tuple(label for label in self.labels if label.key not in self.targets)

    @cached_property
    def new_standards(self) -> dict[str, Standard]:
        """The local competences that would be made, by id, titled as the file first writes them."""
        found: dict[str, Standard] = {}
        for label in self.labels:
            target = self.targets.get(label.key)
            if target and target.name and target.name not in self.service.holdings.catalogue.by_id:
                code, _, edition = target.name.partition("@")
                found.setdefault(target.name, Standard(target.name, code, edition, label.label, LOCAL_SUITE))
        return found

    def likely(self) -> dict[str, Target]:
        """What a form may have filled in for each label: no two labels the same new local competence."""
        codes: set[str] = set()
        found: dict[str, Target] = {}
        for label in self.labels:
            answered = self.answers.labels.get(label.key, "")
            likely = label.suggestions.likely
            target = Target.of(answered) or (likely.target if likely else None)
            if target is None:
                continue
            if (
                not answered
                and target.kind == LOCAL
                and target.name not in self.service.holdings.catalogue.by_code
            ):
                target = Target(LOCAL, apart(codes, target.name))
            codes.add(target.name)
            found[label.key] = target
        return found

    # -- how long, and from when ---------------------------------------------------------------------------

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

    # -- people --------------------------------------------------------------------------------------------

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

    # -- what is open --------------------------------------------------------------------------------------

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

    # -- what it would do ----------------------------------------------------------------------------------

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


_TABLES = ("sheets", "conventions", "labels", "ticks", "rules", "units", "roles", "people")


def lay_out(workbook: Workbook, sheet: str, answer: Mapping[str, Any]) -> Layout:
    """The layout of a sheet as somebody corrected it. Raises ValueError where that cannot be."""
    columns = answer.get("columns")
    return laid_out_as(
        workbook,
        sheet,
        header_rows=tuple(int(row) for row in answer.get("header_rows", ())),
        fields={Field(name): int(column) for name, column in answer.get("fields", {}).items()},
        label_column=answer.get("label_column"),
        columns=None if columns is None else [int(column) for column in columns],
    )


def signature(layout: Layout) -> str:
    """By which a sheet of the same headings is known again, whatever it is called and however many rows it has."""
    told = [
        str(layout.shape),
        sorted((str(name), column) for name, column in layout.fields.items()),
        [(each.column, label_key(each.heading)) for each in layout.columns],
        layout.label_column,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _without_sheet(name: str) -> str:
    kind, _, rest = name.split("|", 2)
    return f"{kind}|{rest}"


def _of_sheet(sheet: str, remembered: Mapping[str, Any]) -> dict[str, Any]:
    """What was remembered of a sheet, as answers about one that is called so."""
    conventions = {}
    for name, value in remembered.get("conventions", {}).items():
        kind, column, mark = name.split("|", 2)
        conventions[key(Kind(kind), sheet, int(column) if column else None, mark)] = value
    return {
        "sheets": {sheet: SheetAnswer(**remembered.get("sheet", {}))},
        "conventions": conventions,
        "ticks": remembered.get("ticks", {}),
        "ask_of_roles": remembered.get("ask_of_roles"),
    }


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
