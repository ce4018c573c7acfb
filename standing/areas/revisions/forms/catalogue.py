"""What is asked when a revision, or a new edition of a standard, is added to the catalogue."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.base import ActionForm
from standing.core.holdings import Holdings
from standing.site.forms import DateField, FilterForm, GuardedForm, SelectField, TextAreaField, TextField
from standing.site.forms.look import Look


class AddRevision(GuardedForm, ActionForm):
    """A revision of a suite."""

    title = TextField(label="Title", hint="For example, Revision of the Mental Health suite", max_length=400)
    code = TextField(
        label="Code",
        hint="How pages and commands name it, for instance mh-2026. It cannot be changed later.",
        max_length=40,
        look=Look(width=20),
    )
    suite = SelectField(label="Suite")
    source = TextField(
        label="Source", hint="The document that says what became of each standard", max_length=300
    )
    published = TextField(
        label="Published",
        hint="The date as the document gives it, for instance March 2026",
        max_length=40,
        look=Look(width=20),
    )
    as_of = DateField(
        label="Last day of the time it was published in",
        hint="For March 2026, that is 31 3 2026",
        said="the last day of the time it was published in",
    )
    edition = TextField(
        label="Year of the new editions", hint="For example, 2026", max_length=4, look=Look(width=4)
    )
    note = TextAreaField(label="Note", required=False, max_length=1000, look=Look(rows=2))

    def __init__(self, *args: Any, holdings: Holdings, **options: Any) -> None:
        super().__init__(*args, **options)
        suites = [(suite.suite, f"{suite.suite}: {suite.name}") for suite in holdings.catalogue.suites]
        self.fields["suite"].choices = [("", ""), *suites]  # type: ignore[attr-defined]


class AddEdition(GuardedForm, ActionForm):
    """An edition of a standard that the catalogue does not have."""

    code = TextField(label="Code", hint="For example, GEN21", max_length=40, look=Look(width=20))
    edition = TextField(
        label="Edition",
        hint="Its year, or undated where the source gives none",
        max_length=20,
        look=Look(width=10),
    )
    title = TextField(label="Title", hint="Exactly as its source has it", max_length=400)
    suite = TextField(
        label="Suite", hint="The code of its suite, for instance GEN", max_length=30, look=Look(width=10)
    )
    source = TextField(label="Source", hint="Where the title is taken from", max_length=300)
    note = TextAreaField(label="Note", required=False, max_length=1000, look=Look(rows=2))


class FilterFindings(FilterForm):
    """Which findings to show."""

    register = SelectField(label="Register")
    kind = SelectField(label="What was found")
    noted = SelectField(
        label="Noted", choices=[("", "Noted or not"), ("no", "Not noted yet"), ("yes", "Noted")]
    )

    def __init__(self, data: Any, registers: list[tuple[str, str]], kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["register"].choices = [("", "The newest"), *registers]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Everything"), *kinds]  # type: ignore[attr-defined]
