"""Journeys through records: what I owe, why somebody stands as they do, decisions, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.audit.models import Look
from standing.areas.people.models import Account, Person
from standing.areas.record import actions
from standing.areas.record.models import Decision
from tests.factories.people import PASSWORD, make_unit
from tests.factories.record import account_of, load_standards, make_assessor, require
from tests.factories.workforce import TESTS, make_worker, met, rule
from tests.support.journeys import fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def worker() -> Iterator[Person]:
    """Ada, who owes a signature that is overdue, and of whom a standard is asked that she never met."""
    standards = load_standards(3)
    rule(standards)
    require(standards[:2])
    person = make_worker(make_unit("ash", name="Ash ward"), ref="P1")
    met(person, ZA1, days_ago(400))
    actions.issue_change(
        by=TESTS,
        subject="POL-1",
        version=2,
        title="Gate policy",
        standards=[ZA1],
        change_class="significant",
        effective_on=days_ago(60),
        what_changed="Gates are closed at night.",
    )
    return person


def sign_in(page: Page, account: Account) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(account.name)


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


@pytest.mark.smoke
def test_a_practitioner_signs_and_counts_again(page: Page, run_axe: RunAxe, worker: Person) -> None:
    # Given Ada, who owes a signature
    sign_in(page, account_of(worker))
    says(page, "0 of the 2 standards asked of you count today.")
    run_axe(page)
    # When she opens it, she reads what changed
    page.get_by_role("link", name="Read and sign: Gate policy").click()
    says(page, "Gates are closed at night.")
    run_axe(page)
    # And a signature without the declaration is refused at its box
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page).to_have_title("Error: Gate policy – Read and sign – Standing")
    run_axe(page)
    page.get_by_role("link", name="Confirm that you have read it").click()
    expect(page.get_by_label("I have read this")).to_be_focused()
    # Then, signed, she counts again the same day
    page.keyboard.press("Space")
    page.get_by_role("button", name="Sign", exact=True).click()
    says(page, "You count again from today for:")
    run_axe(page)
    page.get_by_role("link", name="See my record").click()
    says(page, "1 of the 2 standards asked for count.")
    run_axe(page)


def test_why_is_reached_by_keyboard_and_told_in_a_picture_and_in_words(
    page: Page, run_axe: RunAxe, worker: Person
) -> None:
    sign_in(page, account_of(worker))
    page.goto("/record/")
    why = page.locator("#required").get_by_role("link", name="ZA1 (2013)")
    why.focus()
    page.keyboard.press("Enter")
    says(page, "Stops this counting:")
    run_axe(page)
    expect(page.get_by_role("img", name="Ada Example, ZA1 (2013)")).to_be_visible()
    page.locator("summary", has_text="The same as a table").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Until, that day included")).to_be_visible()
    run_axe(page)


def test_a_past_day_is_asked_in_boxes_kept_in_the_address_and_marked(
    page: Page, run_axe: RunAxe, worker: Person
) -> None:
    sign_in(page, account_of(worker))
    page.goto("/record/")
    page.get_by_text("Ask about another day").click()
    at = page.get_by_role("group", name="As at")
    asked = days_ago(100)
    at.get_by_label("Day").fill(str(asked.day))
    at.get_by_label("Month").fill(str(asked.month))
    at.get_by_label("Year").fill(str(asked.year))
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name="Not today")).to_be_visible()
    says(page, "1 of the 2 standards asked for count.")
    run_axe(page)
    assert f"at_day={asked.day}" in page.url
    page.get_by_role("link", name="Show how it stands today").click()
    says(page, "0 of the 2 standards asked for count.")
    # And a day that is none is said at its boxes
    page.goto("/record/?at_day=31&at_month=2&at_year=2026")
    expect(page).to_have_title("Error: My record – Standing")
    run_axe(page)
    page.get_by_role("link", name="As at must be a real date").click()
    expect(page.get_by_role("group", name="As at").get_by_label("Day")).to_be_focused()


def test_an_assessor_records_a_decision_and_corrects_it(page: Page, run_axe: RunAxe, worker: Person) -> None:
    # Given an assessor with somebody waiting
    sign_in(page, make_assessor(worker.assignments.get().unit))
    says(page, "What waits for my decision")
    run_axe(page)
    # When they choose a person and a standard
    page.get_by_role("link", name="Record a decision", exact=True).first.click()
    run_axe(page)
    page.get_by_label("Name or staff number").fill("ada")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Ada Example").click()
    run_axe(page)
    page.get_by_label("Search for another standard").fill("garden")
    page.get_by_role("button", name="Search").click()
    says(page, "found, the likeliest first")
    run_axe(page)
    page.locator("#required").get_by_role("link", name="ZB2 (2013)").click()
    run_axe(page)
    # And send the form without an outcome
    page.get_by_label("Where the evidence is kept").fill("Folder 7")
    page.get_by_role("button", name="Continue").click()
    # Then what is missing is said, and nothing typed is lost
    expect(page).to_have_title(
        "Error: Record a decision – Ada Example, ZB2 (2013) Keep the ZB2 garden of 2013 – Standing"
    )
    run_axe(page)
    page.get_by_role("link", name="Select the outcome").click()
    expect(page.get_by_label("Met", exact=True)).to_be_focused()
    expect(page.get_by_label("Where the evidence is kept")).to_have_value("Folder 7")
    # And what it changes is shown before it is recorded
    page.keyboard.press("Space")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check the decision before you record it")
    run_axe(page)
    assert Decision.objects.filter(person=worker).count() == 1
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Where the evidence is kept")).to_have_value("Folder 7")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The decision is recorded")
    run_axe(page)
    # And three clicks from the record it is corrected
    page.get_by_role("link", name="See how Ada Example stands").click()
    run_axe(page)
    page.get_by_role("link", name="Correct the decision of").click()
    run_axe(page)
    page.get_by_label("Why is it wrong?").fill("About somebody else")
    page.get_by_label("Nothing: it should never have been made").check()
    page.get_by_role("button", name="Continue").click()
    says(page, "Counts no more")
    run_axe(page)
    page.get_by_role("button", name="Take the decision back").click()
    says(page, "The decision is taken back. It stays in the record with the reason.")
    run_axe(page)
    assert Look.objects.filter(person="P1").exists()


def test_without_scripts_a_decision_is_recorded_too(plain_page: Page, worker: Person) -> None:
    page = plain_page
    sign_in(page, make_assessor(worker.assignments.get().unit))
    page.goto("/people/P1/decide/ZB2@2013/")
    page.get_by_label("Met", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The decision is recorded")


def test_every_page_fits_a_phone(phone: Page, run_axe: RunAxe, worker: Person) -> None:
    sign_in(phone, account_of(worker))
    for address in ("/", "/record/", f"/people/P1/standards/{ZA1}/", "/changes/POL-1/2/sign/"):
        phone.goto(address)
        fits_the_screen(phone)
        run_axe(phone)


def test_the_pages_of_an_assessor_fit_a_phone(phone: Page, run_axe: RunAxe, worker: Person) -> None:
    sign_in(phone, make_assessor(worker.assignments.get().unit))
    number = Decision.objects.get(person=worker).pk
    for address in (
        "/",
        "/decisions/",
        "/waiting/",
        "/people/P1/",
        "/people/P1/decide/",
        "/people/P1/decide/ZB2@2013/",
        f"/people/P1/decisions/{number}/correct/",
    ):
        phone.goto(address)
        fits_the_screen(phone)
        run_axe(phone)
