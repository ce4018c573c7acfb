"""Journeys of people in and out: twelve starters pasted, a move with its gaps, a leaver, two records of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record.models import Assignment
from tests.factories.people import make_account, make_person, make_post, make_unit
from tests.factories.record import account_of, load_standards, require
from tests.factories.workforce import employ, met, rule
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]

TWELVE = "Staff number\tName\tUnit\tRole\tStart\n" + "\n".join(
    f"N{n}\tExample, Person {chr(64 + n)}\tHeron Ward\tStaff nurse\t{n}/9/2026" for n in range(1, 13)
)


@pytest.fixture
def ward(live_server: Any) -> Unit:
    standards = load_standards(3)
    rule(standards)
    require(standards[:1], role="nurse")
    require(standards, role="lead-nurse")
    unit = make_unit("heron", name="Heron Ward")
    make_post(unit, code="heron-nurse", title="Staff nurse", role="nurse")
    make_post(unit, code="heron-lead", title="Team lead", role="lead-nurse")
    return unit


@pytest.fixture
def lead() -> Account:
    return make_account("Lou Example", roles=[Role.WORKFORCE_LEAD])


@pytest.fixture
def wren(ward: Unit) -> Person:
    person = make_person("W1", given_name="Wren", family_name="Instance")
    employ(person, ward.posts.get(code="heron-nurse"))
    met(person, "ZA1@2013", date(2026, 1, 5))
    return person


def paste(page: Page, lines: str) -> None:
    page.get_by_label("Paste the lines here").fill(lines)
    page.get_by_role("button", name="Look at what it would do").click()


def test_twelve_starters_are_pasted_mended_and_added(
    page: Page, ward: Unit, lead: Account, run_axe: RunAxe
) -> None:
    arrive(page, lead, "/people/")
    page.get_by_role("link", name="Add starters from a list").click()
    run_axe(page)
    page.get_by_role("button", name="Look at what it would do").click()
    expect_problems(page, "Paste the lines, or select a file")
    # A fault is named by its line, and nothing can be written
    paste(page, TWELVE.replace("7/9/2026", "31/9/2026"))
    run_axe(page)
    expect(page.get_by_role("table", name="Faults (1)")).to_contain_text("found “31/9/2026”, which is no day")
    expect(page.get_by_role("button", name="Add 12 people")).to_have_count(0)
    # Going back, everything pasted is still there
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Paste the lines here")).to_have_value(TWELVE.replace("7/9/2026", "31/9/2026"))
    paste(page, TWELVE)
    run_axe(page)
    page.get_by_role("button", name="Add 12 people").click()
    expect_done(page, "12 people were added.")
    # The same paste again changes nothing
    page.goto(page.url.replace("/people/", "/starters/"))
    paste(page, TWELVE)
    expect(page.get_by_text("12 lines are there already")).to_be_visible()
    assert Assignment.objects.count() == 12


def test_starters_on_a_phone_without_javascript(
    open_page: Callable[..., Page], ward: Unit, lead: Account, run_axe: RunAxe
) -> None:
    page = open_page(size={"width": 375, "height": 800}, javascript=False)
    arrive(page, lead, "/starters/")
    paste(page, TWELVE)
    fits_the_screen(page)
    page.get_by_role("button", name="Add 12 people").click()
    expect_done(page, "12 people were added.")


def test_the_gaps_of_a_move_are_seen_before_it_on_a_phone(
    phone: Page, lead: Account, wren: Person, run_axe: RunAxe
) -> None:
    arrive(phone, lead, "/movers/")
    run_axe(phone)
    paste(phone, "Staff number,Name,Unit,Role,From\nW1,Wren Instance,Heron Ward,Team lead,1/12/2026")
    expect(phone.get_by_text("Team lead in Heron Ward asks for 3 standards")).to_be_visible()
    expect(phone.get_by_role("table", name="Gaps of Wren Instance (2)")).to_be_visible()
    run_axe(phone)
    fits_the_screen(phone)
    phone.get_by_role("button", name="Move 1 person").click()
    expect_done(phone, "1 person moves.")
    roles = Assignment.objects.filter(person=wren, retracted_on=None).order_by("from_on")
    assert [row.role for row in roles] == ["nurse", "lead-nurse"]


def test_a_leaver_is_recorded_by_keyboard_after_a_look_at_what_ends(
    page: Page, lead: Account, wren: Person, run_axe: RunAxe
) -> None:
    account = account_of(wren)
    arrive(page, lead, "/people/W1/work/")
    page.get_by_role("link", name="Record that they leave").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Record that somebody leaves")
    run_axe(page)
    fill_day(page, "Last day", date(2026, 1, 31))
    page.get_by_label("Reason").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what ends")
    expect(page.get_by_text("Staff nurse in Heron Ward ends")).to_be_visible()
    expect(page.get_by_text(f"the account {account.email} is closed at once")).to_be_visible()
    run_axe(page)
    page.get_by_role("button", name="Record that they leave").press("Enter")
    expect_done(page, "Wren Instance leaves: last day 31 January 2026")
    assert not Account.objects.get(pk=account.pk).is_active


def test_two_records_are_merged_after_a_look_and_split_again(
    page: Page, ward: Unit, lead: Account, wren: Person, run_axe: RunAxe
) -> None:
    double = make_person("W2", given_name="Wren", family_name="Instance")
    employ(double, ward.posts.get(code="heron-lead"))
    met(double, "ZB2@2013", date(2026, 2, 5))
    arrive(page, lead, "/people/")
    page.get_by_role("link", name="Two records of one person").click()
    run_axe(page)
    expect(page.get_by_role("table", name="Records that may be")).to_contain_text("both in Heron Ward")
    page.get_by_role("link", name="Keep W1").click()
    expect(page.get_by_label("Staff number of the other record")).to_have_value("W2")
    run_axe(page)
    page.get_by_role("button", name="See what it changes").click()
    expect_problems(page, "Say how you know")
    page.get_by_label("How you know").fill("Payroll has one person")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_text("counts in 1 more")).to_be_visible()
    run_axe(page)
    page.get_by_role("button", name="Merge these two records").press("Enter")
    expect_done(page, "W2 is merged into W1")
    # The old number still finds the person
    page.goto(page.url.replace("/merges/", "/people/W2/"))
    assert page.url.endswith("/people/W1/")
    expect(page.get_by_text("ZB2 (2013)").first).to_be_visible()
    page.goto(page.url.replace("/people/W1/", "/merges/"))
    page.get_by_role("link", name="Split them again").click()
    run_axe(page)
    page.get_by_label("Reason").fill("Two Wrens after all")
    page.get_by_role("button", name="Split them").click()
    expect_done(page, "W1 and W2 are two records again.")
    assert Person.objects.filter(ref="W2").exists()


def test_a_local_competence_is_added_with_its_rule_and_found_on_a_phone(
    page: Page, phone: Page, ward: Unit, lead: Account, run_axe: RunAxe
) -> None:
    arrive(page, lead, "/local-competences/")
    run_axe(page)
    page.get_by_role("button", name="Add a local competence").click()
    run_axe(page)
    page.get_by_label("Title").fill("Manage violence and aggression")
    page.get_by_label("Code").fill("ZA1")
    page.get_by_role("button", name="Add this competence").click()
    expect_problems(page, "Select whether a decision expires", "Select whether it is safety-critical")
    page.get_by_label("Yes, after a number of months").check()
    page.get_by_label("Months until it expires").fill("12")
    page.get_by_label("Yes, there is no grace").check()
    page.get_by_role("button", name="Add this competence").click()
    run_axe(page)
    expect(page.locator(".nhsuk-error-summary")).to_contain_text(
        "ZA1 already means the national standard ZA1@2013"
    )
    page.get_by_label("Code").fill("PMVA")
    page.get_by_role("button", name="Add this competence").click()
    expect_done(page, "Manage violence and aggression is added as PMVA@1")
    run_axe(page)
    arrive(phone, lead, "/catalogue/?q=pmva")
    expect(phone.get_by_role("link", name="PMVA (local)")).to_be_visible()
    phone.get_by_role("link", name="PMVA (local)").click()
    expect(phone.get_by_text("Local This service set it for itself.")).to_be_visible()
    run_axe(phone)
    fits_the_screen(phone)
