"""A steward takes a revision from its document to an approved crosswalk, and a second person approves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from standing.areas.revisions import actions
from standing.areas.revisions.models import CrosswalkVersion
from tests.factories.revisions import approved_mh, begin_mh, make_lead, make_steward, rule_all, settle
from tests.factories.standards import load_bundled_catalogue
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

VERSION = "/revisions/mh-2013/versions/1/"


def test_from_the_document_to_approval_by_two(
    page: Page, open_page: Callable[..., Page], run_axe: Callable[..., None]
) -> None:
    load_bundled_catalogue()
    rule_all()
    arrive(page, make_steward(), "/revisions/mh-2013/")
    page.get_by_role("button", name="Begin a crosswalk").click()
    page.get_by_label("The document that was imported").check()
    run_axe(page)
    page.get_by_role("button", name="Continue").click()
    expect_done(page, "Version 1 is a draft with 99 rows.")
    expect(page.get_by_role("heading", name="20 rows wait for a steward")).to_be_visible()
    page.get_by_role("button", name="Open the crosswalk").click()

    page.get_by_role("link", name="Change the days of the revision").click()
    page.get_by_role("button", name="Set these days").click()
    expect_problems(page, "Enter the day from which it is in effect")
    fill_day(page, "In effect from", date(2013, 4, 1))
    page.get_by_role("button", name="Set these days").click()
    expect_done(page, "The days are set.")
    expect(page.get_by_text("31 March 2014", exact=True)).to_be_visible()

    page.get_by_role("link", name="Name the context of 16 widened rows").click()
    for group in ("The wording names older people and mental health", "The wording names mental health"):
        page.get_by_role("region", name=group, exact=True).get_by_label("Context of these rows").fill(
            "mental health"
        )
    page.get_by_role("button", name="Set these contexts").click()
    expect(page.get_by_role("heading", name="Is this context right?")).to_be_visible()
    expect(page.get_by_role("row", name="MH10 (2005)")).to_contain_text("older people")
    run_axe(page)
    page.get_by_role("button", name="Go back and change it").click()
    older = page.get_by_role("region", name="The wording names older people and mental health", exact=True)
    older.get_by_label("Context of these rows").fill("older people with mental health needs")
    page.get_by_role("button", name="Set these contexts").click()
    expect_done(page, "The context is set for 16 rows.")

    page.get_by_role("link", name="Say that nothing is carried for rows that wait").click()
    page.get_by_label("All 4 rows").check()
    page.get_by_label("Why is nothing carried for them?").fill("No day is known yet.")
    page.get_by_role("button", name="Carry nothing for these").click()
    expect_done(page, "Nothing is carried for 4 rows.")

    page.get_by_role("button", name="Send for approval").click()
    page.get_by_role("button", name="Send it").click()
    expect_done(page, "It is sent for approval.")
    page.get_by_role("button", name="Look at it and approve it").click()
    run_axe(page)
    page.get_by_role("button", name="Approve it").click()
    expect_done(page, "You are the first of two.")

    second = open_page()
    arrive(second, make_lead(), f"{VERSION}approve/")
    expect(second.get_by_text("Farah Steward approved it")).to_be_visible()
    second.get_by_role("button", name="Approve it").click()
    expect_done(second, "You are the second of two. The crosswalk is approved, and fixed.")
    run_axe(second)


def test_a_row_is_settled_by_keyboard_beside_its_texts(page: Page, run_axe: Callable[..., None]) -> None:
    load_bundled_catalogue()
    steward = make_steward()
    begin_mh(steward)
    arrive(page, steward, f"{VERSION}rows/MH6@2005/")
    expect(page.get_by_role("heading", name="It waits for a steward")).to_be_visible()
    expect(page.get_by_role("region", name="Old: MH6 (2005)")).to_be_visible()
    run_axe(page)
    page.get_by_label("What happens to those who hold the old standard").select_option(label="Nothing to do")
    save = page.get_by_role("button", name="Save and go to the next row")
    save.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text(
        "Say what you found when you compared the texts"
    )
    page.get_by_label("Reason").fill("Nobody used it.")
    fill_day(page, "Day on which it was replaced (optional)", date(2012, 3, 31))
    save.focus()
    page.keyboard.press("Enter")
    expect_done(page, "MH6@2005 is changed.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("row 7 of 99")


def test_the_pages_fit_a_phone(phone: Page, run_axe: Callable[..., None]) -> None:
    load_bundled_catalogue()
    steward = make_steward()
    version = settle(steward, begin_mh(steward))
    actions.send_for_approval(by=steward, version=version)
    arrive(phone, steward, "/revisions/")
    for address in (
        "/revisions/",
        "/revisions/mh-2013/",
        f"{VERSION}?kind=split",
        f"{VERSION}rows/MH41@2005/",
        f"{VERSION}approve/",
        "/revisions/mh-2013/register/",
        "/catalogue/MH20@2013/history/",
    ):
        phone.goto(address)
        fits_the_screen(phone)
        run_axe(phone)


def test_without_scripts_a_correction_shows_what_differs_first(plain_page: Page) -> None:
    load_bundled_catalogue()
    approved_mh()
    arrive(plain_page, make_steward("Another Steward"), "/revisions/mh-2013/begin/")
    plain_page.get_by_label("The approved version").check()
    plain_page.get_by_role("button", name="Continue").click()
    plain_page.get_by_label("Reason").fill("MH14 was carried too far.")
    plain_page.get_by_role("button", name="Begin a new version").click()
    expect_done(plain_page, "Version 2 is a draft. Version 1 stands until it is approved.")
    second = CrosswalkVersion.objects.get(number=2)
    actions.change_row(
        by=make_steward("A Third"),
        version=second,
        old="MH14@2005",
        kind="kept",
        new=["MH14@2013"],
        treatment="bridge",
        why="Two criteria are new.",
    )
    plain_page.goto("/revisions/mh-2013/versions/2/send/")
    expect(plain_page.get_by_role("heading", name="What differs from version 1")).to_be_visible()
    expect(plain_page.get_by_text("1 row is changed.")).to_be_visible()
