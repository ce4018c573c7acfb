"""The pages of revisions, as a reader without JavaScript gets them."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from standing.areas.people.roles import Role
from standing.areas.revisions import actions
from tests.factories.people import make_account, make_person, signed_in
from tests.factories.revisions import begin_mh, make_lead, make_steward, settle
from tests.factories.standards import load_bundled_catalogue

pytestmark = pytest.mark.django_db

VERSION = "/revisions/mh-2013/versions/1/"
READ = [
    "/revisions/",
    "/revisions/mh-2013/",
    VERSION,
    f"{VERSION}?state=waits",
    f"{VERSION}?kind=widened&words=health",
    f"{VERSION}rows/MH20@2005/",
    f"{VERSION}rows/MH41@2005/",
    f"{VERSION}differences/",
    "/revisions/mh-2013/register/",
    "/catalogue/MH20@2005/history/",
]
EDIT = [
    "/make-revision/",
    "/revisions/mh-2013/add-edition/",
    "/revisions/mh-2013/begin/",
    "/revisions/mh-2013/by-hand/",
    "/revisions/mh-2013/spreadsheet/",
    f"{VERSION}days/",
    f"{VERSION}contexts/",
    f"{VERSION}defer/",
    f"{VERSION}add-row/",
    f"{VERSION}discard/",
    f"{VERSION}rows/MH20@2005/take-out/",
    f"{VERSION}rows/MH20@2005/resume/",
    f"{VERSION}send/",
]


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()


def page_of(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def text_of(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


@pytest.mark.parametrize("address", [*READ, *EDIT])
def test_a_steward_opens_every_page(address: str) -> None:
    steward = make_steward()
    begin_mh(steward)
    page_of(signed_in(steward).get(address))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FRAMEWORK_STEWARD])
def test_every_role_reads_and_none_but_a_steward_edits(role: Role) -> None:
    begin_mh(make_steward())
    client = signed_in(make_account(person=make_person(), roles=[role]))
    for address in READ:
        page_of(client.get(address))
    for address in EDIT:
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code == 403, address


def test_whoever_has_no_role_reads_nothing() -> None:
    begin_mh(make_steward())
    client = signed_in(make_account())
    for address in READ:
        assert client.get(address).status_code == 403, address
    assert Client().get("/revisions/").status_code == 302


def test_only_those_who_may_approve_open_the_page_of_approval() -> None:
    steward = make_steward()
    settle(steward, begin_mh(steward))
    for role in Role:
        may = role in (Role.FRAMEWORK_STEWARD, Role.WORKFORCE_LEAD)
        client = signed_in(make_account(person=make_person(), roles=[role]))
        assert client.get(f"{VERSION}approve/").status_code == (200 if may else 403), role
    assert signed_in(make_lead()).get(f"{VERSION}take-back/").status_code == 200


def test_a_long_crosswalk_is_read_some_rows_at_a_time() -> None:
    steward = make_steward()
    begin_mh(steward)
    client = signed_in(steward)
    first = client.get(VERSION).content.decode()
    assert "Showing 1 to 50 of 99 rows" in first
    assert f"{VERSION}rows/MH1@2005/" in first
    second = client.get(VERSION, {"crosswalk": "2"}).content.decode()
    assert "Showing 51 to 99 of 99 rows" in second
    assert f"{VERSION}rows/MH1@2005/" not in second


def test_a_kind_that_says_the_title_is_the_same_and_is_not_is_pointed_at() -> None:
    # Given a row that was settled as one of another title, which it is
    steward = make_steward()
    version = settle(steward, begin_mh(steward))
    client, words = signed_in(steward), "says that the title is the same, and the titles differ"
    pages = (f"{VERSION}?kind=kept", f"{VERSION}rows/MH20@2005/", f"{VERSION}approve/")
    for address in pages:
        assert words not in text_of(page_of(client.get(address)))
    # When a steward says that its title is the same
    actions.change_row(
        by=steward, version=version, old="MH20@2005", kind="kept", new=["MH20@2013"], why="It was read so."
    )
    # Then the row, its page and the page of approval say that it is not
    for address in pages:
        assert words in text_of(page_of(client.get(address))), address
    (row,) = page_of(client.get(pages[-1])).select("table#titles tbody tr, #titles tbody tr")
    assert "MH20 (2005)" in text_of(row)
    # And they do no longer where nothing is carried for it
    actions.defer_rows(by=steward, version=version, old=["MH20@2005"], why="To be looked at again.")
    for address in pages:
        assert words not in text_of(page_of(client.get(address)))
