"""What fields accept, and the words when they do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from standing.site import forms as nhs

TODAY = date(2026, 3, 3)


def form_of(field: forms.Field, query: str = "", files: dict[str, Any] | None = None) -> forms.Form:
    """A bound form with one field, `it`."""
    made = type("OneField", (forms.Form,), {"it": field})
    uploaded = MultiValueDict({name: [file] for name, file in (files or {}).items()})
    return made(QueryDict(query), uploaded)


def error(field: forms.Field, query: str = "", files: dict[str, Any] | None = None) -> str:
    """The one message a field gives, or nothing."""
    found = form_of(field, query, files).errors.get("it", [])
    assert len(found) <= 1, found
    return str(found[0]) if found else ""


def day(query: str, **options: Any) -> str:
    return error(nhs.DateField(label="Day of the decision", said="the day of the decision", **options), query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Enter the day of the decision"),
        ("it_day=3&it_month=3", "The day of the decision must include a year"),
        ("it_year=2026", "The day of the decision must include a day and a month"),
        ("it_day=30&it_month=2&it_year=2026", "The day of the decision must be a real date, like 27 3 2026"),
        ("it_day=3&it_month=13&it_year=2026", "The day of the decision must be a real date, like 27 3 2026"),
        ("it_day=x&it_month=3&it_year=2026", "The day of the decision must be a real date, like 27 3 2026"),
        (
            "it_day=3&it_month=Smarch&it_year=2026",
            "The day of the decision must be a real date, like 27 3 2026",
        ),
        ("it_day=3&it_month=3&it_year=26", "Year must include 4 numbers"),
        ("it_day=3&it_month=3&it_year=0000", "The day of the decision must be a real date, like 27 3 2026"),
        ("it_day=²&it_month=3&it_year=2026", "The day of the decision must be a real date, like 27 3 2026"),
        ("it=2026-02-30", "The day of the decision must be a real date, like 27 3 2026"),
        ("it_day=3&it_month=3&it_year=2026", ""),
    ],
)
def test_a_day_says_what_is_wrong_with_it(query: str, words: str) -> None:
    assert day(query) == words


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MARCH", "Mar."])
def test_a_month_may_be_written_out(month: str) -> None:
    form = form_of(nhs.DateField(label="Day"), f"it_day=03&it_month={month}&it_year=2026")
    assert form.is_valid()
    assert form.cleaned_data["it"] == TODAY


def test_a_link_may_give_a_day_whole() -> None:
    form = form_of(nhs.DateField(label="Day"), "it=2026-03-03")
    assert form.is_valid()
    assert form.cleaned_data["it"] == TODAY


def test_a_day_that_is_not_asked_for_may_be_left_out() -> None:
    form = form_of(nhs.DateField(label="Day", required=False))
    assert form.is_valid()
    assert form.cleaned_data["it"] is None


def test_a_day_within_bounds() -> None:
    tomorrow = "it_day=4&it_month=3&it_year=2026"
    assert day(tomorrow, latest=lambda: TODAY) == "The day of the decision must be today or in the past"
    assert day(tomorrow, latest=TODAY) == "The day of the decision must be on or before 3 March 2026"
    assert day(tomorrow, latest=date(2026, 3, 4)) == ""
    yesterday = "it_day=2&it_month=3&it_year=2026"
    assert day(yesterday, earliest=lambda: TODAY) == "The day of the decision must be today or in the future"
    assert day(yesterday, earliest=TODAY) == "The day of the decision must be on or after 3 March 2026"


def test_a_day_shown_and_sent_back_has_not_changed() -> None:
    field = nhs.DateField(label="Day")
    assert not field.has_changed(TODAY, ["3", "3", "2026"])
    assert field.has_changed(TODAY, ["4", "3", "2026"])


def test_asking_is_made_from_the_label_or_given() -> None:
    assert error(nhs.TextField(label="Full name")) == "Enter full name"
    assert error(nhs.TextField(label="NHS number")) == "Enter NHS number"
    assert error(nhs.TextField(label="Name", asks="Enter your full name")) == "Enter your full name"
    assert error(nhs.RadiosField(label="Outcome", choices=[("a", "A")])) == "Select outcome"
    assert error(nhs.ConfirmField(label="I have read it")) == "Tick “I have read it” to go on"


def test_a_text_too_long_is_refused_not_cut() -> None:
    field = nhs.TextField(label="Title", max_length=5)
    assert error(field, "it=sixsix") == "Title must be 5 characters or fewer"
    assert "maxlength" not in field.widget.attrs


def test_an_email_address() -> None:
    assert error(nhs.EmailField(label="Email"), "it=asha") == (
        "Enter an email address in the correct format, like name@example.com"
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1.5", "Validity must be a whole number of months, like 1"),
        ("0", "Validity must be 1 months or more"),
        ("121", "Validity must be 120 months or fewer"),
        ("12", ""),
    ],
)
def test_a_whole_number(typed: str, words: str) -> None:
    field = nhs.WholeNumberField(label="Validity", unit="months", min_value=1, max_value=120)
    assert error(field, f"it={typed}") == words


def test_a_choice_that_is_not_there() -> None:
    assert (
        error(nhs.SelectField(label="Team", choices=[("a", "A")]), "it=b")
        == "Select one of the choices on the page"
    )


def test_files_of_another_kind_size_or_nothing() -> None:
    field = nhs.UploadField(label="Sheet", accepts=(".xlsx", ".csv"), most_megabytes=1)
    assert error(field) == "Select a file"
    kind = SimpleUploadedFile("a.pdf", b"x")
    assert error(field, files={"it": kind}) == "The selected file must end in .xlsx or .csv"
    large = SimpleUploadedFile("a.csv", b"x" * (1024 * 1024 + 1))
    assert error(field, files={"it": large}) == "The selected file must be smaller than 1 MB"
    empty = SimpleUploadedFile("a.csv", b"")
    assert error(field, files={"it": empty}) == "The selected file is empty. Select another file"
    assert error(field, files={"it": SimpleUploadedFile("A.CSV", b"x")}) == ""


def test_filters_are_all_optional() -> None:
    class Filters(nhs.FilterForm):
        q = nhs.TextField(label="Words")

    assert Filters(QueryDict("")).is_valid()
