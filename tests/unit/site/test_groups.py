"""How fields are drawn: labels, hints, errors, and everything that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.http import QueryDict

from standing.site import forms as nhs
from standing.site.forms.groups import error_list
from standing.site.forms.look import Look
from tests.unit.site.everything import EverythingForm

TYPED = (
    "name=A+name+that+is+far+too+long&email=asha&password=secret&months=x&why=%3Cscript%3E&team=b&outcome=not_yet"
    "&shifts=day&shifts=night&decided_day=30&decided_month=2&decided_year=2026&until_day=1&token=t"
)


def draw(form: forms.Form, name: str = "") -> BeautifulSoup:
    return BeautifulSoup(form[name].as_field_group() if name else str(form), "html.parser")


def found(within: BeautifulSoup, selector: str) -> Tag:
    tags = within.select(selector)
    assert len(tags) == 1, f"{selector}: {len(tags)} in {within}"
    return tags[0]


def test_every_box_has_a_label_or_a_legend() -> None:
    page = draw(EverythingForm())
    boxes = page.select("input:not([type=hidden]), select, textarea")
    assert len(boxes) == 18
    for box in boxes:
        assert page.select(f'label[for="{box["id"]}"]'), box
    legends = [legend.get_text(strip=True) for legend in page.select("legend")]
    assert legends == ["Outcome", "Shifts", "Day of the decision", "Last day (optional)"]


def test_checkboxes_are_boxes_and_radios_are_radios() -> None:
    assert {box["type"] for box in draw(EverythingForm(), "shifts").select("input")} == {"checkbox"}
    assert {box["type"] for box in draw(EverythingForm(), "outcome").select("input")} == {"radio"}


def test_all_that_was_typed_stays_but_the_password() -> None:
    form = EverythingForm(QueryDict(TYPED))
    assert not form.is_valid()
    page = draw(form)
    assert found(page, "#id_name")["value"] == "A name that is far too long"
    assert found(page, "#id_email")["value"] == "asha"
    assert found(page, "#id_months")["value"] == "x"
    assert found(page, "#id_why").get_text(strip=True) == "<script>"
    assert found(page, "#id_team option[selected]")["value"] == "b"
    assert found(page, "[name=outcome][checked]")["value"] == "not_yet"
    assert [box["value"] for box in page.select("[name=shifts][checked]")] == ["day", "night"]
    assert [found(page, f"#id_decided_{part}")["value"] for part in ("day", "month", "year")] == [
        "30",
        "2",
        "2026",
    ]
    assert found(page, "#id_until_day")["value"] == "1"
    assert not found(page, "#id_password").get("value")
    assert found(page, "[name=token]")["value"] == "t"


def test_an_error_stands_at_its_box_and_is_read_with_it() -> None:
    page = draw(EverythingForm(QueryDict(TYPED)), "email")
    message = found(page, ".nhsuk-error-message")
    assert "Enter an email address in the correct format" in message.get_text()
    assert message["id"] in str(found(page, "input")["aria-describedby"]).split()
    assert "nhsuk-form-group--error" in found(page, ".nhsuk-form-group")["class"]


def test_a_hint_is_read_with_its_box() -> None:
    page = draw(EverythingForm(), "name")
    assert found(page, ".nhsuk-hint").get_text(strip=True) == "As on the badge"
    assert found(page, ".nhsuk-hint")["id"] in str(found(page, "input")["aria-describedby"]).split()


def test_only_the_part_of_a_day_that_is_wrong_is_marked() -> None:
    page = draw(EverythingForm(QueryDict(TYPED)), "decided")
    assert [box["name"] for box in page.select(".nhsuk-input--error")] == ["decided_day"]


def test_the_summary_links_to_the_box_that_is_wrong() -> None:
    rows = error_list(EverythingForm(QueryDict(TYPED)))
    links = {row["href"]: row["text"] for row in rows if "href" in row}
    assert links["#id_decided_day"] == "Day of the decision must be a real date, like 27 3 2026"
    assert links["#id_until_month"] == "Last day must include a month and a year"
    page = draw(EverythingForm(QueryDict(TYPED)))
    for href in links:
        found(page, href)


def test_errors_of_a_choice_link_to_its_first_item() -> None:
    form = EverythingForm(QueryDict("token=t"))
    links = {row["href"]: row["text"] for row in error_list(form)}
    assert links["#id_outcome"] == "Select outcome"
    assert found(draw(form), "#id_outcome")["type"] == "radio"
    assert found(draw(form), "#id_read")["type"] == "checkbox"


def test_an_error_of_something_unseen_has_no_link() -> None:
    rows = error_list(EverythingForm(QueryDict("")))
    assert rows[-1] == {"text": "The page did not send everything it should. Reload it, and fill it in again"}


def test_an_error_of_the_whole_form_has_no_link() -> None:
    class Whole(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("These two do not go together. Choose one.")

    assert error_list(Whole(QueryDict("x=1"))) == [{"text": "These two do not go together. Choose one."}]


def test_a_choice_has_its_own_hint_and_a_list_its_prompt() -> None:
    assert found(draw(EverythingForm(), "outcome"), ".nhsuk-hint").get_text(strip=True) == "Meets every part"
    first = draw(EverythingForm(), "team").select("option")[0]
    assert (first["value"], first.get_text(strip=True)) == ("", "Choose a team")


def test_django_fields_of_others_are_drawn_too() -> None:
    class Plain(forms.Form):
        age = forms.IntegerField(help_text="In years")
        agree = forms.BooleanField(required=False)

    page = draw(Plain())
    assert found(page, "#id_age")["inputmode"] == "numeric"
    assert "nhsuk-input" in found(page, "#id_age")["class"]
    assert found(page, "#id_agree")["type"] == "checkbox"


def test_a_file_form_knows_that_it_sends_files() -> None:
    assert EverythingForm().is_multipart()
    assert found(draw(EverythingForm(), "sheet"), "input")["accept"] == ".xlsx,.csv"


def test_a_widget_without_a_look_is_named() -> None:
    class Odd(forms.Form):
        it = forms.DateField(widget=forms.SelectDateWidget)

    with pytest.raises(TypeError, match="SelectDateWidget of the field it has no NHS look yet"):
        Odd()["it"].as_field_group()


@pytest.mark.parametrize("options", [{"size": "huge"}])
def test_a_size_that_is_none_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a label's size"):
        Look(**options)


def test_a_label_may_be_for_screen_readers_alone() -> None:
    class Search(nhs.FilterForm):
        q = nhs.TextField(label="Search", look=Look(hide_label=True))

    assert "nhsuk-u-visually-hidden" in found(draw(Search(), "q"), "label")["class"]
