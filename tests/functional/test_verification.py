"""Somebody appeals on a phone, and whoever decided looks again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from tests.factories.record import account_of
from tests.factories.verification import VerifiedWard, decide, verified_ward
from tests.support.journeys import arrive, expect_done, expect_problems, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def world() -> VerifiedWard:
    return verified_ward(clock.today())


def test_somebody_appeals_on_a_phone_and_the_assessor_looks_again(
    phone: Page, page: Page, world: VerifiedWard, run_axe: RunAxe
) -> None:
    decide(world, outcome="not_yet")
    own = account_of(world.person)
    arrive(phone, own, "/appeals/")
    run_axe(phone)
    fits_the_screen(phone)
    phone.get_by_role("link", name="Appeal against the decision").click()
    phone.get_by_role("button", name="Appeal", exact=True).click()
    expect_problems(phone, "Say why you do not agree")
    phone.get_by_label("Why do you not agree?").fill("I showed it twice")
    phone.get_by_role("button", name="Appeal", exact=True).click()
    expect_done(phone, "Your appeal is open.")
    run_axe(phone)
    fits_the_screen(phone)

    arrive(page, world.assessor, "/appeals/")
    page.get_by_role("link", name="Ada Example").click()
    page.get_by_role("button", name="Decide this stage").click()
    run_axe(page)
    page.get_by_label("The decision is upheld").check()
    page.get_by_label("Why", exact=True).fill("The second round was not seen")
    page.get_by_role("button", name="Record my decision").click()
    expect_done(page, "Your decision is recorded")

    phone.reload()
    expect(phone.get_by_role("button", name="Take it further")).to_be_visible()
