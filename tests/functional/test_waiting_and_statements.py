"""A journey: what waits, what one is told, and a statement of what one meets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.record import actions
from tests.factories.people import PASSWORD, make_unit
from tests.factories.record import account_of, load_standards, require
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
ZA1 = "ZA1@2013"


@pytest.fixture
def worker(live_server: Any) -> Account:
    """Ada, who has met what is asked of her, and has a change to sign."""
    standards = load_standards(1)
    rule(standards)
    require(standards)
    person = make_worker(make_unit("ash", name="Ash ward"), ref="P1")
    met(person, ZA1, clock.today() - timedelta(days=100))
    actions.issue_change(
        by=TESTS,
        subject="POL-1",
        version=1,
        title="Gate policy",
        standards=[ZA1],
        change_class="significant",
        effective_on=clock.today() - timedelta(days=3),
        what_changed="Gates are closed at night.",
    )
    return account_of(person)


def test_from_what_waits_to_a_statement(page: Page, run_axe: RunAxe, worker: Account) -> None:
    # Given Ada, for whom a signature waits
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="1 thing waits for you")).to_be_visible()
    # When she follows it, the list says what to do, since when and by when
    page.get_by_role("link", name="See all that waits for you").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for you")
    expect(page.get_by_role("cell", name="3 days")).to_be_visible()
    run_axe(page)
    page.get_by_role("link", name="Read and sign Gate policy").click()
    expect(page.get_by_role("main")).to_contain_text("Gates are closed at night.")
    # She chooses what she is told
    page.goto("/messages/mine/")
    run_axe(page)
    page.get_by_label("Also tell me of standards I hold").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("What you are told is set.")
    # And has a statement issued of what she meets
    page.goto(f"/people/P1/standards/{ZA1}/")
    page.get_by_role("link", name="Statements of competence").click()
    run_axe(page)
    page.get_by_role("button", name="Issue a statement").click()
    expect(page.get_by_role("main")).to_contain_text("The statement is issued.")
    expect(page.get_by_role("main")).to_contain_text("This statement is not the source of truth.")
    run_axe(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take it as a PDF").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
