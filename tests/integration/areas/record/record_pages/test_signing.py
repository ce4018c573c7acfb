"""The page on which somebody signs a change."""

from __future__ import annotations

import pytest
from django.test import Client

from standing.areas.people.models import Person
from standing.areas.record.models import Signature
from tests.factories.workforce import met
from tests.integration.areas.record.record_pages.conftest import TODAY, ZA1, change, days_ago, words

pytestmark = pytest.mark.django_db


class TestSigning:
    """Only oneself, only once, and what it puts right is said."""

    def test_what_changed_and_what_it_touches_is_read_before_signing(
        self, worker: Person, own: Client
    ) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        said = words(own.get("/changes/POL-1/2/sign/"))
        assert "Gates are closed at night. Two people check." in said
        assert "Was to be signed by 3 June 2026." in said
        assert "ZA1 (2013)" in said.partition("What you sign for")[2]

    def test_signed_one_counts_again_the_same_day(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        response = own.post("/changes/POL-1/2/sign/", {"read": "on"})
        assert Signature.objects.get().signed_on == TODAY
        said = words(own.get(response["Location"]))
        assert "You have signed" in said
        assert "You count again from today for: ZA1 (2013)" in said
        assert "Nothing is owed" not in words(own.get("/record/")).partition("ZB2")[0]

    def test_what_signing_does_not_put_right_is_said(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        change(kind="major", on=days_ago(40))
        own.post("/changes/POL-1/2/sign/", {"read": "on"})
        said = words(own.get("/changes/POL-1/2/signed/"))
        assert "Still to be done: ZA1 (2013)" in said
        assert "The practice changed is to be shown: POL-1 version 2" in said

    def test_the_box_must_be_ticked(self, worker: Person, own: Client) -> None:
        change()
        page = own.post("/changes/POL-1/2/sign/", {})
        assert "Confirm that you have read it and will follow it" in words(page)
        assert not Signature.objects.exists()

    def test_it_is_signed_once(self, worker: Person, own: Client) -> None:
        change()
        own.post("/changes/POL-1/2/sign/", {"read": "on"})
        assert own.get("/changes/POL-1/2/sign/")["Location"] == "/changes/POL-1/2/signed/"
        again = own.post("/changes/POL-1/2/sign/", {"read": "on"})
        assert "You signed version 2 of POL-1 on 2026-06-15." in words(again)
        assert Signature.objects.count() == 1

    def test_one_that_is_not_there_is_not_found(self, own: Client) -> None:
        assert own.get("/changes/POL-9/1/sign/").status_code == 404

    def test_not_signed_yet_leads_to_signing(self, worker: Person, own: Client) -> None:
        change()
        assert own.get("/changes/POL-1/2/signed/")["Location"] == "/changes/POL-1/2/sign/"
