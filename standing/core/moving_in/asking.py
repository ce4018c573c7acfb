"""Every question that is open about a file, with the place of its answer: for a command, which has no page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standing.core.moving_in.answers import HELD_PLACE, NEVER, NEW_PLACE, NO_DAY
from standing.core.moving_in.journey import COLUMNS, PEOPLE, QUESTIONS, SHEETS, Journey
from standing.core.moving_in.labels import LEAVE, LOCAL
from standing.core.moving_in.people import LEAVE as LEAVE_PERSON
from standing.core.moving_in.people import NEW, SAME


@dataclass(frozen=True)
class Asked:
    """A question that is open: where its answer goes, what is asked, and what it takes."""

    place: str
    what: str
    takes: str


def open_questions(journey: Journey) -> list[Asked]:
    """The questions of the first step that has any: those after it may depend on their answers."""
    asked = {SHEETS: _sheets, COLUMNS: _columns, QUESTIONS: _questions, PEOPLE: _people}
    step = journey.next_step
    return list(asked[step](journey)) if step in asked else []


def _sheets(journey: Journey) -> Iterator[Asked]:
    for name in journey.open_sheets:
        layout = journey.layouts[name]
        found = (
            f"{_counted(len(layout.people), 'row')} of people and {_counted(len(layout.columns), 'column')}"
            if layout.people
            else "nothing"
        )
        yield Asked(
            f"sheets.{name}",
            f"is the sheet {name} read? Found on it: {found}",
            '{"read": true} or {"read": false}',
        )
    if not journey.open_sheets:
        yield Asked(
            "sheets", "no sheet is read, or none was recognised", "how a sheet is laid out, said on its page"
        )


def _columns(journey: Journey) -> Iterator[Asked]:
    likely = journey.likely()
    for label in journey.open_labels:
        target = likely.get(label.key)
        offered = [each.target.answer for each in label.suggestions.ranked if each.target.kind != LOCAL]
        offered += [target.answer] if target and target.answer not in offered else []
        yield Asked(
            f"labels.{label.key}",
            f"what is {label.label or 'the column without a heading'}? It is in {_counted(label.cells, 'cell')}",
            " or ".join(f'"{each}"' for each in (*offered, f"{LOCAL}:CODE", LEAVE)),
        )


def _questions(journey: Journey) -> Iterator[Asked]:
    for question in journey.open_questions:
        takes = " or ".join(f'"{option.value}" ({option.words})' for option in question.options)
        yield Asked(
            f"conventions.{question.key}",
            f"{question.words} ({_counted(question.count, 'cell')})",
            takes or "text",
        )
    for label in journey.open_ticks:
        what = f"from which day do the ticks of {label.label} count?"
        yield Asked(f"ticks.{label.key}", what, f'a day like "2026-03-31", or "{NO_DAY}"')
    for standard in journey.open_rules:
        what = f"how long does {standard.title} ({standard.id}) last?"
        yield Asked(f"rules.{standard.id}", what, f'{{"months": 12 or "{NEVER}", "grace": 28}}')


def _people(journey: Journey) -> Iterator[Asked]:
    for sheet in journey.without_place:
        what = f"where do the people on {sheet} work, and as what, whose row does not say?"
        yield Asked(f"sheets.{sheet}", what, '{"read": true, "unit": "...", "role": "..."}')
    for name, places in (("units", journey.open_units), ("roles", journey.open_roles)):
        for each in places:
            what = f"is {each.words} a {name[:-1]} that is here, or a new one?"
            yield Asked(f"{name}.{each.key}", what, f'"{NEW_PLACE}" or "{HELD_PLACE}:CODE"')
    for somebody in journey.open_people:
        offered = [f"{SAME}{each.ref}" for each in somebody.candidates]
        takes = " or ".join(f'"{each}"' for each in (*offered, NEW, f"{NEW}:NUMBER", LEAVE_PERSON))
        yield Asked(
            f"people.{somebody.key}",
            f"who is {somebody.name or somebody.first.staff_number}? {somebody.why}",
            takes,
        )
    if journey.asks_of_roles and journey.answers.ask_of_roles is None:
        yield Asked("ask_of_roles", "is each role to ask for the courses of this file?", "true or false")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
