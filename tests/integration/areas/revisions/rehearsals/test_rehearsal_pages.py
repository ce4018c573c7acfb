"""The pages of a rehearsal."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils.html import strip_tags

from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import RoleProfile
from standing.areas.revisions.actions.rehearsals import start_rehearsal
from standing.areas.revisions.models import StoredRehearsal
from tests.factories.adopting import CODE, RECODED, decide
from tests.factories.people import signed_in
from tests.factories.transitions import MET_ON, TODAY, RevisedWard
from tests.integration.areas.revisions.rehearsals.conftest import REVISION, TESTS, queued, rehearsed

pytestmark = pytest.mark.django_db


def test_the_page_begins_a_rehearsal_and_shows_its_numbers_and_names(ward: RevisedWard) -> None:
    client = signed_in(ward.lead)
    assert b"za-2026" in client.get("/rehearsals/").content
    answer = client.post(f"/revisions/{CODE}/rehearse/", {"below": ""}, follow=True)
    page = answer.content.decode()
    assert "This is a rehearsal. Nothing was written." in page
    assert "Teams with fewer who count" in page
    kept = StoredRehearsal.objects.get()
    assert RECODED not in strip_tags(page), "standards are named by code and year"
    names = client.get(f"/rehearsals/{kept.pk}/names/", {"unit": "ash"}).content.decode()
    assert "Ann Example" in names
    assert "Cat Example" not in names


def test_numbers_come_as_json_and_as_a_spreadsheet(ward: RevisedWard) -> None:
    client = signed_in(ward.steward)
    kept = start_rehearsal(by=ward.steward, asked=REVISION)
    assert client.get(f"/rehearsals/{kept.pk}/numbers.json").json() == kept.numbers
    content = client.get(f"/rehearsals/{kept.pk}/numbers.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["Teams"]["A1"].value == "Team"
    assert [row[1].value for row in book["Work"].iter_rows(min_row=2)]
    assert book["People"].max_row == 1
    assert client.get(f"/rehearsals/{kept.pk}/numbers.exe").status_code == 404


def post(client: Client, kind: str, **answers: Any) -> str:
    answer = client.post(f"/rehearsals/new/{kind}/", answers, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def day_parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_every_kind_is_rehearsed_from_its_page(ward: RevisedWard) -> None:
    client = signed_in(ward.lead)
    profiles.draft_version(by=TESTS, profile=RoleProfile.objects.get(code="nurse"))
    leaving = post(client, "leaving", person="ann", **day_parts("on", TODAY))
    assert "Ann Example (ann) leaves" in leaving
    assert "Made-up nurse version 2 in use" in post(
        client, "profile", profile="nurse", **day_parts("on", TODAY)
    )
    changed = post(
        client, "change", subject="POL", version="1", standards=RECODED, change_class="major",
        **day_parts("effective_on", TODAY),
    )  # fmt: skip
    assert "Show the changed practice to an assessor" in changed
    ruled = post(
        client,
        "rules",
        standards=RECODED,
        expires="months",
        validity_months="3",
        critical="yes",
        applies_to="all",
    )
    assert "Stops counting" in ruled
    assert StoredRehearsal.objects.count() == 4
    assert "Enter staff number" in post(client, "leaving", **day_parts("on", TODAY))
    assert client.get("/rehearsals/new/weather/").status_code == 404


def test_a_rehearsal_under_way_is_looked_at_again_and_can_be_stopped(ward: RevisedWard) -> None:
    client = signed_in(ward.lead)
    kept = queued(ward.lead)
    answer = client.get(f"/rehearsals/{kept.pk}/")
    assert answer["Refresh"] == "3"
    assert b"Stop it" in answer.content
    stopped = client.post(f"/rehearsals/{kept.pk}/stop/", follow=True).content.decode()
    assert "The rehearsal is stopped" in stopped
    assert "has ended already" in client.post(f"/rehearsals/{kept.pk}/stop/", follow=True).content.decode()


def test_a_steward_is_not_led_to_names(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.steward, asked=REVISION)
    client = signed_in(ward.steward)
    assert b"See who" not in client.get(f"/rehearsals/{kept.pk}/").content
    assert client.get(f"/rehearsals/{kept.pk}/names/").status_code == 404


def test_holding_more_than_the_revision_changes_is_told_of_what_it_changes_alone(ward: RevisedWard) -> None:
    decide(ward.ann, MET_ON + timedelta(days=20), "ZB2@2027")
    _, found = rehearsed(REVISION)
    assert "ZB2@2027" not in {effect.standard for effect in found}
