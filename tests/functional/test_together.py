"""A profile goes from what a service does, through a decision of five people, to a job description in Word."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.coproduction.models import Proposal
from standing.areas.profiles.models import ProfileVersion
from tests.factories.coproduction import Circle
from tests.factories.standards import load_catalogue, two_revisions
from tests.support.browsing import PHONE
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
QUESTION = "What should a ranger be able to do?"
WALKS = "Take people for walks in the woods"


@pytest.fixture
def circle(live_server: Any) -> Circle:
    load_catalogue(two_revisions())
    return Circle.open()


def open_proposal(page: Page, circle: Circle, run_axe: RunAxe) -> None:
    """The lead makes a draft of what the role does, and puts it to people before a line of it is written."""
    arrive(page, circle.lead, "/make-profile/")
    page.get_by_label("Name").fill("Ranger")
    page.get_by_label("Code").fill("ranger")
    page.get_by_role("button", name="Make this profile").click()
    page.get_by_role("button", name="Say what the role does").click()
    page.get_by_label("What the role does").fill(WALKS)
    page.get_by_role("button", name="Add to the profile").click()
    expect_done(page, "added. Now find standards")
    page.goto("/profiles/ranger/")
    page.get_by_role("link", name="Open a proposal about this draft").click()
    page.get_by_role("button", name="Open it").click()
    expect_problems(page, "Enter the question, in plain words", "Say what it is for")
    page.get_by_label("The question, in plain words").fill(QUESTION)
    page.get_by_label("What it is for").fill("To walk well together. What you say goes into the list.")
    for group in ("People with lived experience", "Significant others and family carers", "Practitioners"):
        page.get_by_label(group).check()
    page.get_by_label("Once they have said something themselves").check()
    run_axe(page)
    page.get_by_role("button", name="Open it").click()
    expect_done(page, "The proposal is open.")
    expect(page.get_by_text("From the start: people were asked before any of it was made")).to_be_visible()


def write_and_ask(page: Page) -> None:
    """The lead writes a line of the draft, and asks what people think of it now."""
    page.goto("/profiles/ranger/draft/add-line/?standard=ZX1@2003")
    page.get_by_label("Essential").check()
    page.get_by_label("The first day").check()
    page.get_by_role("button", name="Add to the profile").click()
    expect_done(page, "added")
    page.goto("/together/")
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_role("link", name="Run this proposal").click()
    page.get_by_role("button", name="Ask what people think of it now").click()
    page.get_by_role("button", name="Ask them").click()
    expect_done(page, "finds it in their inbox")


def think(page: Page, choice: str, reason: str = "") -> None:
    """Somebody says what they think, from the page of the proposal."""
    page.get_by_role("button", name="Say what you think").click()
    page.get_by_label(choice, exact=True).check()
    page.get_by_label("Your reason").fill(reason)
    page.get_by_role("button", name="Send it").click()
    expect_done(page, "What you think is kept.")


def keep_record(page: Page, circle: Circle) -> None:
    """The lead puts down what each needed and was offered, and what came of each point."""
    proposal = Proposal.objects.get()
    for one in proposal.participants.all():
        page.goto(f"/together/run/{proposal.pk}/people/{one.pk}/")
        page.get_by_role("group", name="Were they asked").get_by_label("Yes").check()
        if one.access_needs:
            page.get_by_role("group", name="Was it met?").get_by_label("Yes").check()
        page.get_by_role("group", name="Was payment offered?").get_by_label("Yes").check()
        page.get_by_role("button", name="Save").click()
        expect_done(page, "It is kept.")
    for point in proposal.points.all():
        page.goto(f"/together/run/{proposal.pk}/points/{point.pk}/")
        page.get_by_label("What changed because of it").fill("Walks begin when you say.")
        page.get_by_role("button", name="Save").click()
        expect_done(page, "It is kept.")


def test_a_profile_is_decided_together_and_becomes_a_job_description(
    open_page: Callable[..., Page], circle: Circle, run_axe: RunAxe
) -> None:
    lead, carer = open_page(), open_page(javascript=False)
    lived, other, practitioner = open_page(size=PHONE), open_page(), open_page()
    open_proposal(lead, circle, run_axe)
    # Somebody with lived experience finds it at home, on a phone, and says what matters
    arrive(lived, circle.lived, "/")
    lived.get_by_role("link", name=QUESTION).first.click()
    lived.get_by_role("button", name="Say what matters to you").click()
    lived.get_by_label("What do you want to say?").fill("Ask me when I want to walk.")
    run_axe(lived)
    fits_the_screen(lived)
    lived.get_by_role("button", name="Send it").click()
    expect_done(lived, "It is written down.")
    lived.get_by_role("link", name="Your name and what would help").click()
    lived.get_by_label("Yes, show my name").check()
    lived.get_by_label("Easy read papers").check()
    lived.get_by_role("button", name="Save").click()
    expect_done(lived, "You can change it at any time.")
    lived.get_by_role("button", name="Use large print").click()
    expect_done(lived, "in large print")
    fits_the_screen(lived)
    run_axe(lived)
    # The draft is written from what they said, and each says what they think
    write_and_ask(lead)
    lived.reload()
    think(lived, "I support it")
    arrive(other, circle.other, "/together/")
    other.get_by_role("link", name=QUESTION).first.click()
    expect(other.get_by_text("You will see this once you have had your own say.")).to_be_visible()
    think(other, "I support it")
    expect(other.get_by_text("Ines Lived").first).to_be_visible()
    arrive(practitioner, circle.practitioner, Proposal.objects.get().get_absolute_url())
    think(practitioner, "I support it")
    arrive(carer, circle.carer, Proposal.objects.get().get_absolute_url())
    think(carer, "I object to it", "It does not say who comes along.")
    # An objection is answered before anything is decided
    lead.reload()
    expect(lead.get_by_text("Significant others and family carers: answer an objection")).to_be_visible()
    run_axe(lead)
    lead.get_by_role("link", name="Answer it").first.click()
    lead.get_by_label("Your answer").fill("A friend can come along. We will say so.")
    lead.get_by_label("Something changes because of it").check()
    lead.get_by_role("button", name="Send the answer").click()
    expect_done(lead, "Your answer is with them.")
    carer.goto("/")
    carer.get_by_role("link", name=QUESTION).first.click()
    carer.get_by_role("button", name="Read the answer").click()
    expect(carer.get_by_text("A friend can come along.")).to_be_visible()
    carer.get_by_label("I no longer object").check()
    carer.get_by_role("button", name="Send it").click()
    expect_done(carer, "It is written down.")
    # With the record empty nothing is offered but what is missing, in words; then it is whole
    decide = f"/together/run/{Proposal.objects.get().pk}/decide/"
    lead.goto(decide)
    expect(lead.get_by_text("whether payment was offered").first).to_be_visible()
    expect(lead.get_by_role("button", name="Decide it")).to_have_count(0)
    run_axe(lead)
    keep_record(lead, circle)
    lead.goto(decide)
    run_axe(lead)
    lead.get_by_label("I have read the record").check()
    lead.get_by_role("button", name="Decide it").click()
    expect_done(lead, "It is decided, and recorded as co-produced.")
    # In use, it says how it was decided, and becomes a job description
    lead.goto("/profiles/ranger/draft/put-in-use/")
    fill_day(lead, "First day in use", clock.today())
    lead.get_by_label("Reason").fill("Decided together")
    lead.get_by_role("button", name="See what it changes").click()
    lead.get_by_role("button", name="Put it in use").click()
    expect_done(lead, "Ranger version 1 is in use from")
    expect(lead.get_by_text("Co-produced: made together, from the start")).to_be_visible()
    run_axe(lead)
    other.goto("/together/what-changed/")
    expect(other.get_by_text("Walks begin when you say.").first).to_be_visible()
    run_axe(other)
    lead.goto("/profiles/ranger/versions/1/document/")
    with lead.expect_download() as waiting:
        lead.get_by_role("link", name="Job description, Word").click()
    word = docx.Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert WALKS in " ".join(one.text for one in word.paragraphs)
    assert ProfileVersion.objects.get().decided_how == "co-produced"
