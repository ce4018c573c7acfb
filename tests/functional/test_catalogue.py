"""Journeys through the catalogue: finding a standard, following what became of it, importing a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.people.roles import Role
from standing.core.formats import bundled
from standing.core.holdings import Holdings
from tests.factories.people import PASSWORD, make_account
from tests.factories.standards import FACSIMILES, load_bundled_catalogue, load_catalogue
from tests.support.journeys import fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


def sign_in(page: Page, *roles: Role) -> None:
    """Sign in through the page, as somebody with these roles."""
    account = make_account("Jo Example", password=PASSWORD, roles=roles)
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jo Example")


@pytest.fixture(autouse=True)
def bundled_catalogue(live_server: Any) -> None:
    """The catalogue that comes with Standing."""
    load_bundled_catalogue()


@pytest.mark.smoke
def test_somebody_finds_a_standard_in_their_own_words_and_sees_what_it_became(
    page: Page, run_axe: RunAxe
) -> None:
    # Given somebody who looks for what they know an old standard by
    sign_in(page, Role.AUDITOR)
    page.get_by_role("link", name="Catalogue").first.click()
    run_axe(page)
    # When they ask in everyday words
    page.get_by_label("Find a standard").fill("speaking up for what someone wants")
    page.get_by_role("button", name="Search").click()
    # Then the answer says how many there are, and why each is there
    expect(page.get_by_role("status")).to_contain_text("standards")
    expect(page.locator("#results li").first).to_contain_text("Found by")
    run_axe(page)
    # And the standard says what it became
    page.get_by_role("link", name="MH41 (2005)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Empower people with mental health needs")
    expect(page.get_by_text("Both are needed.")).to_be_visible()
    run_axe(page)
    page.get_by_role("link", name="CMD7").first.click()
    expect(page.get_by_text("Filed as the standards it came from")).to_be_visible()
    run_axe(page)


def test_filters_work_without_javascript_and_by_keyboard(plain_page: Page) -> None:
    sign_in(plain_page, Role.CONTRIBUTOR)
    plain_page.goto("/catalogue/?q=family")
    plain_page.locator("summary").press("Enter")
    plain_page.get_by_label("Suite").select_option("MH")
    plain_page.get_by_label("deleted").check()
    plain_page.get_by_role("button", name="Apply filters").press("Enter")
    expect(plain_page).to_have_url("/catalogue/?q=family&suite=MH&status=deleted&kind_of_work=")
    expect(plain_page.get_by_label("Find a standard")).to_have_value("family")
    plain_page.get_by_role("link", name="Clear all filters").click()
    expect(plain_page).to_have_url("/catalogue/?q=family")


def test_filters_keep_the_place_where_scripts_run(page: Page) -> None:
    sign_in(page, Role.CONTRIBUTOR)
    page.goto("/catalogue/")
    page.locator("summary").click()
    page.get_by_label("deleted").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("status")).to_have_text("Showing all 2 standards")
    assert "status=deleted" in page.url


def test_the_crosswalk_by_kind(page: Page, run_axe: RunAxe) -> None:
    sign_in(page, Role.FRAMEWORK_STEWARD)
    page.goto("/revisions/mh-2013/document/")
    run_axe(page)
    page.get_by_role("table", name="Rows by kind of change").get_by_role("link", name="absorbed").click()
    expect(page.get_by_role("status")).to_have_text("Showing 3 of 99 rows")
    expect(page.get_by_role("table", name="What each old standard became")).to_contain_text(
        "Deleted from suite"
    )
    run_axe(page)


@pytest.mark.parametrize(
    "address", ["/catalogue/?q=family", "/catalogue/MH20@2013/", "/revisions/mh-2013/document/", "/import/"]
)
def test_pages_fit_a_phone(phone: Page, run_axe: RunAxe, address: str) -> None:
    sign_in(phone, Role.FRAMEWORK_STEWARD)
    phone.goto(address)
    fits_the_screen(phone)
    run_axe(phone)


def test_a_steward_looks_before_importing(page: Page, run_axe: RunAxe) -> None:
    # Given a steward whose catalogue knows the revision of a document, but not what the document says
    load_catalogue(Holdings(bundled.load_judged(FACSIMILES / "catalogue")))
    sign_in(page, Role.FRAMEWORK_STEWARD)
    page.get_by_role("link", name="Import").first.click()
    run_axe(page)
    # When they send nothing
    page.get_by_role("button", name="Look at what it would do").click()
    expect(page.get_by_role("alert")).to_contain_text("Select a file")
    run_axe(page)
    # And then a copy that broke off
    whole = (FACSIMILES / "tracking-document.txt").read_bytes()
    send(page, "cut.txt", whole[: len(whole) // 2])
    expect(page.get_by_role("heading", level=1)).to_contain_text("This document cannot be imported")
    expect(page.get_by_role("table", name="Problems for you to settle")).to_contain_text("missing")
    run_axe(page)
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("The document was discarded. Nothing was changed.")).to_be_visible()
    # And then the whole of it
    send(page, "tracking.txt", whole)
    expect(page.get_by_text("Nothing has been changed yet.")).to_be_visible()
    run_axe(page)
    page.get_by_role("button", name="Import this document").click()
    # Then it is in the catalogue, and sending it again would change nothing
    expect(page.get_by_text("tracking.txt was imported: 22 new")).to_be_visible()
    expect(page.get_by_role("table", name="Documents imported so far")).to_contain_text("tracking.txt")
    run_axe(page)
    page.goto("/revisions/lk-2013/document/")
    expect(page.get_by_role("status")).to_have_text("Showing all 22 rows")
    page.goto("/import/")
    send(page, "tracking.txt", whole)
    expect(page.get_by_text("Everything in this document is in the catalogue already.")).to_be_visible()


def send(page: Page, name: str, content: bytes) -> None:
    """Choose a file on the page and look at what importing it would do."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )
    page.get_by_role("button", name="Look at what it would do").click()
