"""A safety alert from the register to the last signature: three people put it into force, forty sign it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.policies.models import Answer, Observation, ProposedChange
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Change, StalePerson
from standing.areas.record.periods import in_bulk
from standing.core.rules.days import add_days
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.policies import Offices, make_policy
from tests.factories.record import decide_all, load_standards, make_manager
from tests.factories.workforce import employ, rule
from tests.support.journeys import arrive, expect_done, expect_problems, fill_day, fits_the_screen
from tests.support.pages import text

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
ZA1 = "ZA1@2013"
FORTY = 40
SIGN = "/changes/ALERT-9/1/sign/"


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash", name="Ash ward")


@pytest.fixture
def forty(ward: Unit) -> Iterator[list[tuple[Person, Account]]]:
    """Forty nurses of a ward who all count in a standard."""
    rule(load_standards(2))
    post = make_post(ward)
    people = [make_person(f"N{number:02}", given_name=f"Nurse{number}") for number in range(FORTY)]
    with in_bulk():
        for person in people:
            employ(person, post)
        decide_all([(person, ZA1, add_days(clock.today(), -100)) for person in people])
    return [
        (person, make_account(person.name, person=person, roles=[Role.PRACTITIONER])) for person in people
    ]


def counting() -> int:
    """How many of them count today: nothing is computed for the answer but what a page would compute."""
    people = Person.objects.filter(ref__startswith="N").select_related("stale")
    return sum(standing.counts for standing in standings_on(list(people), clock.today()).values())


@pytest.mark.smoke
def test_an_alert_makes_forty_not_current_and_each_signature_restores_one(
    page: Page, phone: Page, run_axe: RunAxe, ward: Unit, forty: list[tuple[Person, Account]]
) -> None:
    offices = Offices.open()
    assert "No policies" in text(signed_in(offices.author).get("/policies/"))
    assert counting() == FORTY
    # The author adds the alert to the register, publishes it and proposes what it changes
    arrive(page, offices.author, "/policies/add/")
    page.get_by_label("Safety alert").check()
    page.get_by_label("Code").fill("ALERT-9")
    page.get_by_label("Title").fill("Pond covers")
    page.get_by_label("Owner").select_option(label=f"Avery Author ({offices.author.email})")
    run_axe(page)
    page.get_by_role("button", name="Add it").click()
    expect_done(page, "Pond covers is in the register")
    run_axe(page)
    page.get_by_role("link", name="Publish it").click()
    fill_day(page, "Day it is published", clock.today())
    fill_day(page, "First day in effect", clock.today())
    page.get_by_role("button", name="Publish it").click()
    page.get_by_role("link", name="Propose a change of practice").click()
    page.get_by_label("What changed").fill("Every pond is covered at dusk.")
    page.get_by_label("Other standards it touches").fill("ZA1")
    page.get_by_label("Safety alert").check()
    page.get_by_role("button", name="Keep it as a draft").click()
    expect_problems(page, "Enter one question on the change: reading is not practice")
    run_axe(page)
    page.get_by_label("One question on the change").fill("When is a pond covered?")
    page.get_by_label("Answers to choose among").fill("At dawn\nAt dusk")
    page.get_by_label("Number of the right answer").fill("2")
    page.get_by_label("Why it is right").fill("Nobody falls in at night.")
    page.get_by_role("button", name="Keep it as a draft").click()
    run_axe(page)
    page.get_by_role("link", name="Send it to a clinical lead").click()
    page.get_by_role("button", name="Send it").click()
    expect_done(page, "waits for a clinical lead")
    change = ProposedChange.objects.get()
    # A clinical lead agrees the class, and the workforce lead sees whom it asks before anybody is asked
    arrive(page, offices.clinical, f"/policies/changes/{change.pk}/agree/")
    run_axe(page)
    page.get_by_role("button", name="Agree this class").click()
    expect_done(page, "Its class is agreed.")
    arrive(page, offices.workforce, f"/policies/changes/{change.pk}/put-into-force/")
    page.get_by_role("button", name="See whom it asks").click()
    expect(page.get_by_role("main")).to_contain_text("40 people stop counting because of it that day.")
    run_axe(page)
    assert (counting(), Change.objects.count()) == (FORTY, 0)
    page.get_by_role("button", name="Put it into force").click()
    expect_done(page, "Pond covers is in force from")
    assert counting() == 0
    # On her phone the first of them finds the alert first, on every page, and answers wrongly
    _first, account = forty[0]
    arrive(phone, account, "/catalogue/")
    phone.get_by_role("link", name="Read and sign: Pond covers").click()
    fits_the_screen(phone)
    run_axe(phone)
    phone.get_by_label("At dawn").check()
    phone.get_by_label("I have read this").check()
    phone.get_by_role("button", name="Sign", exact=True).click()
    expect(phone.locator(".nhsuk-error-summary")).to_contain_text("Nobody falls in at night.")
    run_axe(phone)
    phone.get_by_label("At dusk").check()
    phone.get_by_role("button", name="Sign", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("You have signed")
    expect(phone.get_by_role("main")).to_contain_text("You count again from today for")
    expect(phone.get_by_text("Safety alert to sign")).to_have_count(0)
    assert counting() == 1
    # The manager prints who has not
    arrive(page, make_manager(ward), "/changes/ALERT-9/1/unsigned/")
    expect(page.get_by_role("table", name="Have not signed (39)")).to_be_visible()
    run_axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu")).to_have_count(0)
    expect(page.get_by_role("table", name="Have not signed (39)")).to_be_visible()
    page.emulate_media(media="screen")
    # Each of the others signs, and each signature restores one, within its own request
    for number, (person, account) in enumerate(forty[1:], 2):
        client = signed_in(account)
        answer = client.post(SIGN, {"answer": "1", "read": "on"}, follow=True)
        assert "You have signed" in text(answer)
        assert not StalePerson.objects.filter(person=person).exists(), "it is stored, not left for later"
        assert counting() == number
    # One in ten is drawn to be seen, and the trail has every step and every answer
    assert Observation.objects.count() == FORTY // 10
    assert Answer.objects.filter(is_right=False).count() == 1
    done = list(Event.objects.values_list("action", flat=True))
    steps = [
        "add_policy",
        "publish_policy",
        "propose_change",
        "send_change",
        "agree_change",
        "put_change_into_force",
    ]
    assert [action for action in done if action in steps] == steps
    assert done.count("append_signature") == FORTY
    assert done.count("answer_question") == FORTY + 1


@pytest.mark.parametrize(
    "address",
    ["/policies/", "/policies/changes/", "/policies/feeds/", "/policies/candidates/", "/policies/POL-GATES/"],
)
def test_pages_of_policies_fit_a_phone(phone: Page, run_axe: RunAxe, address: str) -> None:
    offices = Offices.open()
    make_policy(offices)
    arrive(phone, offices.author, address)
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("Page not found")
    fits_the_screen(phone)
    run_axe(phone)
