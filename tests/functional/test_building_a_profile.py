"""A workforce lead builds a profile from what the role does, and puts it in use; its pages fit a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles.models import RoleProfile
from standing.areas.record.models import Requirement
from tests.factories.people import make_account
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, rule
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"
WALKS, TALKS = "Take people for walks in the woods", "Talk with visitors"


@pytest.fixture
def lead(live_server: Any) -> Account:
    load_catalogue(two_revisions())
    rule([ZX1])
    make_worker(name="Wren")
    return make_account("Lou Example", roles=[Role.WORKFORCE_LEAD])


def choose(page: Page, standard: str, by_when: str = "The first day", context: str = "") -> None:
    """Choose a standard among those found, essential."""
    page.get_by_role("link", name=f"Choose it {standard}").click()
    page.get_by_label("Essential").check()
    page.get_by_label(by_when).check()
    page.get_by_label("Context").fill(context)
    page.get_by_role("button", name="Add to the profile").click()
    expect_done(page, f"{standard} Keep the")


def look_for(page: Page, words: str) -> None:
    page.get_by_role("link", name=f"Find standards for {WALKS}").click()
    page.get_by_label("What does the person do?").fill(words)
    page.get_by_role("button", name="Search").click()


def test_a_profile_is_built_from_what_the_role_does_and_put_in_use(
    page: Page, lead: Account, run_axe: RunAxe
) -> None:
    arrive(page, lead, "/make-profile/")
    page.get_by_label("Name").fill("Ranger")
    page.get_by_label("Code").fill("nurse")
    page.get_by_role("button", name="Make this profile").click()
    # What the role does comes first
    page.get_by_role("button", name="Say what the role does").click()
    page.get_by_label("What the role does").fill(f"{WALKS}\n\n{TALKS}")
    page.get_by_role("button", name="Add to the profile").click()
    expect_done(page, "2 functions are added. Now find standards for each.")
    # A standard that was replaced leads to what replaced it, in one step
    look_for(page, "ZZ1")
    run_axe(page)
    expect(page.get_by_text("It has been replaced by ZX1@2003 and ZX2@2003.")).to_be_visible()
    page.get_by_role("link", name="Choose what replaced it ZZ1@2001").click()
    page.get_by_role("button", name="Add to the profile").click()
    expect_problems(page, "Select whether it is essential or desirable")
    run_axe(page)
    page.get_by_label("Essential").check()
    page.get_by_label("6 months after joining").check()
    page.get_by_role("button", name="Add to the profile").click()
    expect_done(page, "are added.")
    look_for(page, "garden of 2003")
    choose(page, ZX1, context="parks")
    look_for(page, "ZX2 garden")
    choose(page, ZX2, "12 weeks after joining", "parks")
    # What is there twice is pointed out; the two for parks become a choice
    expect(page.get_by_text("ZX1@2003 is here twice: in general")).to_be_visible()
    page.get_by_role("button", name="Make a group").click()
    page.get_by_label("Name of the group").fill("Parks")
    page.get_by_label("How many are asked for, at least?").fill("1")
    for standard in (ZX1, ZX2):
        page.get_by_role("checkbox", name=f"{standard} Keep the").and_(page.get_by_label("(parks)")).check()
    run_axe(page)
    page.get_by_role("button", name="Make this group").click()
    expect_done(page, "The group Parks is made.")
    expect(page.get_by_role("table", name="Groups")).to_contain_text("Essential: at least 1 of these 2")
    page.get_by_role("link", name="Change the purpose").click()
    page.get_by_label("Purpose").fill("To look after the woods with whoever comes.")
    page.get_by_role("button", name="Save").click()
    run_axe(page)
    # What it does and for whom comes before it is done
    page.get_by_role("button", name="Put it in use").click()
    fill_day(page, "First day in use", clock.today())
    page.get_by_label("Reason").fill("First profile")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_role("table", name="New gaps (2)")).to_contain_text("Wren Example")
    run_axe(page)
    page.get_by_role("button", name="Put it in use").click()
    expect_done(page, "Ranger version 1 is in use from")
    required = Requirement.objects.order_by("standard").values_list("standard", "context", "needed_by_days")
    assert list(required) == [(ZX1, "", 181), (ZX2, "", 181)], "no line of the group is a requirement"
    expect(page.get_by_role("table", name="Groups of standards")).to_contain_text("Parks")
    run_axe(page)
    # The next version, compared line by line
    page.get_by_role("button", name="Make a draft of the next version").click()
    page.get_by_role("link", name="Remove ZX2@2003").first.click()
    page.get_by_role("button", name="Remove this line").click()
    page.get_by_role("link", name="Compare line by line").click()
    expect(page.get_by_role("table", name="Version 1 and version 2")).to_contain_text("Removed")
    run_axe(page)
    assert RoleProfile.objects.get().versions.count() == 2


def test_the_pages_of_a_builder_fit_a_phone(phone: Page, lead: Account, run_axe: RunAxe) -> None:
    arrive(phone, lead, "/make-profile/")
    phone.get_by_label("Name").fill("Ranger")
    phone.get_by_label("Code").fill("ranger")
    phone.get_by_role("button", name="Make this profile").click()
    for address in (
        "find/?words=garden",
        f"add-line/?standard={ZX1}",
        "add-functions/",
        "add-group/",
        "purpose/",
    ):
        phone.goto(f"{phone.url.partition('/profiles/')[0]}/profiles/ranger/draft/{address}")
        fits_the_screen(phone)
        run_axe(phone)
    phone.goto(f"{phone.url.partition('/profiles/')[0]}/profiles/ranger/")
    fits_the_screen(phone)
