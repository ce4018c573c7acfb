"""A journey on a phone: who can work tonight, in two clicks from the home page; then the night is put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from tests.factories.cover import make_rule, make_shift, on, register
from tests.factories.people import PASSWORD, make_account, make_unit
from tests.factories.record import load_standards
from tests.factories.workforce import make_worker, met, rule
from tests.support.browsing import PHONE
from tests.support.journeys import arrive, expect_done, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
ZA1 = "ZA1@2013"


@pytest.fixture
def manager(live_server: Any) -> Account:
    """The manager of a ward whose night has one who counts, one whose registration lapsed, and one from an agency."""
    rule(load_standards(1))
    ward, today = make_unit("ash", name="Ash ward"), clock.today()
    people = [
        make_worker(ward, ref=f"P{number}", name=name) for number, name in enumerate(("Ada", "Ben", "Cai"), 1)
    ]
    for person in people:
        met(person, ZA1, today - timedelta(days=100))
    register(people[1], today - timedelta(days=3))
    make_rule(ward, ZA1, 2, name="Nights", kinds=("night",))
    make_shift(ward, today, on(people[0], band=6, leads=True), people[1], "Zed Agency")
    return make_account("Morgan Manager", password=PASSWORD, roles=[(Role.MANAGER, ward)])


def test_who_can_work_tonight_in_two_clicks_on_a_phone(
    open_page: Callable[..., Page], run_axe: RunAxe, manager: Account
) -> None:
    # Given a manager at home, with a phone
    page = open_page(size=PHONE)
    arrive(page, manager, "/")
    expect(page.get_by_text("Does not meet the rule you set")).to_be_visible()

    # When they ask who can work tonight: one click
    page.get_by_role("link", name="Who can work tonight?").click()
    expect(page.get_by_role("heading", name="Who can work tonight?")).to_be_visible()
    expect(page.get_by_text("1 of at least 2")).to_be_visible()
    expect(page.get_by_text("Ben Example: registration has lapsed")).to_be_visible()
    expect(page.get_by_text("Zed Agency: not in the record")).to_be_visible()
    fits_the_screen(page)
    run_axe(page)

    # And put on whoever else could: the second
    page.get_by_role("link", name="put on this shift Cai Example").click()
    expect(page.get_by_label("Staff number or name")).to_have_value("P3")
    fits_the_screen(page)
    page.get_by_role("button", name="Put them on it").click()

    # Then the night meets the rule, with nobody to spare
    expect_done(page, "Cai Example (P3) is on the shift")
    expect(page.get_by_text("Meets it, nobody to spare")).to_be_visible()
    expect(page.get_by_text("Without Ada Example or Cai Example it would not.")).to_be_visible()
    fits_the_screen(page)
    run_axe(page)

    # And the registration that lapsed, once it is looked up, brings Ben back
    page.goto("/registrations/P2/")
    page.get_by_role("link", name="Record a registration or a renewal").click()
    page.get_by_label("Nursing and Midwifery Council").check()
    page.get_by_label("Number").fill("15a 0002z")
    today = clock.today()
    fill_day(page, "Registered from", today - timedelta(days=2))
    fill_day(page, "Registered until, that day included", today + timedelta(days=360))
    page.get_by_role("button", name="Record it").click()
    expect_done(page, "NMC 15A0002Z is recorded")
    run_axe(page)
    page.goto("/cover/units/ash/")
    expect(page.get_by_text("1 of 1 shift meets the rule you set.")).to_be_visible()
    fits_the_screen(page)
    run_axe(page)
