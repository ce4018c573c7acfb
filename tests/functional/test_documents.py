"""A profile becomes a job description: from an old one to a draft, to Word, to one that is issued and compared."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import RoleProfile
from tests.factories.people import make_account
from tests.factories.profiles import draft_of, make_profile
from tests.factories.record import TESTS
from tests.factories.standards import load_bundled_catalogue
from tests.support.journeys import arrive, expect_done, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
OLD = """Crisis nurse
- Support people with mental health needs in crisis situations.
- Assess the needs of carers and families.
You get 27 days of annual leave."""


@pytest.fixture
def profile(live_server: Any) -> RoleProfile:
    """A draft with a purpose that says “individuals”."""
    load_bundled_catalogue()
    made = make_profile("crisis-nurse", name="Crisis nurse")
    profiles.set_purpose(by=TESTS, version=draft_of(made), purpose="To be beside individuals in a crisis.")
    return made


@pytest.fixture
def lead() -> Account:
    return make_account("Lou Example", roles=[Role.WORKFORCE_LEAD])


def downloaded(page: Page, link: str) -> docx.document.Document:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return docx.Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def test_from_the_words_of_an_old_one_to_a_job_description_that_is_issued(
    page: Page, profile: RoleProfile, lead: Account, run_axe: RunAxe
) -> None:
    # Given a draft, an existing job description is pasted
    arrive(page, lead, "/profiles/crisis-nurse/versions/1/")
    expect(page.get_by_text("“people” instead of “individuals”?")).to_be_visible()
    page.get_by_role("link", name="Find standards from an existing job description").click()
    run_axe(page)
    page.get_by_label("Paste its words here").fill(OLD)
    page.get_by_role("button", name="Look for standards").click()
    # Then standards are suggested with the words that led to them, and one is taken
    expect(page.locator("mark", has_text="crisis").first).to_be_visible()
    run_axe(page)
    page.get_by_role("button", name="Add it to the draft: MH21@2013").click()
    expect_done(page, "MH21@2013")
    expect(page.get_by_text("It is in the draft.")).to_have_count(1)
    # When the draft's job description is taken as Word, it says what the profile does, and that it is a draft
    page.goto("/profiles/crisis-nurse/versions/1/document/")
    run_axe(page)
    word = downloaded(page, "Job description, Word")
    texts = [one.text for one in word.paragraphs]
    assert "To be beside individuals in a crisis." in texts
    assert any(text.endswith("[MH21, 2013]") for text in texts)
    assert any("Draft, not to be used." in text for text in texts)
    # When the version is in use, it is issued, and a change of the profile is told beside it
    profiles.put_in_use(by=TESTS, version=draft_of(profile), from_on=clock.today() - timedelta(days=1))
    page.reload()
    page.get_by_role("button", name="Issue this job description").click()
    expect_done(page, "The job description is issued.")
    run_axe(page)
    draft = profiles.draft_version(by=TESTS, profile=profile)
    profiles.add_line(by=TESTS, version=draft, standard="SCDHSC0427@undated")
    profiles.put_in_use(by=TESTS, version=draft, from_on=clock.today())
    page.goto("/documents/")
    run_axe(page)
    page.get_by_role("link", name="Crisis nurse").click()
    expect(page.get_by_role("heading", name="Suggested wording")).to_be_visible()
    expect(page.get_by_text("[SCDHSC0427]").first).to_be_visible()
    run_axe(page)


def test_the_plain_version_on_a_phone_without_scripts(
    open_page: Callable[..., Page], profile: RoleProfile, run_axe: RunAxe
) -> None:
    profiles.add_line(by=TESTS, version=draft_of(profile), standard="MH21@2013")
    phone = open_page(size={"width": 375, "height": 800}, javascript=False)
    arrive(
        phone,
        make_account("Carla Carer", roles=[Role.CONTRIBUTOR]),
        "/profiles/crisis-nurse/versions/1/plain/",
    )
    expect(phone.get_by_role("heading", name="What the words mean")).to_be_visible()
    expect(phone.get_by_text("crisis: a time when somebody needs help at once.")).to_be_visible()
    fits_the_screen(phone)
    phone.goto("/profiles/crisis-nurse/versions/1/document/")
    fits_the_screen(phone)
