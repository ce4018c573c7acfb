"""Journeys through teams: the matrix, its filters, why on every cell, and the service a workforce lead sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from tests.factories.people import PASSWORD, make_account, make_unit
from tests.factories.record import Ward, make_lead, make_manager, make_ward
from tests.support.journeys import fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def ward() -> Ward:
    return make_ward(clock.today(), people=8, standards=6)


def sign_in(page: Page, account: Account) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(account.name)


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def test_a_manager_goes_from_home_to_the_matrix_to_why(page: Page, run_axe: RunAxe, ward: Ward) -> None:
    sign_in(page, make_manager(ward.unit))
    says(page, "Stops counting next")
    run_axe(page)
    page.get_by_role("link", name="See the team’s matrix").click()
    says(page, "Showing all 8 people")
    run_axe(page)
    # The filters narrow it in place, and stand in the address
    page.get_by_text("Filter, or ask about another day").click()
    page.get_by_label("Status", exact=True).select_option("does_not_count")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".app-counts")).to_contain_text("of 8 people")
    assert "status=does_not_count" in page.url
    run_axe(page)
    # Every cell leads to why, by keyboard
    cell = page.locator("#matrix td.app-m a").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Why", exact=True)).to_be_visible()
    run_axe(page)
    page.go_back()
    expect(page.locator(".app-counts")).to_contain_text("of 8 people")


def test_the_head_stays_in_sight_while_the_rest_scrolls(page: Page) -> None:
    big = make_ward(clock.today(), people=40, standards=30)
    sign_in(page, make_manager(big.unit))
    page.goto("/teams/ash/")
    box = page.locator(".app-matrix")
    box.evaluate("element => element.scrollTo(600, 900)")
    head, person = page.get_by_role("columnheader", name="Person"), page.locator("#matrix tbody th").nth(25)
    top, left = box.bounding_box(), box.bounding_box()
    assert top is not None
    assert left is not None
    seen, named = head.bounding_box(), person.bounding_box()
    assert seen is not None
    assert named is not None
    assert seen["y"] >= top["y"] - 1
    assert abs(named["x"] - left["x"]) < 3


def test_the_same_is_taken_away_as_a_file(page: Page, ward: Ward, tmp_path: Path) -> None:
    sign_in(page, make_manager(ward.unit))
    page.goto("/teams/ash/?reason=expired")
    with page.expect_download() as download:
        page.get_by_role("link", name="spreadsheet (.xlsx)").click()
    assert download.value.suggested_filename == f"standing-ash-{clock.today().isoformat()}.xlsx"
    with page.expect_download() as download:
        page.get_by_role("link", name="text (.csv)").click()
    download.value.save_as(tmp_path / "ash.csv")
    assert "Reason: Expired" in (tmp_path / "ash.csv").read_text(encoding="utf-8-sig")


def test_a_phone_shows_a_list_by_person(phone: Page, run_axe: RunAxe, ward: Ward) -> None:
    sign_in(phone, make_manager(ward.unit))
    for address in ("/", "/teams/ash/", "/teams/ash/?status=does_not_count"):
        phone.goto(address)
        fits_the_screen(phone)
        run_axe(phone)
    expect(phone.locator("#matrix")).to_be_hidden()
    expect(phone.locator(".app-matrix-list")).to_contain_text("Not current")


def test_without_scripts_the_filters_work_too(plain_page: Page, ward: Ward) -> None:
    page = plain_page
    sign_in(page, make_manager(ward.unit))
    page.goto("/teams/ash/")
    page.get_by_text("Filter, or ask about another day").click()
    page.get_by_label("Name or staff number").fill("ben")
    page.get_by_role("button", name="Apply filters").click()
    says(page, "Showing 1 of 8 people")


def test_a_filter_that_is_wrong_is_said_at_its_box(page: Page, run_axe: RunAxe, ward: Ward) -> None:
    sign_in(page, make_manager(ward.unit))
    page.goto("/teams/ash/?at_day=31&at_month=2&at_year=2026")
    expect(page).to_have_title("Error: Ash ward – Team – Standing")
    run_axe(page)
    page.get_by_role("link", name="As at must be a real date").click()
    expect(page.get_by_role("group", name="As at").get_by_label("Day")).to_be_focused()


def test_a_workforce_lead_finds_who_stands_how(
    page: Page, open_page: Callable[..., Page], run_axe: RunAxe, ward: Ward
) -> None:
    make_unit("birch", name="Birch ward", parent=ward.unit)
    sign_in(page, make_lead())
    says(page, "Where people stand")
    run_axe(page)
    page.get_by_role("link", name="Expired in Ash ward: show who").click()
    says(page, "Reason: Expired")
    page.get_by_role("link", name="Remove the filter Reason: Expired").click()
    says(page, "Showing all 8 people")
    page.goto("/teams/")
    says(page, "Birch ward")
    run_axe(page)
    small = open_page(size={"width": 375, "height": 800})
    sign_in(small, make_account("Second Lead", password=PASSWORD, roles=[Role.WORKFORCE_LEAD]))
    fits_the_screen(small)
    run_axe(small)


def test_a_manager_of_another_ward_sees_nothing_of_this_one(page: Page, ward: Ward) -> None:
    sign_in(page, make_manager(make_unit("oak", name="Oak ward")))
    for address in ("/teams/ash/", "/people/ash-001/", "/teams/ash.csv"):
        response = page.goto(address)
        assert response is not None
        assert response.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.goto("/")
    expect(page.get_by_role("main")).not_to_contain_text("Ben Example")
