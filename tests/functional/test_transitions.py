"""Journeys around a revision: rehearsed, judged by an assessor, followed by a manager, told to a person."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.people.models import Account
from standing.areas.revisions.actions.daily import do_daily_work
from tests.factories.adopting import CODE
from tests.factories.people import PASSWORD
from tests.factories.record import account_of
from tests.factories.transitions import TODAY, RevisedWard, adopted, revised_ward
from tests.support.journeys import fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


@pytest.fixture
def ward() -> RevisedWard:
    with clock.travelling_to(TODAY):
        return revised_ward()


@pytest.fixture
def followed(ward: RevisedWard) -> RevisedWard:
    """The revision is adopted, and its people are told."""
    with clock.travelling_to(TODAY):
        adopted(ward)
    do_daily_work(by=System("tests"), today=clock.today())
    return ward


def sign_in(page: Page, account: Account) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/$"))


def test_a_steward_rehearses_a_revision_without_scripts_and_sees_numbers_alone(
    plain_page: Page, ward: RevisedWard
) -> None:
    sign_in(plain_page, ward.steward)
    plain_page.goto(f"/revisions/{CODE}/rehearse/")
    plain_page.get_by_role("button", name="Rehearse it").click()
    expect(plain_page.get_by_text("This is a rehearsal. Nothing was written.")).to_be_visible()
    expect(plain_page.get_by_role("table", name="Teams with fewer who count")).to_be_visible()
    expect(plain_page.get_by_role("button", name="Spreadsheet")).to_be_visible()
    expect(plain_page.get_by_role("button", name="See who")).to_have_count(0)


def test_a_manager_rehearses_somebody_leaving_by_keyboard_and_looks_behind_the_numbers(
    page: Page, ward: RevisedWard, run_axe: RunAxe
) -> None:
    sign_in(page, ward.manager)
    page.goto("/rehearsals/new/leaving/?person=ann")
    run_axe(page)
    page.get_by_label("Day").first.focus()
    today = clock.today()
    for part in (str(today.day), str(today.month), str(today.year)):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ann Example (ann) leaves", level=1)).to_be_visible()
    run_axe(page)
    page.get_by_role("link", name="Ash ward").first.click()
    expect(page.get_by_role("table", name="Who, and what would become of them")).to_contain_text(
        "Ann Example"
    )
    run_axe(page)


def test_an_assessor_judges_and_is_told_what_is_missing(
    page: Page, followed: RevisedWard, run_axe: RunAxe
) -> None:
    sign_in(page, followed.assessor)
    expect(page.get_by_role("heading", name="Revisions: 6 to judge")).to_be_visible()
    run_axe(page)
    page.get_by_role("link", name="Ben Example: ZC1 (2013)").click()
    run_axe(page)
    expect(page.get_by_role("table", name="Decisions on them, and their evidence")).to_contain_text(
        "Folder ben"
    )
    page.get_by_label("Grant the new standard").check()
    page.get_by_label("Reason").fill("The same work")
    page.get_by_role("button", name="Record what I find").click()
    expect(page.get_by_role("alert")).to_contain_text("Select whether ZA5 (2013) is used")
    run_axe(page)
    expect(page.get_by_label("Reason")).to_have_value("The same work")
    for old in ("ZA5 (2013)", "ZA6 (2013)"):
        page.get_by_role("group", name=f"{old}: does it show the new standard?").get_by_label(
            "Use it", exact=True
        ).check()
    page.get_by_role("button", name="Record what I find").click()
    expect(page.get_by_role("alert")).to_contain_text("ZC1 (2013) is granted to Ben Example.")


def test_a_person_reads_on_a_phone_what_changes_for_them(
    phone: Page, followed: RevisedWard, run_axe: RunAxe
) -> None:
    sign_in(phone, account_of(followed.cat))
    expect(phone.get_by_role("heading", name="What changes for me")).to_be_visible()
    fits_the_screen(phone)
    phone.get_by_role("button", name=re.compile("I have read this")).click()
    expect(phone.get_by_role("heading", name="What changes for me")).to_have_count(0)
    phone.goto("/what-changes/")
    expect(phone.get_by_text("Waits for an assessor").first).to_be_visible()
    fits_the_screen(phone)
    run_axe(phone)


def test_a_manager_follows_the_transition_of_their_team(
    page: Page, followed: RevisedWard, run_axe: RunAxe
) -> None:
    sign_in(page, followed.manager)
    page.goto(f"/revisions/{CODE}/progress/")
    page.get_by_role("link", name="Ash ward").click()
    expect(page.get_by_role("table", name="Ash ward: people you can see")).to_contain_text("Ben Example")
    run_axe(page)
    page.get_by_role("link", name="Ben Example").first.click()
    expect(page.get_by_role("heading", name="What changes for Ben Example", level=1)).to_be_visible()
