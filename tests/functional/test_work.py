"""Journeys of those who keep people's work: a joiner, a mover, somebody away, suspended, in a population."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account, Unit
from standing.areas.people.roles import Role
from standing.areas.record.models import Assignment, Suspension
from tests.factories.people import make_account, make_post, make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, rule
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


@pytest.fixture
def ward(live_server: Any) -> Unit:
    load_catalogue(two_revisions())
    rule(["ZX1@2003"])
    return make_unit("ward", name="Heron Ward")


@pytest.fixture
def lead() -> Account:
    return make_account("Lou Example", roles=[Role.WORKFORCE_LEAD])


@pytest.fixture
def manager(ward: Unit) -> Account:
    return make_account("Mo Example", roles=[(Role.MANAGER, ward)])


def test_a_joiner_is_added_with_a_post_and_found_by_their_manager(
    page: Page, ward: Unit, lead: Account, manager: Account, run_axe: RunAxe
) -> None:
    # Given a post to fill
    make_post(ward, code="heron-nurse", title="Nurse")
    arrive(page, lead, "/people/")
    run_axe(page)
    page.get_by_role("link", name="Add a person").click()
    run_axe(page)
    # When the form is sent half filled, what is wrong is said and nothing is lost
    page.get_by_label("Given name").fill("Nia")
    page.get_by_role("button", name="Add this person").click()
    expect_problems(page, "Enter family name", "Enter staff number", "Select post")
    run_axe(page)
    expect(page.get_by_label("Given name")).to_have_value("Nia")
    page.get_by_label("Family name").fill("Newcome")
    page.get_by_label("Staff number").fill("N1")
    page.get_by_label("Post", exact=True).select_option("heron-nurse")
    fill_day(page, "First day in the post", clock.today())
    page.get_by_role("button", name="Add this person").press("Enter")
    # Then they are there, and in their manager's sight
    expect_done(page, "Nia Newcome is added, and is Nurse in Heron Ward")
    arrive(page, manager, "/people/?words=newcome")
    expect(page.get_by_role("status")).to_have_text("Showing the only person")
    expect(page.get_by_role("link", name="Nia Newcome").first).to_be_visible()


def test_a_manager_moves_somebody_by_keyboard_alone(
    page: Page, ward: Unit, manager: Account, run_axe: RunAxe
) -> None:
    person = make_worker(ward, ref="W1", name="Wren")
    make_post(ward, code="heron-lead", title="Lead nurse", role="lead-nurse")
    arrive(page, manager, "/people/W1/work/")
    run_axe(page)
    page.get_by_role("link", name="Move Nurse").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Move to another post")
    run_axe(page)
    page.get_by_label("Post", exact=True).focus()
    page.keyboard.type("Lead")
    page.keyboard.press("Tab")
    tomorrow = clock.today() + timedelta(days=1)
    for part in (tomorrow.day, tomorrow.month, tomorrow.year):
        page.keyboard.type(str(part))
        page.keyboard.press("Tab")
    page.keyboard.type("promoted")
    page.keyboard.press("Enter")
    # What the new role asks is shown before anything is written
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check this move")
    run_axe(page)
    page.get_by_role("button", name="Move them").focus()
    page.keyboard.press("Enter")
    expect_done(page, "Wren Example moves to Lead nurse in Heron Ward")
    roles = Assignment.objects.filter(person=person, retracted_on=None).order_by("from_on")
    assert [row.role for row in roles] == ["nurse", "lead-nurse"]


def test_somebody_is_suspended_for_a_standard_found_by_search_and_the_suspension_lifted(
    page: Page, ward: Unit, manager: Account, run_axe: RunAxe
) -> None:
    make_worker(ward, ref="W1", name="Wren")
    arrive(page, manager, "/people/W1/work/")
    page.get_by_role("link", name="Suspend", exact=True).click()
    run_axe(page)
    page.get_by_label("Reason").fill("Under review")
    page.get_by_label("Search the catalogue").fill("ZX1 garden")
    page.get_by_label("Search the catalogue").press("Enter")
    run_axe(page)
    expect(page.get_by_label("Reason")).to_have_value("Under review")
    page.get_by_label("ZX1@2003").check()
    page.get_by_role("button", name="Suspend this person").click()
    expect_problems(page, "Enter first day suspended")
    fill_day(page, "First day suspended", clock.today())
    page.get_by_role("button", name="Suspend this person").click()
    expect_done(page, "Wren Example is suspended for ZX1@2003")
    assert Suspension.objects.get().standard_id == "ZX1@2003"
    page.get_by_role("link", name="Lift suspension for").click()
    run_axe(page)
    fill_day(page, "First day no longer suspended", clock.today() + timedelta(days=7))
    page.get_by_label("Reason").fill("Review closed")
    page.get_by_role("button", name="Lift it").click()
    expect_done(page, "suspension ends on")
    run_axe(page)


def test_absences_populations_and_claims_without_javascript(
    plain_page: Page, ward: Unit, manager: Account
) -> None:
    page, today = plain_page, clock.today()
    make_worker(ward, ref="W1", name="Wren")
    arrive(page, manager, "/people/W1/work/")
    page.get_by_role("link", name="Record an absence").click()
    fill_day(page, "First day away", today)
    page.get_by_role("button", name="Record this absence").click()
    expect_done(page, "is recorded as away")
    page.get_by_role("link", name="Set the first day back").click()
    fill_day(page, "First day back", today + timedelta(days=30))
    page.get_by_role("button", name="Save").click()
    expect_done(page, "first day back is")
    page.get_by_role("link", name="Add to a population").click()
    page.get_by_label("Population").fill("nights")
    fill_day(page, "First day", today)
    page.get_by_role("button", name="Add them").click()
    expect_done(page, "belongs to nights")
    page.get_by_role("link", name="Start work towards a standard").click()
    rule(["ZX1@2003"])
    page.get_by_label("Standard", exact=True).fill("ZX1")
    page.get_by_role("button", name="Open this claim").click()
    expect_done(page, "The claim is open")


@pytest.mark.parametrize(
    "part",
    ["", "assign/", "absences/record/", "suspend/", "populations/join/", "claims/open/"],
)
def test_the_pages_of_a_persons_work_fit_a_phone(
    phone: Page, ward: Unit, manager: Account, run_axe: RunAxe, part: str
) -> None:
    make_worker(ward, ref="W1", name="Wren")
    arrive(phone, manager, f"/people/W1/work/{part}")
    expect(phone.get_by_text("Wren Example").first).to_be_visible()
    fits_the_screen(phone)
    run_axe(phone)


def test_an_outsider_is_told_nothing(page: Page, ward: Unit, run_axe: RunAxe) -> None:
    make_worker(ward, ref="W1", name="Wren")
    outsider = make_account(roles=[(Role.MANAGER, make_unit())])
    arrive(page, outsider, "/people/W1/work/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(page.get_by_text("Wren")).to_have_count(0)
    run_axe(page)
