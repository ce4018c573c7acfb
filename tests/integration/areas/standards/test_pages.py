"""The pages of the catalogue, as a reader without JavaScript gets them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standing.areas.people.roles import Role
from standing.areas.standards.models import SourceDocument, StagedSource
from tests.factories.people import make_account, signed_in
from tests.factories.standards import load_bundled_catalogue, load_catalogue, two_revisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    """Somebody with a role, and a store with the bundled catalogue."""
    load_bundled_catalogue()
    return signed_in(make_account(roles=[Role.CONTRIBUTOR]))


def page_of(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def text_of(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def names(page: BeautifulSoup) -> list[str]:
    return [text_of(link).partition(":")[0] for link in page.select("#results h2 a")]


def test_the_catalogue_counts_what_it_shows_and_pages_it(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/"))
    assert text_of(page.select_one("[role=status]")) == "Showing 1 to 20 of 185 standards"
    assert names(page)[:2] == ["MH1 (2005)", "MH2 (2005)"]
    last = page_of(reader.get("/catalogue/?page=10"))
    assert text_of(last.select_one("[role=status]")) == "Showing 181 to 185 of 185 standards"


def test_a_search_says_why_each_result_was_found(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/", {"q": "MH20"}))
    assert {"MH20 (2013)", "MH20 (2005)"} == set(names(page)[:2])
    assert "Found by “MH20” in its code" in text_of(page.select_one("#results li"))


def test_filters_stay_in_the_address_and_can_be_taken_away(reader: Client) -> None:
    page = page_of(
        reader.get("/catalogue/", {"q": "family", "suite": "MH", "status": "replaced", "page": "1"})
    )
    on = [text_of(link) for link in page.select(".app-filters__one")]
    assert len(on) == 2
    assert any("Suite: MH: Mental Health" in words for words in on)
    kept = {(field["name"], field["value"]) for field in page.select("main form input[type=hidden]")}
    assert {("suite", "MH"), ("status", "replaced"), ("q", "family")} <= kept
    assert all("replaced" in text_of(item).lower() for item in page.select("#results li"))
    without = page.select_one(".app-filters__one")
    assert without is not None
    assert "suite=MH" not in without["href"]
    assert "q=family" in without["href"]


def test_a_new_edition_is_found_by_the_facets_of_those_it_replaced(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/", {"works_with": "family", "suite": "GEN"}))
    assert names(page)
    assert all(name.startswith("GEN") for name in names(page))


def test_nothing_found_says_what_to_do(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/", {"q": "zzzzqqqq"}))
    assert "No standards" in text_of(page.select_one("[role=status]"))
    assert "Use other words, or fewer filters." in text_of(page)


def test_a_filter_that_does_not_exist_is_an_error_and_filters_nothing(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/", {"suite": "NOPE"}))
    assert text_of(page.select_one(".nhsuk-error-summary")).startswith("There is a problem")
    assert "of 185 standards" in text_of(page.select_one("[role=status]"))


def test_a_standard_shows_both_sources_side_by_side(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/MH41@2005/"))
    statements = text_of(page.select_one("#statements"))
    assert "Mental Health NOS tracking document" in statements
    assert "Replaced" in statements
    assert "Mental health competencies list" in statements
    assert "Current" in statements
    assert "Sources may disagree." in text_of(page)


def test_a_standard_says_what_it_became_and_that_all_are_needed(reader: Client) -> None:
    page = page_of(reader.get("/catalogue/MH41@2005/"))
    became = text_of(page.find("h3", string="It became").find_next("ul"))
    assert "CMD7" in became
    assert " and SCDHSC0426" in became
    assert "Both are needed." in became


def test_lineage_goes_on_over_every_revision_in_both_directions() -> None:
    load_catalogue(two_revisions())
    reader = signed_in(make_account(roles=[Role.CONTRIBUTOR]))
    last = page_of(reader.get("/catalogue/ZX1@2003/"))
    assert "ZY1" in text_of(last.find("h3", string="It came from").find_next("ul"))
    assert "ZZ1" in text_of(last.find("h3", string="Before that").find_next("ul"))
    first = page_of(reader.get("/catalogue/ZZ1@2001/"))
    after = text_of(first.find("h3", string="After that").find_next("ul"))
    assert "ZX1" in after
    assert "ZX2" in after


@pytest.mark.parametrize(
    ("text", "leads_to"), [("MH20", "MH20@2013"), ("sfhmh1", "MH1@2005"), ("CM D7", "CMD7@undated")]
)
def test_a_code_or_an_alias_leads_to_the_edition_it_means(reader: Client, text: str, leads_to: str) -> None:
    response = reader.get(f"/catalogue/{text}/")
    assert response.status_code == 302
    assert response["Location"].endswith(f"/catalogue/{leads_to}/")


def test_an_unknown_standard_or_revision_is_not_there(reader: Client) -> None:
    assert reader.get("/catalogue/MH999/").status_code == 404
    assert reader.get("/revisions/mh-1999/document/").status_code == 404


def test_the_crosswalk_has_99_rows_and_the_counts_by_kind(reader: Client) -> None:
    page = page_of(reader.get("/revisions/mh-2013/document/"))
    kinds = {
        text_of(line.select_one("a")).split()[0]: int(re.search(r"(\d+)$", text_of(line)).group(1))  # type: ignore[union-attr]
        for line in page.select("#kinds tbody tr")
    }
    assert kinds == {
        "kept": 4, "reissued": 4, "revised": 12, "recoded": 25, "reworded": 2, "widened": 16, "replaced": 27,
        "split": 1, "absorbed": 3, "unchanged": 5,
    }  # fmt: skip
    assert len(page.select("#rows-table tbody tr")) == 99
    assert text_of(page.select_one("[role=status]")) == "Showing all 99 rows"
    assert "99 old standards, 95 links to 84 new standards" in text_of(page)


def test_the_crosswalk_can_be_narrowed_to_a_kind(reader: Client) -> None:
    page = page_of(reader.get("/revisions/mh-2013/document/?kind=split"))
    assert text_of(page.select_one("[role=status]")) == "Showing 1 of 99 rows"
    [line] = page.select("#rows-table tbody tr")
    assert "MH41" in text_of(line)
    assert " and " in text_of(line)


@pytest.mark.parametrize(
    "address",
    ["/catalogue/", "/catalogue/?q=family&suite=MH", "/catalogue/MH20@2013/", "/revisions/mh-2013/document/"],
)
def test_a_page_asks_the_catalogue_one_question(reader: Client, address: str) -> None:
    reader.get("/catalogue/")
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(address).status_code == 200
    ours = [query["sql"] for query in asked.captured_queries if '"standards_' in query["sql"]]
    assert len(ours) == 1, "only which version the catalogue is of: the rest is in memory"


@pytest.mark.parametrize("address", ["/catalogue/", "/catalogue/MH20@2013/", "/revisions/mh-2013/document/"])
def test_an_account_without_a_role_is_told_why_and_sees_nothing(reader: Client, address: str) -> None:
    outsider = signed_in(make_account("Out Sider"))
    response = outsider.get(address)
    assert response.status_code == 403
    assert "You cannot look at the catalogue." in response.content.decode()
    assert "MH20" not in response.content.decode()


def test_an_empty_store_says_what_to_do_first() -> None:
    page = page_of(signed_in(make_account(roles=[Role.FRAMEWORK_STEWARD])).get("/catalogue/"))
    assert "There are no standards in this store yet." in text_of(page)


# -- importing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def steward() -> Client:
    """A steward, and a store with the bundled catalogue."""
    load_bundled_catalogue()
    return signed_in(make_account("Ste Ward", roles=[Role.FRAMEWORK_STEWARD]))


def stage(client: Client, content: bytes, name: str = "document.txt") -> Any:
    return client.post("/import/", {"file": SimpleUploadedFile(name, content)})


def test_a_document_that_is_not_recognised_is_refused_with_what_to_do(steward: Client) -> None:
    response = stage(steward, b"Dear all, see you on Friday.", "letter.txt")
    page = page_of(steward.get(response["Location"]))
    assert text_of(page.select_one("h1")).endswith("This document cannot be imported")
    assert "the file is not recognised" in text_of(page.select_one("#problems"))
    assert not page.find("button", string=re.compile("Import this document"))
    assert steward.post(response["Location"]).status_code == 302
    assert not SourceDocument.objects.exists()


def test_no_file_and_too_large_a_file_are_said_so_at_the_field(steward: Client) -> None:
    for response, words in (
        (steward.post("/import/", {}), "Select a file"),
        (stage(steward, b"x" * (20 * 1024 * 1024 + 1)), "The selected file must be smaller than 20 MB"),
        (stage(steward, b""), "The selected file is empty. Select another file"),
    ):
        page = page_of(response)
        assert words in text_of(page.select_one(".nhsuk-error-summary"))
        assert words in text_of(page.select_one("form .nhsuk-error-message"))
        assert page.title is not None
        assert str(page.title.string).startswith("Error: ")
    assert not StagedSource.objects.exists()


def test_a_staged_document_is_its_senders_alone(steward: Client) -> None:
    address = stage(steward, b"Dear all, see you on Friday.")["Location"]
    other = signed_in(make_account("Other Steward", roles=[Role.FRAMEWORK_STEWARD]))
    for response in (other.get(address), other.post(address), other.post(f"{address}discard/")):
        assert response.status_code == 409
        assert "This file is no longer here" in response.content.decode()
    assert StagedSource.objects.count() == 1


def test_only_a_steward_imports(steward: Client) -> None:
    address = stage(steward, b"Dear all, see you on Friday.")["Location"]
    outsider = signed_in(make_account("Out Sider", roles=[Role.WORKFORCE_LEAD]))
    for response in (stage(outsider, b"anything"), outsider.get(address), outsider.post(address)):
        assert response.status_code == 403
        assert "You cannot import a source document. Ask a framework steward." in response.content.decode()
    assert "Import" not in [text_of(link) for link in page_of(outsider.get("/catalogue/")).select("nav a")]


def test_discarding_lets_the_document_go(steward: Client) -> None:
    address = stage(steward, b"Dear all, see you on Friday.")["Location"]
    response = steward.post(f"{address}discard/", follow=True)
    assert "The document was discarded. Nothing was changed." in response.content.decode()
    assert not StagedSource.objects.exists()


def test_looking_changes_nothing(steward: Client) -> None:
    address = stage(steward, b"Dear all, see you on Friday.")["Location"]
    steward.get(address)
    assert steward.get(f"{address}discard/").status_code == 405
    assert StagedSource.objects.count() == 1


def test_a_steward_is_told_at_home_what_waits(steward: Client) -> None:
    home = text_of(page_of(steward.get("/")).select_one("main"))
    assert "It holds 185 standards." in home
    assert (
        "These revisions have no day yet on which they take effect: Revision of the Mental Health suite"
        in home
    )
    outsider = signed_in(make_account("Out Sider", roles=[Role.CONTRIBUTOR]))
    assert "The catalogue It holds" not in text_of(page_of(outsider.get("/")).select_one("main"))
