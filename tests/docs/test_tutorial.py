"""The first hour of the tutorial, step by step as it is told: the words it names are on the pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.docs.pages import ROOT
from tests.docs.visits import SignIns, Visit, sign_in

TUTORIAL = " ".join((ROOT / "docs" / "tutorial" / "first-hour.md").read_text("utf-8").split())


def days_ago(days: int) -> date:
    """A day of the past, as Standing counts them."""
    return datetime.now(ZoneInfo("Europe/London")).date() - timedelta(days=days)


def told(words: str) -> str:
    """These words, which the tutorial must use too."""
    assert words in TUTORIAL, f"the tutorial does not say “{words}”"
    return words


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def fill_day(page: Page, group: str, day: date) -> None:
    fields = page.get_by_role("group", name=group)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        fields.get_by_label(label, exact=True).fill(str(value))


def test_the_first_hour_goes_as_it_is_told(visit: Visit) -> None:
    visit(first_hour)


def first_hour(page: Page, sign_ins: SignIns) -> None:
    find_out_and_correct(page, sign_ins)
    ask_what_was_known(page)
    sign_the_change(page, sign_ins)


def find_out_and_correct(page: Page, sign_ins: SignIns) -> None:
    sign_in(page, told("workforce lead"), sign_ins)
    expect(page.locator("main")).to_contain_text(told("Where people stand"))
    page.get_by_role("row").filter(has_text="Expired").get_by_role("link").click()
    heading(page, told("Riverside Mental Health Service"))
    page.get_by_role("row").filter(has_text=told("Ruth Doyle")).locator("td").get_by_role("link").click()
    heading(page, told("MH21 (2013)"))
    for words in ("Not current", "What would put it right", "Over time", "The evidence behind it"):
        expect(page.locator("main")).to_contain_text(told(words))
    page.get_by_role("link", name=told("Correct")).first.click()
    page.get_by_label(told("Why is it wrong?")).fill("The sheet was read again")
    page.get_by_label(told("The decision as corrected below")).check()
    page.get_by_label("Met", exact=True).check()
    fill_day(page, told("Day of the decision"), days_ago(60))
    page.get_by_role("button", name=told("Continue")).click()
    page.get_by_role("button", name=told("Correct the decision")).click()
    expect(page.locator("main")).to_contain_text(told("Current"))


def ask_what_was_known(page: Page) -> None:
    page.get_by_role("link", name="People").first.click()
    page.get_by_label("Name or staff number").fill("R2017")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=told("Lewis Murphy"), exact=True).click()
    page.get_by_role("link", name="MH14").first.click()
    expect(page.locator("main")).to_contain_text(told("Decisions taken back"))
    page.get_by_text(told("Ask about another day")).click()
    fill_day(page, told("As known on"), days_ago(30))
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main")).to_contain_text(told("Current"))
    expect(page.locator("main")).to_contain_text("as known on")


def sign_the_change(page: Page, sign_ins: SignIns) -> None:
    sign_in(page, told("practitioner"), sign_ins)
    expect(page.locator("main")).to_contain_text(told("11 of the 13 standards asked of you count today"))
    page.get_by_role("link", name=told("Lone working policy")).first.click()
    page.get_by_label(told("Before the visit and after it"), exact=True).check()
    page.get_by_label(told("I have read this and my practice will follow it")).check()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="Home").first.click()
    expect(page.locator("main")).to_contain_text(told("13 of the 13 standards asked of you count today"))
    page.get_by_role("link", name=told("Who looked at my record")).click()
    heading(page, "Who looked at my record")
