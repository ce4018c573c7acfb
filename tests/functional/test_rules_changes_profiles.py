"""Journeys of a workforce lead: a refresh rule, a change put into force and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record.actions import issue_change
from standing.areas.record.models import RefreshRule
from tests.factories.people import make_account
from tests.factories.profiles import make_profile
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, met, rule
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture
def holder(live_server: Any) -> Person:
    """Somebody found to meet ZX1 a year ago."""
    load_catalogue(two_revisions())
    rule([ZX1])
    person = make_worker(name="Wren", ref="W1")
    met(person, ZX1, clock.today() - timedelta(days=365))
    return person


@pytest.fixture
def lead() -> Account:
    return make_account("Lou Example", roles=[Role.WORKFORCE_LEAD])


def test_a_rule_is_set_for_two_standards_once_it_is_clear_whom_it_touches(
    page: Page, holder: Person, lead: Account, run_axe: RunAxe
) -> None:
    # Given standards of which some have no rule
    arrive(page, lead, "/refresh-rules/")
    run_axe(page)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Suite").select_option("ZX")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("status")).to_have_text("Showing 2 of 5 standards")
    run_axe(page)
    page.get_by_label("Choose ZX1@2003").check()
    page.get_by_label("Choose ZX2@2003").check()
    page.get_by_role("button", name="Set a rule for those chosen").click()
    # When it is asked plainly, and not answered
    run_axe(page)
    page.get_by_label("Yes, after a number of months").check()
    page.get_by_role("button", name="See whom it touches").click()
    expect_problems(
        page,
        "Select whether it is safety-critical",
        "Select whether it holds for new decisions only, or for all",
        "Enter the months until it expires, like 36",
        "Say why",
    )
    run_axe(page)
    page.get_by_label("Months until it expires").fill("6")
    page.get_by_label("Yes, there is no grace").check()
    page.get_by_label("All decisions, old ones too").check()
    page.get_by_label("Reason").fill("After an incident")
    page.get_by_role("button", name="See whom it touches").click()
    # Then who stops counting is named, and nothing is done until it is confirmed
    expect(page.get_by_role("heading", level=1)).to_have_text("What this rule would change")
    expect(page.get_by_role("table", name="Stop counting at once (1)")).to_contain_text("Wren Example")
    run_axe(page)
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Reason")).to_have_value("After an incident")
    expect(page.get_by_label("Yes, there is no grace")).to_be_checked()
    page.get_by_role("button", name="See whom it touches").click()
    assert RefreshRule.objects.get(standard=ZX1, retracted_on=None).validity_months == 36
    page.get_by_role("button", name="Set the rule of 2 standards").click()
    expect_done(page, "The rule of 2 standards is set: Expires after 6 months, no grace: safety-critical.")
    assert RefreshRule.objects.get(standard=ZX1, retracted_on=None).validity_months == 6


def test_a_change_in_force_is_looked_at_and_withdrawn(
    page: Page, holder: Person, lead: Account, run_axe: RunAxe
) -> None:
    issue_change(
        by=TESTS,
        subject="gates",
        version=1,
        title="The gates policy",
        standards=[ZX1],
        change_class="critical",
        effective_on=clock.today() - timedelta(days=1),
        what_changed="Gates are closed at night.",
    )
    arrive(page, lead, "/changes/")
    run_axe(page)
    page.get_by_role("link", name="The gates policy").click()
    expect(page.get_by_role("table", name="Who owes something for it today (1)")).to_contain_text("Wren")
    run_axe(page)
    page.get_by_role("button", name="Withdraw this change").click()
    run_axe(page)
    page.get_by_role("button", name="Withdraw it").click()
    expect_problems(page, "Enter first day on which it asks nothing", "Say why")
    fill_day(page, "First day on which it asks nothing", clock.today())
    page.get_by_label("Reason").fill("Sent by mistake")
    page.get_by_role("button", name="Withdraw it").click()
    expect_done(page, "The gates policy asks nothing from")
    expect(page.get_by_text("Nobody among the people you can see owes anything")).to_be_visible()


def test_a_rule_is_set_without_javascript(plain_page: Page, holder: Person, lead: Account) -> None:
    page = plain_page
    arrive(page, lead, f"/refresh-rules/set/?standard={ZX2}")
    page.get_by_label("No, it never expires").check()
    page.get_by_label("Yes, there is no grace").check()
    page.get_by_label("New decisions only").first.check()
    page.get_by_label("Reason").fill("Never lapses")
    page.get_by_label("Reason").press("Enter")
    page.get_by_role("button", name="Set the rule of 1 standard").click()
    expect_done(page, "The rule of 1 standard is set: Never expires.")


@pytest.mark.parametrize(
    "address",
    [
        "/refresh-rules/",
        "/refresh-rules/set/",
        "/changes/",
        "/profiles/",
        "/make-profile/",
        "/profiles/nurse/",
        "/profiles/nurse/retire/",
        "/people/",
        "/add-person/",
    ],
)
def test_pages_fit_a_phone(phone: Page, holder: Person, lead: Account, run_axe: RunAxe, address: str) -> None:
    make_profile(essential=[ZX1], from_on=clock.today())
    arrive(phone, lead, address)
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("Page not found")
    fits_the_screen(phone)
    run_axe(phone)
