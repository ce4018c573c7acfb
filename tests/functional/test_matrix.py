"""The matrix worked in by keyboard, by several at once, without scripts and on a phone; and who stops counting next."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record.models import Decision
from standing.core.rules.days import add_days
from tests.factories.record import Ward, account_of, make_assessor, make_lead, make_manager, make_ward
from tests.support.journeys import arrive, expect_done, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
WORK = "/teams/ash/work/"


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def ward() -> Ward:
    return make_ward(clock.today(), people=6, standards=4)


@pytest.fixture
def assessor(ward: Ward) -> Account:
    return make_assessor(ward.unit)


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def cell(page: Page, row: int, column: int) -> Any:
    return page.locator("#matrix tbody tr").nth(row).locator(".app-cell").nth(column)


def says(page: Page, words: str) -> None:
    expect(page.locator("#grid-message")).to_contain_text(words)


def standing(ward: Ward, row: int, column: int) -> list[Decision]:
    """The decisions that stand of a cell: the rows are by name, as the made-up ward has them."""
    person, standard = ward.people[row], ward.standards[column]
    return list(Decision.objects.filter(person=person, standard=standard, retracted_on__isnull=True))


def test_a_day_is_typed_into_a_cell(page: Page, run_axe: RunAxe, ward: Ward, assessor: Account) -> None:
    yesterday = add_days(clock.today(), -1)
    arrive(page, assessor, WORK)
    grid = page.get_by_role("grid")
    expect(grid).to_be_visible()
    run_axe(page)
    # One stop of the tabulator leads into the grid; arrows move in it
    assert page.locator("#matrix [tabindex='0']").count() == 1
    cell(page, 0, 0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(cell(page, 1, 1)).to_be_focused()
    page.keyboard.press("Control+End")
    expect(cell(page, 5, 3)).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("#matrix tbody th a").nth(5)).to_be_focused()
    # What is refused stays where it was typed, with why
    cell(page, 1, 1).focus()
    before = len(standing(ward, 1, 1))
    page.keyboard.type("31/2/2026")
    run_axe(page)
    page.keyboard.press("Enter")
    says(page, "“31/2/2026” is no day")
    box = page.get_by_label("Met on, Ben Example, ZB2")
    expect(box).to_be_focused()
    expect(box).to_have_value("31/2/2026")
    expect(box).to_have_attribute("aria-invalid", "true")
    run_axe(page)
    # What is right is recorded, and the next cell below has the focus
    box.fill(typed(yesterday))
    page.keyboard.press("Enter")
    says(page, "Recorded: Ben Example, ZB2 (2013)")
    expect(cell(page, 2, 1)).to_be_focused()
    expect(cell(page, 1, 1)).to_contain_text("Current")
    assert len(standing(ward, 1, 1)) == before + 1
    # Ctrl and Z takes it back
    page.keyboard.press("Control+z")
    expect_done(page, "Undone. Recorded: met on")
    assert len(standing(ward, 1, 1)) == before
    run_axe(page)


def test_escape_leaves_a_cell_as_it_was(page: Page, ward: Ward, assessor: Account) -> None:
    arrive(page, assessor, WORK)
    shown = cell(page, 0, 0).inner_text()
    cell(page, 0, 0).focus()
    page.keyboard.type("1/2")
    page.keyboard.press("Escape")
    expect(cell(page, 0, 0)).to_be_focused()
    assert cell(page, 0, 0).inner_text() == shown
    assert len(standing(ward, 0, 0)) == 1


def test_f2_corrects_the_day_that_stands_there(page: Page, ward: Ward, assessor: Account) -> None:
    arrive(page, assessor, WORK)
    cell(page, 1, 0).focus()
    page.keyboard.press("F2")
    box = page.get_by_label("Correct the day to, Ben Example, ZA1")
    (before,) = standing(ward, 1, 0)
    assert str(before.decided_on.year) in box.input_value()
    day = add_days(before.decided_on, 2)
    box.fill(typed(day))
    page.keyboard.press("Enter")
    says(page, "Corrected: Ben Example, ZA1 (2013)")
    (row,) = standing(ward, 1, 0)
    assert (row.decided_on, row.replaces_id) == (day, before.pk)


def test_what_is_typed_survives_when_the_service_cannot_be_reached(
    page: Page, ward: Ward, assessor: Account
) -> None:
    arrive(page, assessor, WORK)
    cell(page, 0, 1).focus()
    page.route("**/work/cell/**", lambda route: route.abort())
    page.keyboard.type("1/2/2026")
    page.keyboard.press("Enter")
    says(page, "What you typed is still here")
    expect(page.locator("input.app-typed")).to_have_value("1/2/2026")


def test_a_wrong_day_is_corrected_in_three_clicks(page: Page, run_axe: RunAxe, ward: Ward) -> None:
    arrive(page, make_lead(), f"{WORK}?sort=team")
    cell(page, 1, 0).click()
    run_axe(page)
    (before,) = standing(ward, 1, 0)
    year = page.get_by_role("group", name="Day of the decision").get_by_label("Year")
    year.click()
    year.fill(str(before.decided_on.year - 1))
    page.get_by_role("button", name="Save the corrected day").click()
    expect_done(page, "Corrected: Ben Example, ZA1 (2013)")
    assert "sort=team" in page.url
    (row,) = standing(ward, 1, 0)
    assert row.decided_on.year == before.decided_on.year - 1


def test_several_at_once_by_keyboard(page: Page, run_axe: RunAxe, ward: Ward, assessor: Account) -> None:
    yesterday = add_days(clock.today(), -1)
    arrive(page, assessor, WORK)
    cell(page, 1, 2).focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    says(page, "3 people chosen")
    expect(page.locator("#id_many_column")).to_have_value(ward.standards[2])
    run_axe(page)
    page.get_by_label("Day it was met").fill(typed(yesterday))
    page.get_by_role("button", name="Record for the people chosen").click()
    expect_done(page, "ZA3 (2013), 3 people.")
    assert [len(standing(ward, row, 2)) for row in range(6)] == [1, 2, 2, 2, 1, 1]
    page.get_by_role("button", name="Undo this").click()
    expect_done(page, "Undone.")
    assert [len(standing(ward, row, 2)) for row in range(6)] == [1, 1, 1, 1, 1, 1]


def test_one_refusal_refuses_all_and_keeps_what_was_typed(page: Page, run_axe: RunAxe, ward: Ward) -> None:
    arrive(page, account_of(ward.people[1], (Role.ASSESSOR, ward.unit)), WORK)
    expect(page.get_by_label("Choose Ben Example")).to_have_count(0)
    cell(page, 1, 0).focus()
    page.keyboard.type("1")
    says(page, "You cannot record decisions about Ben Example.")
    page.locator("#several summary").click()
    page.get_by_label("Choose Ada Example").check()
    page.get_by_label("Day it was met").fill(typed(add_days(clock.today(), 1)))
    page.locator("#id_many_column").select_option(ward.standards[0])
    page.get_by_role("button", name="Record for the people chosen").click()
    expect(page.locator("#several")).to_contain_text("which is in the future")
    expect(page.get_by_label("Choose Ada Example")).to_be_checked()
    run_axe(page)


def test_without_scripts_every_cell_is_a_page(plain_page: Page, ward: Ward, assessor: Account) -> None:
    page = plain_page
    arrive(page, assessor, WORK)
    expect(page.get_by_role("grid")).to_have_count(0)
    cell(page, 0, 1).click()
    page.get_by_role("button", name="Record the day").click()
    expect_done(page, "Recorded: Ada Example, ZB2 (2013)")
    assert len(standing(ward, 0, 1)) == 2
    page.locator("#several summary").click()
    page.get_by_label("Choose Cai Example").check()
    page.get_by_label("Choose Dot Example").check()
    page.locator("#id_many_column").select_option(ward.standards[1])
    page.get_by_label("Day it was met").fill("today")
    page.get_by_role("button", name="Record for the people chosen").click()
    expect_done(page, "2 people.")
    page.get_by_role("button", name="Undo this").click()
    expect_done(page, "Undone.")


def test_a_phone_leads_to_each_cell(phone: Page, run_axe: RunAxe, ward: Ward, assessor: Account) -> None:
    arrive(phone, assessor, WORK)
    fits_the_screen(phone)
    run_axe(phone)
    phone.locator(".app-matrix-list a", has_text="ZA1 (2013)").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("ZA1 (2013)")
    fits_the_screen(phone)
    run_axe(phone)


def test_a_manager_goes_from_home_to_who_stops_next_month(
    page: Page, phone: Page, run_axe: RunAxe, ward: Ward
) -> None:
    manager = make_manager(ward.unit)
    arrive(page, manager, "/")
    page.get_by_role("link", name="See who stops next month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who stops counting in")
    run_axe(page)
    page.get_by_role("link", name="Show all these months").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ash ward – Who stops counting")
    page.get_by_text("Filter, or look further ahead").click()
    page.get_by_label("Name or staff number").fill("ben")
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile("words=ben"))
    expect(page.locator("#forecast")).not_to_contain_text("Cai Example")
    run_axe(page)
    page.goto("/teams/ash/")
    page.get_by_role("link", name="Who stops counting next month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who stops counting in")
    arrive(phone, manager, "/teams/ash/forecast/")
    fits_the_screen(phone)
    run_axe(phone)


def test_everything_is_taken_out_from_its_page(page: Page, phone: Page, run_axe: RunAxe, ward: Ward) -> None:
    lead = make_lead()
    arrive(page, lead, "/")
    page.get_by_role("link", name="Take everything out").click()
    run_axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the facts out (.zip)").click()
    assert download.value.suggested_filename == f"standing-facts-{clock.today().isoformat()}.zip"
    arrive(phone, lead, "/facts/")
    fits_the_screen(phone)
    run_axe(phone)
