"""A manager looks ahead and prints the ward on one page; a workforce lead reads the figures and the year."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.record import actions as record
from tests.factories.cover import TESTS, make_rule, make_shift
from tests.factories.people import PASSWORD
from tests.factories.record import Ward, make_lead, make_manager, make_ward
from tests.support.journeys import fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def ward() -> Ward:
    today = clock.today()
    found = make_ward(today, people=30, standards=14)
    make_rule(found.unit, found.standards[1], 2)
    for name in ("Early", "Late", "Night"):
        make_shift(found.unit, today, *found.people[:8], name=name)
    record.restrict_practice(
        by=TESTS,
        person=found.people[3],
        standard=found.standards[1],
        limits="Not to lead a restraint until the course is repeated",
        reason="Told to nobody here",
        from_on=today,
        review_on=today + timedelta(days=20),
    )
    return found


def sign_in(page: Page, account: Account) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(account.name)


def test_a_manager_prints_the_ward_on_one_page(page: Page, phone: Page, run_axe: RunAxe, ward: Ward) -> None:
    manager = make_manager(ward.unit)
    sign_in(page, manager)
    page.get_by_role("link", name="Print the ward sheet").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ward sheet, Ash ward")
    expect(page.locator("#sheet tbody tr")).to_have_count(30)
    expect(page.get_by_role("main")).to_contain_text("4 more standards are left out")
    run_axe(page)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    said = " ".join(printed.pages[0].extract_text().split())
    for words in ("Made on", "Shifts that begin on this day", "Not to lead a restraint", "Stops counting by"):
        assert words in said
    assert "Told to nobody here" not in said
    assert "Sign out" not in said
    href = page.get_by_role("link", name="open it as a PDF").get_attribute("href")
    assert href is not None
    response = page.request.get(href)
    assert len(PdfReader(io.BytesIO(response.body())).pages) == 1
    sign_in(phone, manager)
    phone.goto("/cover/units/ash/ward-sheet/")
    expect(phone.get_by_role("main")).to_contain_text("Made on")
    fits_the_screen(phone)


def test_a_lead_reads_the_figures_and_the_year(page: Page, phone: Page, run_axe: RunAxe, ward: Ward) -> None:
    lead = make_lead()
    sign_in(page, lead)
    page.get_by_role("link", name="See compliance by standard").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Compliance")
    expect(page.locator("#standards tbody tr")).to_have_count(14)
    run_axe(page)
    page.locator("#teams").get_by_role("link", name="Ash ward").click()
    page.get_by_role("link", name="in the matrix").click()
    page.get_by_role("link", name="The next 12 months").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The next 12 months")
    expect(page.get_by_role("img", name="by month and standard")).to_be_visible()
    run_axe(page)
    number = page.locator("#by-standard tbody td a").first
    many = int(number.inner_text().split()[0])
    number.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who stops counting in")
    expect(page.locator("#stops tbody tr")).to_have_count(many)
    sign_in(phone, lead)
    for address in ("/compliance/", "/teams/ash/year/"):
        phone.goto(address)
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        fits_the_screen(phone)
