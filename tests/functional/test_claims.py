"""A claim goes from a phone to a verified decision through four accounts; and what was being sent is not lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from standing.areas.assessment.actions.sampling import plan_sampling
from standing.areas.assessment.models import Claim
from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record.models import Decision
from standing.core.assessing.states import State
from tests.factories import assessment as make
from tests.factories.assessment import Claiming
from tests.factories.people import PASSWORD, make_account
from tests.support.browsing import PHONE
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen

pytestmark = [pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
RunAxe = Callable[[Page], None]


@pytest.fixture
def world() -> Claiming:
    return make.make_claiming()


@pytest.fixture
def verifier(world: Claiming) -> Account:
    """An internal verifier, whose plan draws everything the assessor decides."""
    account = make_account("Vi Verifier", password=PASSWORD, roles=[(Role.INTERNAL_VERIFIER, world.unit)])
    today = clock.today()
    plan_sampling(by=account, unit=world.unit, from_on=today, to_on=today + timedelta(days=30))
    return account


def test_from_a_phone_to_a_verified_decision_through_four_accounts(
    open_page: OpenPage, world: Claiming, verifier: Account, run_axe: RunAxe
) -> None:
    # The practitioner, on a phone: opens a claim.
    own = open_page(size=PHONE)
    arrive(own, world.practitioner, "/claims/")
    own.get_by_role("button", name="Work towards a standard").click()
    own.get_by_label("Standard", exact=True).fill("ZA1")
    own.get_by_role("button", name="Open this claim").click()
    expect_done(own, "The claim is open")
    expect(own.get_by_text("Assessed on scope only.", exact=True)).to_be_visible()
    fits_the_screen(own)
    run_axe(own)

    # Their manager says who assesses it.
    manager = open_page()
    arrive(manager, world.manager, "/claims/")
    manager.locator("#to-allocate").get_by_role("link").first.click()
    manager.get_by_label("Alex Assessor").check()
    manager.get_by_role("button", name="Allocate it").click()
    expect_done(manager, "Alex Assessor assesses this claim.")

    # Evidence from the phone: what may name somebody is asked about first.
    own.get_by_role("link", name="Add evidence").click()
    own.get_by_label("Reflective account").check()
    own.get_by_label("What does it show?").fill("I agreed the plan with Mr Arthur Pendlebury")
    fill_day(own, "Day of the practice", clock.today())
    own.get_by_label("Where is the record of it kept?").fill("Portfolio, section 3")
    own.get_by_label("Who can authenticate it?").fill("The ward manager")
    own.get_by_role("button", name="Sign and add it").click()
    expect(own.get_by_role("heading", name="Does this name somebody?")).to_be_visible()
    fits_the_screen(own)
    run_axe(own)
    own.get_by_label("What does it show?").fill(
        "I agreed the plan with the person, and wrote it in their words"
    )
    own.get_by_role("button", name="Sign and add it").click()
    expect_done(own, "signed by you")
    own.get_by_role("button", name="Submit this claim").click()
    expect_done(own, "Its assessor begins next.")

    # The assessor judges and decides.
    assessor = open_page()
    arrive(assessor, world.assessor, "/")
    assessor.get_by_role("link", name="Begin assessing").click()
    assessor.get_by_role("button", name="Begin assessing").click()
    run_axe(assessor)
    for what in ("Valid", "Authentic", "Current", "Sufficient"):
        assessor.get_by_label(what).check()
    assessor.get_by_role("button", name="Keep this").click()
    expect_done(assessor, "What you judged is kept.")
    assessor.get_by_role("link", name="Decide", exact=True).click()
    assessor.get_by_role("button", name="Continue").last.click()
    expect_problems(assessor, "Select what you decided")
    assessor.get_by_label("Met", exact=True).check()
    assessor.get_by_role("button", name="Continue").last.click()
    expect(assessor.get_by_role("heading", name="Check the decision before you make it")).to_be_visible()
    run_axe(assessor)
    assessor.get_by_role("button", name="Make this decision").click()
    expect_done(assessor, "waits for somebody else to look at it")
    assert not Decision.objects.filter(person=world.person).exists(), (
        "it does not count before it is verified"
    )

    # The verifier looks at it, and releases it.
    desk = open_page()
    arrive(desk, verifier, "/verification/")
    desk.locator("#to-verify").get_by_role("link").first.click()
    desk.get_by_role("button", name="Release").click()
    expect_done(desk, "record")
    assert Decision.objects.get(person=world.person).outcome == "met"
    own.goto(f"/claims/{Claim.objects.get().pk}/")
    expect(own.get_by_text("Released", exact=True).first).to_be_visible()
    assert Claim.objects.get().at is State.RELEASED
    told = list(Event.objects.filter(subject=Claim.objects.get().subject).values_list("action", flat=True))
    assert told[0] == "open_claim"
    assert {"submit_claim", "begin_assessing", "judge_evidence", "decide_claim", "hold_claim"} <= set(told)


def test_what_was_being_sent_is_sent_on_after_signing_in_again(
    open_page: OpenPage, world: Claiming, run_axe: RunAxe
) -> None:
    claim = make.judged(world)
    page = open_page()
    arrive(page, world.assessor, f"/claims/{claim.pk}/more/")
    page.get_by_label("What else is needed?").fill("An observation of a second round")
    page.reload()
    expect(page.get_by_text("What you typed here before is back.")).to_be_visible()
    expect(page.get_by_label("What else is needed?")).to_have_value("An observation of a second round")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Ask for it").click()
    page.get_by_label("Email address").fill(world.assessor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Send what you were sending")).to_be_visible()
    run_axe(page)
    page.get_by_role("button", name="Send it now").click()
    expect_done(page, "is told what else is needed")
    claim.refresh_from_db()
    assert claim.at is State.MORE_NEEDED
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('standing-draft:')).length"
    assert page.evaluate(kept) == 0, "a draft that was sent is gone"

    other = make.submitted(world, 1)
    page.goto(f"/claims/{other.pk}/withdraw/")
    page.goto("/claims/open/")
    arrive(page, world.practitioner, f"/claims/{claim.pk}/evidence/add/")
    page.get_by_label("What does it show?").fill("Half a thought")
    assert page.evaluate(kept) == 1
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate(kept) == 0, "signing out leaves nothing on the computer"
