"""A crosswalk taken out as a file, changed, sent back and looked at before a version is made of it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.standards.models import StagedSource
from tests.factories.people import signed_in
from tests.factories.revisions import approved_mh, begin_mh, make_steward
from tests.factories.standards import load_bundled_catalogue

pytestmark = pytest.mark.django_db
ADDRESS = "/revisions/mh-2013/spreadsheet/"


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()


def send(client: Client, content: bytes, name: str = "crosswalk.csv") -> Any:
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)}, follow=True)


def text_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_sent_back(ending: str) -> None:
    steward = make_steward()
    version = begin_mh(steward)
    client = signed_in(steward)
    file = client.get(f"/revisions/mh-2013/versions/1.{ending}")
    assert f'filename="crosswalk-mh-2013-1.{ending}"' in file["Content-Disposition"]
    client.post("/revisions/mh-2013/versions/1/discard/")
    assert not CrosswalkVersion.objects.filter(pk=version.pk).exists()
    looked = send(client, file.content, f"crosswalk.{ending}")
    assert "Rows read 99" in text_of(looked)
    assert "Nothing has been changed yet." in text_of(looked)
    assert not CrosswalkVersion.objects.exists()
    done = client.post(looked.redirect_chain[-1][0], follow=True)
    assert f"Version 1 is a draft with 99 rows from crosswalk.{ending}." in text_of(done)
    assert not StagedSource.objects.exists()
    assert client.get("/revisions/mh-2013/versions/1.pdf").status_code == 404


def test_a_correction_shows_what_differs_and_asks_why() -> None:
    approved_mh()
    client = signed_in(make_steward("Another Steward"))
    looked = send(client, b"old,kind,new\nMH1,reworded,GEN99\n")
    assert "What differs from the approved version" in text_of(looked)
    assert "98 rows are gone" in text_of(looked)
    address = looked.redirect_chain[-1][0]
    assert "Say why" in text_of(client.post(address, {"why": ""}))
    assert "Version 2 is a draft" in text_of(client.post(address, {"why": "Only this."}, follow=True))


def test_a_file_that_is_wrong_is_refused_with_what_to_do_and_let_go() -> None:
    client = signed_in(make_steward())
    looked = send(client, b"old,kind,new\nMH1,renamed,GEN99\nNOSUCH,kept,MH4\n")
    words = text_of(looked)
    assert "This file cannot be taken" in words
    assert "expected one of kept" in words
    address = looked.redirect_chain[-1][0]
    assert "cannot be taken; nothing was changed" in text_of(client.post(address))
    assert "Nothing was changed" in text_of(client.post(f"{address}discard/", follow=True))
    assert client.get(address).status_code != 200
    assert "must end in" in text_of(client.post(ADDRESS, {"file": SimpleUploadedFile("x.txt", b"x")}))
    assert "cannot be taken" in text_of(send(client, b"\x00\x01", "x.xlsx"))
