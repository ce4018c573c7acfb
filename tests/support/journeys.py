"""What journeys through the pages of the areas share: being signed in, filling days, the error pattern, the phone."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from standing.areas.people.models import Account


def arrive(page: Page, account: Account, address: str) -> None:
    """Open a page as somebody who is signed in already: signing in has journeys of its own."""
    client = Client()
    client.force_login(account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.goto("/health")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url}])
    page.goto(address)


def fill_day(page: Page, legend: str, day: date) -> None:
    """Type a day into its three boxes."""
    boxes = page.get_by_role("group", name=legend, exact=True)
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label).fill(str(part))


def expect_problems(page: Page, *messages: str) -> None:
    """The error pattern: a summary that has the focus and leads to each box, and a title that begins with it."""
    expect(page).to_have_title(re.compile(r"^Error: .+"))
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    for message in messages:
        expect(summary.get_by_role("link", name=message, exact=True)).to_be_visible()
    summary.get_by_role("link", name=messages[0], exact=True).press("Enter")
    expect(page.locator("input:focus, select:focus, textarea:focus")).to_have_count(1)


def expect_done(page: Page, words: str) -> None:
    """The page says what was done."""
    expect(page.locator(".nhsuk-notification-banner--success")).to_contain_text(words)


def fits_the_screen(page: Page) -> None:
    """Nothing makes a reader scroll sideways, once the page is there and its menu has been fitted."""
    try:
        page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
    except PlaywrightTimeoutError:
        raise AssertionError(f"{page.url} is wider than the screen") from None
