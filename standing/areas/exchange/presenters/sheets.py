"""The sheets of a file on its way in, as they were found to be laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from standing.areas.exchange.forms import SheetsForm
from standing.core.formats.matrix import Layout, Shape
from standing.core.formats.workbook import letters
from standing.core.moving_in.journey import Journey
from standing.site.components.lists import Table

SHAPES = {
    Shape.ACROSS: "One row for each person, and a column for each course",
    Shape.LONG: "One row for each person and course",
    Shape.RECORDS: "One row for each record, with several columns for its dates",
    Shape.UNKNOWN: "Not recognised",
}


@dataclass(frozen=True)
class SheetShown:
    """A sheet as it was found to be laid out."""

    name: str
    shape: str
    why: Sequence[str]
    facts: Sequence[tuple[str, str]]
    people: Table
    left_out: Sequence[str]
    field: object
    href: str
    is_hidden: bool
    is_known: bool


MOST_SHOWN = 3
MOST_NAMED = 60
LONGEST_SHOWN = 60


def sheets_shown(staged: UUID, journey: Journey, form: SheetsForm) -> list[SheetShown]:
    """Every sheet, for somebody to say whether that is right."""
    return [
        _sheet(staged, journey, layout, form, number)
        for number, layout in enumerate(journey.layouts.values())
    ]


def _sheet(staged: UUID, journey: Journey, layout: Layout, form: SheetsForm, number: int) -> SheetShown:
    headings = [each.label or each.heading for each in layout.columns]
    named = ", ".join(dict.fromkeys(headings[:MOST_NAMED]))
    more = f" and {len(headings) - MOST_NAMED} more" if len(headings) > MOST_NAMED else ""
    across = "1 course column" if len(headings) == 1 else f"{len(headings)} course columns"
    what = "Columns that say how people stand" if layout.label_column else across
    facts = [
        ("Laid out as", SHAPES[layout.shape]),
        ("Headings in row", ", ".join(map(str, layout.header_rows)) or "none"),
        ("Rows with people", f"{len(layout.people):,}"),
        ("About the person", _fields(layout)),
        (what, named + more or "none"),
    ]
    if layout.label_column:
        facts.insert(4, ("Name of the course", f"column {letters(layout.label_column)}"))
    return SheetShown(
        layout.sheet,
        SHAPES[layout.shape],
        layout.why,
        facts if layout.shape is not Shape.UNKNOWN else [],
        _first_people(journey, layout, number),
        _left_out(layout),
        form[f"read_{number}"],
        reverse("exchange:layout", args=[staged, number]),
        layout.hidden,
        layout.shape is not Shape.UNKNOWN,
    )


_FIELDS = {
    "number": "staff number",
    "name": "name",
    "forename": "first name",
    "surname": "surname",
    "unit": "unit",
    "role": "role",
    "email": "email address",
}


def _fields(layout: Layout) -> str:
    told = [f"{_FIELDS[name.value]} in {letters(column)}" for name, column in layout.fields.items()]
    return ", ".join(told) or "nothing"


def _first_people(journey: Journey, layout: Layout, number: int) -> Table:
    sheet = journey.workbook.sheet(layout.sheet)
    columns = [*layout.fields.values(), *([layout.label_column] if layout.label_column else [])]
    columns += [each.column for each in layout.columns[:4]]
    heads = [*(f"{_FIELDS[name.value].capitalize()}" for name in layout.fields)]
    heads += ["Course"] if layout.label_column else []
    heads += [each.label or each.heading or letters(each.column) for each in layout.columns[:4]]
    rows = [
        [f"{row}", *(_text(sheet.cell(row, column).value) for column in columns)]
        for row in layout.people[:MOST_SHOWN]
    ]
    return Table(
        f"people-{number}", f"The first people of {layout.sheet}", ["Row", *heads], rows, hide_caption=True
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%-d %b %Y") if isinstance(value, date) else str(value)[:LONGEST_SHOWN]


def _left_out(layout: Layout) -> list[str]:
    rows = [f"Row {each.number}: {each.why}" for each in layout.left_out if each.kind != "blank"]
    return rows + [f"Column {letters(each.number)}: {each.why}" for each in layout.other_columns]
