"""Journeys of an administrator: from an empty service to a manager who can sign in; the audit trail; who looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit.actions import record_look
from standing.areas.audit.anchor import anchor_file
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from tests.factories.people import (
    PASSWORD,
    give,
    make_account,
    make_administrator,
    make_person,
    make_post,
    make_unit,
)
from tests.support.journeys import fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]


def sign_in(page: Page, account: Account) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(account.name)


def administrator() -> Account:
    return make_account("Robin Example", password=PASSWORD, roles=[Role.ADMINISTRATOR])


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


def test_from_an_empty_service_to_a_manager_who_signs_in(
    page: Page, open_page: Callable[..., Page], run_axe: RunAxe
) -> None:
    # Given an administrator of a service with nothing in it
    sign_in(page, administrator())
    says(page, "What to do first")
    run_axe(page)
    # When they do what comes first
    page.get_by_role("link", name="Add the units").click()
    run_axe(page)
    page.get_by_role("button", name="Add the unit").click()
    # Then what is missing is said at its box, and the summary leads there
    expect(page).to_have_title("Error: Add a unit – Standing")
    run_axe(page)
    page.get_by_role("link", name="Enter the unit’s name").click()
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("Elm ward")
    page.get_by_label("Code").fill("elm")
    page.get_by_role("button", name="Add the unit").click()
    says(page, "Elm ward was added.")
    run_axe(page)
    # And they make an account, set its password, and give it a role for the unit
    page.goto("/administration/accounts/add/")
    run_axe(page)
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_role("button", name="Add the account").click()
    says(page, "until then they see nothing")
    run_axe(page)
    page.get_by_role("link", name="Set the password").click()
    run_axe(page)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("button", name="Give a role").click()
    run_axe(page)
    page.get_by_label("Manager").check()
    page.get_by_label("For which unit").select_option("elm")
    page.get_by_role("button", name="Give the role").click()
    says(page, "Ada Example has the role manager for Elm ward.")
    run_axe(page)
    # Then Ada signs in, and sees nothing of administration
    other = open_page()
    sign_in(other, Account.objects.get(email="ada@example.org"))
    expect(other.get_by_role("link", name="Administration")).to_have_count(0)


PAGES = [
    "/administration/",
    "/administration/units/",
    "/administration/unit/elm/",
    "/administration/unit/elm/rename/",
    "/administration/unit/elm/move/",
    "/administration/people/",
    "/administration/people/add/",
    "/administration/person/N100/rename/",
    "/administration/posts/",
    "/administration/posts/add/",
    "/administration/post/rn-1/change/",
    "/administration/accounts/?words=example",
    "/administration/account/{open}/",
    "/administration/account/{open}/change/",
    "/administration/account/{open}/close/",
    "/administration/account/{open}/role/",
    "/administration/account/{open}/open/",
    "/administration/role/{grant}/end/",
    "/audit/?subject=unit:elm",
    "/audit/1/",
    "/audit/chain/",
    "/who-looked/N100/",
]


@pytest.mark.parametrize("visitor", ["page", "phone"])
def test_every_page_is_open_to_everyone_s_tools_and_fits_its_screen(
    visitor: str, request: pytest.FixtureRequest, run_axe: RunAxe
) -> None:
    page: Page = request.getfixturevalue(visitor)
    unit = make_unit("elm", name="Elm ward", parent=make_unit("north", name="North team"))
    person = make_person("N100")
    make_post(unit, code="rn-1")
    account = make_account("Ada Example", person=person, roles=[Role.PRACTITIONER])
    grant = give(account, Role.MANAGER, unit)
    record_look(account=make_administrator(), person_ref="N100", page="Record")
    sign_in(page, administrator())
    for address in PAGES:
        page.goto(address.format(open=account.pk, grant=grant.pk))
        expect(page.get_by_role("heading", level=1)).not_to_have_text("You cannot do that")
        run_axe(page)
        fits_the_screen(page)


def test_the_audit_trail_is_searched_and_checked_without_javascript(
    plain_page: Page,
) -> None:
    make_unit("elm", name="Elm ward")
    make_unit("oak", name="Oak ward")
    sign_in(plain_page, administrator())
    plain_page.get_by_role("link", name="Audit trail").first.click()
    says(plain_page, "It is anchored in a file outside the database.")
    plain_page.get_by_text("Filter", exact=True).click()
    plain_page.get_by_label("What it was done to").fill("unit:elm")
    plain_page.get_by_role("button", name="Apply filters").click()
    says(plain_page, "Showing the only event")
    plain_page.locator("#results").get_by_role("link").first.click()
    says(plain_page, "Elm ward")
    plain_page.go_back()
    plain_page.get_by_role("button", name="Check the whole trail").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("The audit trail holds")
    anchor_file().unlink()
    plain_page.reload()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("The audit trail does not hold")
