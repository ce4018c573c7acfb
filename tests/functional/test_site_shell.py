"""The frame of every page in a browser: signing in, errors, keyboard, phone, print, without scripts, with axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Locator, Page, Route, expect

from standing.areas.people.roles import Role
from tests.factories.people import PASSWORD, make_account

pytestmark = pytest.mark.django_db(transaction=True)
Axe = Callable[[Page], None]
EMAIL = "asha@example.org"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


@pytest.fixture
def asha() -> None:
    make_account("Asha Example", email=EMAIL, password=PASSWORD)


@pytest.fixture
def with_gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.integration.site.gallery"


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.smoke
def test_somebody_signs_in_and_out(page: Page, asha: None, run_axe: Axe) -> None:
    # Given somebody who has followed a link to a page of theirs
    page.goto("/account/")
    expect(page).to_have_title("Sign in – Standing")
    run_axe(page)
    # When they get the password wrong
    sign_in(page, "not the password")
    # Then they are told what to do, the focus is on the summary, and the address is still there
    expect(page).to_have_title("Error: Sign in – Standing")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Check both, then try again")
    expect(page.get_by_label("Email address")).to_have_value(EMAIL)
    run_axe(page)
    # When they get it right, they are where they were going
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    run_axe(page)
    # And the button in the corner signs them out
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_title("Sign in – Standing")
    page.goto("/account/")
    expect(page).to_have_title("Sign in – Standing")


def test_the_same_without_scripts(plain_page: Page, asha: None) -> None:
    plain_page.goto("/account/")
    sign_in(plain_page)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Your account")
    plain_page.get_by_role("button", name="Sign out").click()
    expect(plain_page).to_have_title("Sign in – Standing")


def test_the_same_by_keyboard_alone(page: Page, asha: None) -> None:
    page.goto("/account/sign-in/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Email address")).to_be_focused()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Asha Example")


@pytest.mark.parametrize("query", ["", "?unit=a"])
def test_every_part_of_a_page(page: Page, with_gallery: None, run_axe: Axe, query: str) -> None:
    page.goto(f"/gallery/{query}")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    run_axe(page)


def test_every_part_on_a_phone(phone: Page, with_gallery: None, run_axe: Axe) -> None:
    phone.goto("/gallery/")
    run_axe(phone)
    assert wider_than_the_screen(phone) == 0


def test_every_part_enlarged_four_times(open_page: Callable[..., Page], with_gallery: None) -> None:
    page = open_page(size={"width": 320, "height": 256})
    page.goto("/gallery/")
    assert wider_than_the_screen(page) == 0


def wider_than_the_screen(page: Page) -> int:
    """By how many pixels a page must be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_every_field_with_an_error(page: Page, with_gallery: None, run_axe: Axe) -> None:
    page.goto("/gallery/")
    page.get_by_label("Full name").fill("Asha")
    page.get_by_role("group", name="Day of the decision").get_by_label("Day").fill("30")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title("Error: Everything pages are made of – For tests – Standing")
    expect(page.get_by_label("Full name")).to_have_value("Asha")
    run_axe(page)
    # Each line of the summary leads to a box that takes the focus
    links = page.locator(".nhsuk-error-summary a")
    assert links.count() >= 10
    for link in links.all():
        target = str(link.get_attribute("href"))
        link.click()
        expect(page.locator(target)).to_be_focused()


def test_a_frozen_table_keeps_its_head_and_its_first_column(page: Page, with_gallery: None) -> None:
    page.goto("/gallery/")
    region = page.get_by_role("region", name="Team by standard")
    corner, person = region.locator("thead th").first, region.locator("tbody th").nth(1)
    before = person.bounding_box()
    region.focus()
    region.evaluate("table => table.scrollTo(400, 200)")
    expect(corner).to_be_in_viewport()
    after = person.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == before["x"], "the first column stays where it is"
    assert after["y"] < before["y"], "its rows move with the rest"


def test_on_paper_there_is_what_was_looked_for_and_not_the_way_there(page: Page, asha: None) -> None:
    page.goto("/account/")
    sign_in(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(EMAIL)).to_be_visible()
    for gone in (".nhsuk-header__account", ".nhsuk-header__navigation", ".nhsuk-back-link"):
        expect(page.locator(gone)).to_be_hidden()


def test_codes_are_turned_on(page: Page, asha: None, run_axe: Axe) -> None:
    page.goto("/account/codes/totp/activate/")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Turn codes on")
    picture = page.get_by_role("img", name="The key above as a picture to scan")
    assert picture.evaluate("image => image.naturalWidth") > 0, (
        "the picture is drawn under the page's own policy"
    )
    run_axe(page)


def test_an_address_that_is_not_there(page: Page, run_axe: Axe) -> None:
    page.goto("/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    run_axe(page)


def right_of(shown: Locator) -> float:
    box = shown.bounding_box()
    assert box, "it is not shown"
    return box["x"] + box["width"]


def test_the_menu_is_whole_before_its_script_has_come_too(page: Page, run_axe: Axe) -> None:
    # Given somebody whose menu does not fit in a line
    make_account(
        "Asha Example", email=EMAIL, password=PASSWORD, roles=[Role.ADMINISTRATOR, Role.FRAMEWORK_STEWARD]
    )
    page.goto("/account/sign-in/")
    sign_in(page)
    menu = page.get_by_role("navigation", name="Menu")
    folded = menu.get_by_role("button", name="More")
    expect(folded).to_be_visible()
    # When a poor connection brings the script that folds it late
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/nhsuk-frontend*.js", hold)
    page.goto("/account/", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    # Then every item is on the menu's own ground until then
    expect(folded).to_be_hidden()
    ground = right_of(menu)
    for item in menu.get_by_role("link").all():
        assert right_of(item) <= ground, item.inner_text()
    # And once it has come the rest is folded
    for route in held:
        route.continue_()
    expect(folded).to_be_visible()
    run_axe(page)
