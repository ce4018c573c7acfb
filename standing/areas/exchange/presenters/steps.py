"""The steps of a file on its way in: how far it is, and what each page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from standing.areas.exchange.forms import ColumnsForm, LayoutForm, PeopleForm, QuestionsForm, SheetsForm
from standing.areas.exchange.models import StagedWorkbook
from standing.core.formats.matrix import Layout, Shape
from standing.core.formats.workbook import letters
from standing.core.moving_in.journey import (
    COLUMNS,
    PEOPLE,
    PREVIEW,
    QUESTIONS,
    SHEETS,
    STEPS,
    Journey,
    Label,
    names_of,
)
from standing.core.moving_in.labels import LEAVE, LOCAL, STANDARD, Ground
from standing.site.components.lists import Cell, Table
from standing.site.dates import moment

STEP_WORDS = {
    SHEETS: "Sheets",
    COLUMNS: "Courses",
    QUESTIONS: "Dates",
    PEOPLE: "People",
    PREVIEW: "Preview",
}

SHAPES = {
    Shape.ACROSS: "One row for each person, and a column for each course",
    Shape.LONG: "One row for each person and course",
    Shape.RECORDS: "One row for each record, with several columns for its dates",
    Shape.UNKNOWN: "Not recognised",
}


@dataclass(frozen=True)
class StepLink:
    """A step in the line above every page of a journey."""

    words: str
    href: str
    is_here: bool
    state: str


def step_links(staged: UUID, journey: Journey, here: str) -> list[StepLink]:
    """Every step: those done and the first that is not can be gone to."""
    found, reached = [], True
    for step in STEPS:
        opened = journey.open_in(step) if reached else 1
        state = "" if not reached else "done" if not opened and step != PREVIEW else "to do"
        found.append(
            StepLink(
                STEP_WORDS[step],
                reverse(f"exchange:{step}", args=[staged]) if reached else "",
                step == here,
                state,
            )
        )
        reached = reached and not opened
    return found


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
    day = getattr(value, "strftime", None)
    return value.strftime("%-d %b %Y") if day and hasattr(value, "year") else str(value)[:60]  # type: ignore[attr-defined]


def _left_out(layout: Layout) -> list[str]:
    rows = [f"Row {each.number}: {each.why}" for each in layout.left_out if each.kind != "blank"]
    return rows + [f"Column {letters(each.number)}: {each.why}" for each in layout.other_columns]


@dataclass(frozen=True)
class ColumnShown:
    """A course of the file, with its choice, and what led to what is filled in."""

    label: str
    detail: str
    ground: str
    why: str
    others: Sequence[str]
    field: object
    other: object


GROUNDS = {
    Ground.REMEMBERED: ("Remembered", "green"),
    Ground.MEANT: ("National standard", "blue"),
    Ground.HELD_LOCAL: ("Your own", "blue"),
    Ground.NEW_LOCAL: ("New, your own", "grey"),
    Ground.POSSIBLE: ("Please choose", "yellow"),
    Ground.SIMILAR: ("Please choose", "yellow"),
}


def columns_shown(journey: Journey, form: ColumnsForm) -> list[ColumnShown]:
    """Every course of the file."""
    likely = journey.likely()
    found = []
    for number, label in enumerate(journey.labels):
        target = likely.get(label.key)
        chosen = next((each for each in label.suggestions.ranked if each.target == target), None)
        own = target is not None and target.kind == LOCAL
        ground = chosen.ground if chosen else Ground.NEW_LOCAL if own else Ground.POSSIBLE
        found.append(
            ColumnShown(
                label.label or "No heading",
                _detail(label),
                _tag(*GROUNDS[ground]) if target is not None or not own else "",
                chosen.why if chosen else _why_asked(label),
                [
                    f"{one.target.name}: {one.why}"
                    for one in label.suggestions.ranked
                    if one.ground is Ground.POSSIBLE
                ],
                form[f"target_{number}"],
                form[f"other_{number}"],
            )
        )
    return found


def _why_asked(label: Label) -> str:
    possible = [each.why for each in label.suggestions.ranked if each.ground is Ground.POSSIBLE]
    return possible[0] if possible else ""


def _tag(words: str, colour: str) -> Markup:
    return Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(colour, words)


def _detail(label: Label) -> str:
    cells = "1 cell" if label.cells == 1 else f"{label.cells:,} cells"
    return f"{cells}, such as {', '.join(label.samples)}" if label.samples else cells


def columns_summary(journey: Journey) -> str:
    """What is filled in, in a sentence."""
    likely = journey.likely()
    national = sum(
        target.kind == STANDARD and not journey.service.holdings.catalogue.by_id[target.name].is_local
        for target in likely.values()
    )
    new = sum(target.kind == LOCAL for target in likely.values())
    left = sum(target.kind == LEAVE for target in likely.values())
    held = len(likely) - national - new - left
    waiting = len(journey.labels) - len(likely)
    parts = [
        (
            national,
            "is a national standard by its code or title",
            "are national standards by their code or title",
        ),
        (held, "is a local competence you have", "are local competences you have"),
        (new, "would become a local competence of your own", "would become local competences of your own"),
        (left, "is left out", "are left out"),
        (waiting, "waits for your choice", "wait for your choice"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    count = "1 course" if len(journey.labels) == 1 else f"{len(journey.labels)} courses"
    return f"The file names {count}: {'; '.join(said)}."


@dataclass(frozen=True)
class GroupShown:
    """A question about columns: asked of all, and where needed of each."""

    all: object
    each: Sequence[Any]
    cells: str

    @property
    def is_open(self) -> bool:
        """Whether a column has an answer of its own to show."""
        return any(one.value() or one.errors for one in self.each)


def groups_shown(form: QuestionsForm) -> list[GroupShown]:
    """Every question about columns."""
    return [
        GroupShown(
            form[f"all_{number}"],
            [form[f"one_{number}_{place}"] for place in range(len(group))] if len(group) > 1 else [],
            ", ".join(group[0].cells[:5]),
        )
        for number, group in enumerate(form.groups)
    ]


def rules_table(form: QuestionsForm) -> Table:
    """Each standard without a rule, with its own months and grace, where they are not those of all."""
    return Table(
        "rules",
        "Standards that differ",
        ["Standard", "Months, or never", "Days of grace"],
        [
            [
                Cell(f"{standard.title} ({standard.id})"),
                Cell(Markup(form[f"months_{number}"].as_field_group())),  # noqa: S704 - drawn by the form itself
                Cell(Markup(form[f"grace_{number}"].as_field_group())),  # noqa: S704
            ]
            for number, standard in enumerate(form.standards)
        ],
        stack=True,
        hide_caption=True,
    )


def rules_differ(form: QuestionsForm) -> bool:
    """Whether a standard has, or should have, a rule of its own to show."""
    own = [form[f"{name}_{number}"] for number in range(len(form.standards)) for name in ("months", "grace")]
    return any(one.value() or one.errors for one in own)


def numbers_table(form: PeopleForm) -> Table:
    """Whoever has no staff number, with a box for it."""
    return Table(
        "numbers",
        "People without a staff number",
        ["Name", "Row", "Reference until then", "Staff number, if you have it"],
        [
            [
                each.name,
                each.first.place,
                each.ref,
                Cell(Markup(form[f"number_{number}"].as_field_group())),  # noqa: S704
            ]
            for number, each in enumerate(form.temporary)
        ],
        stack=True,
        hide_caption=True,
    )


def staged_table(rows: Sequence[StagedWorkbook]) -> Table:
    """The files somebody has on their way."""
    return Table(
        "on-their-way",
        "Your files that are not written yet",
        ["File", "Sent", "Last touched"],
        [
            [
                Cell(each.file, href=reverse("exchange:go_on", args=[each.pk])),
                moment(each.sent_at),
                moment(each.changed_at),
            ]
            for each in rows
        ],
        stack=True,
        hide_caption=True,
    )


__all__ = [
    "LayoutForm",
    "columns_shown",
    "columns_summary",
    "groups_shown",
    "names_of",
    "numbers_table",
    "rules_table",
    "sheets_shown",
    "staged_table",
    "step_links",
]
