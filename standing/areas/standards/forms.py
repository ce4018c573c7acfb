"""What is asked on the pages of the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms

from standing.core.browsing import NO_STATUS
from standing.core.holdings import Holdings
from standing.core.search.facets import KINDS_OF_WORK, WORKS_WITH
from standing.site.forms import CheckboxesField, FilterForm, SelectField, TextField, UploadField
from standing.site.forms.look import Look

MOST_MEGABYTES = 20
"""A whole register of standards is about five megabytes as a workbook."""
MOST_LETTERS = 300


class CatalogueForm(FilterForm):
    """What to find in the catalogue. The choices are those that occur in it."""

    q = TextField(
        label="Find a standard",
        hint="Use everyday words, such as “hearing voices” or “helping families cope”, or a code, such as MH20.",
        max_length=MOST_LETTERS,
        look=Look(size="m"),
    )
    suite = SelectField(label="Suite")
    status = CheckboxesField(
        label="Status of the edition, as the newest source has it", look=Look(small=True)
    )
    kind_of_work = SelectField(
        label="Kind of work",
        choices=[("", "Any kind"), *((kind, f"{kind}: {KINDS_OF_WORK[kind]}") for kind in KINDS_OF_WORK)],
    )
    works_with = CheckboxesField(
        label="Works with",
        choices=[(each, each) for each in WORKS_WITH],
        look=Look(small=True),
    )

    def __init__(self, data: Any, holdings: Holdings) -> None:
        super().__init__(data)
        suites = holdings.catalogue.suites
        statuses = sorted({said.status for said in holdings.catalogue.statements})
        self.fields["suite"].choices = [  # type: ignore[attr-defined]
            ("", "Any suite"),
            *((suite.suite, f"{suite.suite}: {suite.name}") for suite in suites),
        ]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            *((status, status) for status in statuses),
            (NO_STATUS, "no source has said"),
        ]


class KindForm(FilterForm):
    """Which rows of a crosswalk to show."""

    kind = SelectField(label="Kind of change")

    def __init__(self, data: Any, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", "Every kind"), *kinds]  # type: ignore[attr-defined]


class SourceForm(forms.Form):
    """A source document to look at before it is imported."""

    file = UploadField(
        label="Choose the document",
        hint=(
            "A tracking document of a revision or a competencies list, saved as text; the workbook of a register of "
            "standards; or a file of new editions, with the columns code, edition and title. "
            f"It can be up to {MOST_MEGABYTES} MB. You see what it would do before anything is changed."
        ),
        most_megabytes=MOST_MEGABYTES,
        look=Look(size="m"),
    )
