"""The file itself, which of its sheets are read, and how one is laid out."""

from __future__ import annotations

from typing import Any

from django import forms

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.formats.matrix import Field, Layout, Shape
from standing.core.formats.workbook import Workbook, letters
from standing.core.moving_in.journey import Journey
from standing.site.forms import RadiosField, SelectField, TextField, UploadField
from standing.site.forms.look import Look

MOST_MEGABYTES = 25
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
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
