"""The pages of people's work, refresh rules and changes: who may open them, what they say, what they cost."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event, Look
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions import merge_people
from standing.areas.record.models import (
    Absence,
    Assignment,
    Claim,
    Membership,
    RefreshRule,
    Suspension,
)
from standing.areas.record.urls import CHANGES, IN_AND_OUT, LIMITS, REFRESH_RULES, WORKFORCE
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1])
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ward")


@pytest.fixture
def worker(ward: Unit) -> Person:
    return make_worker(ward, ref="W1", name="Wren")


@pytest.fixture
def rows(worker: Person) -> dict[str, dict[str, Any]]:
    """The parts of the address of every page."""
    ref = {"ref": worker.ref}
    assignment = Assignment.objects.get(person=worker)
    absence = actions.record_absence(by=TESTS, person=worker, from_on=TODAY)
    suspension = actions.suspend_person(by=TESTS, person=worker, from_on=TODAY, reason="Under review")
    restriction = actions.restrict_practice(
        by=TESTS,
        person=worker,
        from_on=TODAY,
        limits="No nights",
        reason="Unwell",
        review_on=date(2026, 7, 1),
    )
    membership = actions.join_population(by=TESTS, person=worker, population="nights", from_on=TODAY)
    claim = actions.open_claim(by=TESTS, person=worker, standard=ZX2, opened_on=TODAY)
    issue()
    numbered = {
        "move": assignment,
        "end_assignment": assignment,
        "take_back_assignment": assignment,
        "reopen_assignment": assignment,
        "end_absence": absence,
        "lift_suspension": suspension,
        "review_restriction": restriction,
        "end_restriction": restriction,
        "leave_population": membership,
        "close_claim": claim,
    }
    change = {"subject": "policy-7", "version": 1}
    found = {route.name: ref for route in WORKFORCE if "ref" in route.pattern.converters}
    found |= {name: ref | {"number": row.pk} for name, row in numbered.items()}
    spare = merge_people(by=TESTS, kept=make_person(), merged=make_person(), why="x")
    return found | {
        "change": change,
        "unsigned": change,
        "withdraw_change": change,
        "split": {"number": spare.pk},
    }


def issue(**given: Any) -> None:
    actions.issue_change(
        **{
            "by": TESTS,
            "subject": "policy-7",
            "version": 1,
            "title": "Policy 7",
            "standards": [ZX1],
            "change_class": "significant",
            "effective_on": date(2026, 6, 1),
            "what_changed": "Gates are closed at night.",
            **given,
        }
    )


MANAGES = {"manager", "lead"}
SUSPENDS = MANAGES | {"clinical lead"}
RESTRICTS = {"manager", "clinical lead"}
CLAIMS = MANAGES | {"self"}
ANYONE = {"manager", "lead", "clinical lead", "self", "assessor", "elsewhere", "administrator"}

WHO_OPENS: dict[str, set[str]] = {
    "people": ANYONE | {"nobody"},
    "add_person": {"lead", "administrator"},
    "work": SUSPENDS | CLAIMS,
    "assign": MANAGES,
    "move": MANAGES,
    "end_assignment": MANAGES,
    "take_back_assignment": MANAGES,
    "reopen_assignment": MANAGES,
    "leave": MANAGES,
    "starters": MANAGES | {"elsewhere"},
    "movers": MANAGES | {"elsewhere"},
    "leavers": MANAGES | {"elsewhere"},
    "merges": {"lead"},
    "merge": {"lead"},
    "split": {"lead"},
    "record_absence": MANAGES,
    "end_absence": MANAGES,
    "suspend": SUSPENDS,
    "lift_suspension": SUSPENDS,
    "restrict": RESTRICTS,
    "review_restriction": RESTRICTS,
    "end_restriction": RESTRICTS,
    "limits": SUSPENDS | {"self", "elsewhere"},
    "join_population": MANAGES,
    "leave_population": MANAGES,
    "open_claim": CLAIMS,
    "close_claim": CLAIMS,
    "refresh_rules": ANYONE,
    "set_rules": {"lead"},
    "changes": ANYONE,
    "change": ANYONE,
    "unsigned": ANYONE,
    "withdraw_change": {"lead"},
}


@pytest.fixture
def readers(ward: Unit, worker: Person) -> dict[str, Account]:
    elsewhere = make_unit("elsewhere")
    return {
        "manager": make_account(roles=[(Role.MANAGER, ward)]),
        "lead": make_account(roles=[Role.WORKFORCE_LEAD]),
        "clinical lead": make_account(roles=[(Role.CLINICAL_LEAD, ward)]),
        "self": make_account(person=worker, roles=[Role.PRACTITIONER]),
        "assessor": make_account(roles=[(Role.ASSESSOR, ward)]),
        "elsewhere": make_account(
            person=make_person(),
            roles=[
                Role.PRACTITIONER,
                (Role.MANAGER, elsewhere),
                (Role.CLINICAL_LEAD, elsewhere),
                (Role.ASSESSOR, elsewhere),
            ],
        ),
        "administrator": make_account(roles=[Role.ADMINISTRATOR, Role.AUDITOR, Role.FRAMEWORK_STEWARD]),
        "nobody": make_account(),
    }


def test_the_table_of_pages_is_whole() -> None:
    assert WHO_OPENS.keys() == {
        route.name for route in (*WORKFORCE, *LIMITS, *IN_AND_OUT, *REFRESH_RULES, *CHANGES)
    }


@pytest.mark.parametrize("name", sorted(WHO_OPENS))
def test_a_page_opens_for_those_who_may_and_nobody_else_and_a_send_writes_nothing(
    name: str, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    address = reverse(f"record:{name}", kwargs=rows.get(name))
    events = Event.objects.count()
    for who, account in readers.items():
        client = signed_in(account)
        for answer in (client.get(address), client.post(address, {})):
            opens = who in WHO_OPENS[name]
            assert (answer.status_code == 200) is opens, f"{who} got {answer.status_code} from {name}"
            if not opens:
                assert answer.status_code in (403, 404)
                assert "Wren" not in answer.content.decode(), f"{name} tells {who} a name"
    assert Event.objects.count() == events
    assert Client().get(address).status_code == 302, "who is not signed in is asked to"


def text(answer: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(words.split())


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


SENT: dict[str, tuple[dict[str, Any], type[Any], str]] = {
    "record_absence": (day("from_on", TODAY), Absence, "is recorded as away from 15 June 2026"),
    "end_absence": (day("to_on", date(2026, 7, 1)), Absence, "first day back is 1 July 2026"),
    "suspend": (
        {**day("from_on", TODAY), "reason": "Another review", "standards": "ZX1"},
        Suspension,
        "is suspended for ZX1@2003 from 15 June 2026",
    ),
    "lift_suspension": (
        {**day("to_on", date(2026, 7, 1)), "why": "closed"},
        Suspension,
        "suspension ends on 1 July 2026",
    ),
    "join_population": (
        {**day("from_on", TODAY), "population": "gardeners"},
        Membership,
        "belongs to gardeners from 15 June 2026",
    ),
    "leave_population": (
        {**day("to_on", date(2026, 7, 1)), "why": "days"},
        Membership,
        "leaves nights on 1 July 2026",
    ),
    "open_claim": ({**day("opened_on", TODAY), "standards": ZX1}, Claim, "is working towards ZX1@2003"),
    "close_claim": (
        {**day("to_on", date(2026, 7, 1)), "why": "enough"},
        Claim,
        "is no longer working towards ZX2@2003",
    ),
    "end_assignment": (
        {**day("to_on", date(2026, 7, 1)), "why": "leaves"},
        Assignment,
        "is no longer in this post from 1 July 2026",
    ),
}


@pytest.mark.parametrize("name", sorted(SENT))
def test_one_thing_is_changed_on_a_page_and_said(
    name: str, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    sent, model, said = SENT[name]
    before = model.objects.count()
    client = signed_in(readers["manager"])
    answer = client.post(reverse(f"record:{name}", kwargs=rows[name]), sent, follow=True)
    assert answer.redirect_chain == [(reverse("record:work", kwargs={"ref": "W1"}), 302)]
    assert said in text(answer)
    assert model.objects.count() == before + 1, "a fact is added, never changed"


@pytest.mark.parametrize("name", ["assign", "move"])
def test_a_post_is_given_and_changed_for_another(
    name: str, ward: Unit, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    make_post(ward, code="lead-post", title="Lead", role="lead-nurse")
    sent = {**day("from_on", date(2026, 7, 1)), "post": "lead-post", "why": "promoted", "confirm": "yes"}
    client = signed_in(readers["manager"])
    answer = client.post(reverse(f"record:{name}", kwargs=rows[name]), sent, follow=True)
    assert "Lead in Made-up ward" in text(answer)
    ends = Assignment.objects.get(role="nurse", retracted_on=None).to_on
    assert ends == (date(2026, 7, 1) if name == "move" else None)


def test_a_post_elsewhere_cannot_be_chosen(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    make_post(make_unit("far"), code="far-post")
    client = signed_in(readers["manager"])
    sent = {**day("from_on", TODAY), "post": "far-post"}
    answer = client.post(reverse("record:assign", kwargs=rows["assign"]), sent)
    assert "There is a problem Select one of the choices on the page" in text(answer)
    assert "far-post" not in answer.content.decode()


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    sent = {"from_on_day": "31", "from_on_month": "2", "from_on_year": "2026", "reason": "Kept words"}
    answer = client.post(reverse("record:suspend", kwargs=rows["suspend"]), {**sent, "standards": "NO1"})
    words = text(answer)
    assert "First day suspended must be a real date" in words
    assert "“NO1” is no standard we know." in words
    body = answer.content.decode()
    assert "Kept words" in body
    assert 'value="NO1"' in body
    assert 'value="31"' in body
    assert "<title>Error: Suspend" in body


def test_what_the_record_refuses_stands_at_its_field(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    sent = {**day("opened_on", TODAY), "standards": ZX2}
    answer = client.post(reverse("record:open_claim", kwargs=rows["open_claim"]), sent)
    assert "is working towards ZX2@2003 already." in text(answer)
    assert 'href="#id_standards"' in answer.content.decode()
    early = day("to_on", date(2020, 1, 1))
    answer = client.post(reverse("record:end_absence", kwargs=rows["end_absence"]), early)
    assert 'href="#id_to_on_day"' in answer.content.decode()


def test_a_search_keeps_everything_typed_and_offers_what_it_finds(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    address = reverse("record:open_claim", kwargs=rows["open_claim"])
    answer = client.post(address, {**day("opened_on", TODAY), "words": "garden 2003", "find": "yes"})
    body = answer.content.decode()
    assert 'value="ZX1@2003"' in body
    assert 'value="2026"' in body
    assert "There is a problem" not in body
    chosen = {**day("opened_on", TODAY), "words": "garden 2003", "searched": "garden 2003", "found": ZX1}
    assert "is working towards ZX1@2003" in text(client.post(address, chosen, follow=True))


def test_words_not_looked_for_yet_are_looked_for_instead_of_forgotten(
    rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    client = signed_in(readers["manager"])
    address = reverse("record:open_claim", kwargs=rows["open_claim"])
    answer = client.post(address, {**day("opened_on", TODAY), "standards": ZX1, "words": "garden"})
    assert answer.status_code == 200
    assert "Found for “garden”" in text(answer)
    answer = client.post(address, {"words": "xyzzy", "find": "yes"})
    assert "No standard in the catalogue answers “xyzzy”" in text(answer)


def test_a_suspensions_reason_and_absences_are_not_for_everyone(
    worker: Person, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    address = reverse("record:work", kwargs=rows["work"])
    clinical = text(signed_in(readers["clinical lead"]).get(address))
    assert "Under review" in clinical
    assert "Absences" not in clinical
    own = text(signed_in(readers["self"]).get(address))
    assert "Under review" in own, "a person sees everything held about them"
    assert "Record an absence" not in own


def test_who_looked_at_somebodys_work_is_logged_and_ones_own_look_is_not(
    worker: Person, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    for who in ("manager", "self", "elsewhere"):
        signed_in(readers[who]).get(reverse("record:work", kwargs=rows["work"]))
    signed_in(readers["manager"]).get(reverse("record:lift_suspension", kwargs=rows["lift_suspension"]))
    looks = Look.objects.order_by("pk").values_list("account", "person", "page")
    manager = readers["manager"].pk
    assert list(looks) == [(manager, "W1", "work"), (manager, "W1", "work: suspension")]


def test_a_person_is_added_with_a_post_or_not_at_all(ward: Unit, readers: dict[str, Account]) -> None:
    make_post(ward, code="new-post", title="New post")
    client, address = signed_in(readers["lead"]), reverse("record:add_person")
    names = {"given_name": "Nia", "family_name": "Newcome", "ref": "N1"}
    answer = client.post(address, {**names, **day("from_on", TODAY), "post": ""})
    assert "Select post" in text(answer)
    assert not Person.objects.filter(ref="N1").exists()
    taken = {**names, "ref": "w1", **day("from_on", TODAY), "post": "new-post"}
    assert "The staff number W1 is that of Wren Example" in text(client.post(address, taken))
    answer = client.post(address, {**names, **day("from_on", TODAY), "post": "new-post"}, follow=True)
    assert "Nia Newcome is added, and is New post in Made-up ward from 15 June 2026." in text(answer)
    assert "Nia Newcome" in text(signed_in(readers["manager"]).get(reverse("record:people")))


def test_an_administrator_adds_a_person_without_a_post(readers: dict[str, Account]) -> None:
    client = signed_in(readers["administrator"])
    names = {"given_name": "Nia", "family_name": "Newcome", "ref": "N1"}
    answer = client.post(reverse("record:add_person"), names, follow=True)
    assert "Nia Newcome is added. Give them a post" in text(answer)


def test_people_are_found_by_name_among_those_in_sight(worker: Person, readers: dict[str, Account]) -> None:
    make_worker(make_unit("far"), name="Wrenna")
    found = text(signed_in(readers["manager"]).get(reverse("record:people"), {"words": "wren"}))
    assert "Wren Example" in found
    assert "Wrenna" not in found
    assert "Showing the only person" in found


RULE = {
    "expires": "months",
    "validity_months": "6",
    "critical": "yes",
    "applies_to": "all",
    "why": "safety",
    "standards": ZX1,
}


def test_a_rule_is_shown_before_it_is_set(worker: Person, readers: dict[str, Account]) -> None:
    met(worker, ZX1, date(2025, 10, 1))
    client, address = signed_in(readers["lead"]), reverse("record:set_rules")
    before = RefreshRule.objects.count()
    shown = text(client.post(address, RULE))
    assert "1 person has a decision on these standards. Something changes for 1 person today." in shown
    assert "Stop counting at once (1)" in shown
    assert "Wren Example" in shown
    assert RefreshRule.objects.count() == before
    again = client.post(address, {**RULE, "change": "yes"}).content.decode()
    assert 'value="safety"' in again
    assert "There is a problem" not in again
    answer = client.post(address, {**RULE, "confirm": "yes"}, follow=True)
    assert "The rule of 1 standard is set: Expires after 6 months, no grace: safety-critical." in text(answer)
    newest = RefreshRule.objects.get(standard=ZX1, retracted_on=None)
    assert (newest.validity_months, newest.grace_days, newest.rule_from) == (6, 0, None)


def test_a_rule_that_is_not_whole_is_not_shown(readers: dict[str, Account]) -> None:
    client, address = signed_in(readers["lead"]), reverse("record:set_rules")
    said = text(client.post(address, {"expires": "months", "critical": "no", "confirm": "yes"}))
    for words in (
        "Enter a code, or search the catalogue and choose what you find",
        "Enter the months until it expires, like 36",
        "Enter the days of grace, like 28",
        "Select whether it holds for new decisions only, or for all",
        "Say why",
    ):
        assert words in said


def test_rules_are_listed_by_suite_and_by_whether_there_is_one(readers: dict[str, Account]) -> None:
    client, address = signed_in(readers["lead"]), reverse("record:refresh_rules")
    everything = text(client.get(address))
    assert "4 standards have no rule yet" in everything
    assert "Showing all 5 standards" in everything
    assert "Showing 1 of 5 standards" in text(client.get(address, {"suite": "ZX", "rule": "none"}))
    assert "Set a rule" not in text(signed_in(readers["manager"]).get(address))
    chosen = client.get(reverse("record:set_rules"), {"standards": f"{ZX1},{ZX2}"}).content.decode()
    assert f"{ZX1}\n{ZX2}" in chosen


def test_whoever_has_not_signed_is_listed_to_be_printed(worker: Person, readers: dict[str, Account]) -> None:
    met(worker, ZX1, date(2025, 10, 1))
    issue(change_class="critical", effective_on=TODAY)
    change = {"subject": "policy-7", "version": 1}
    page, listed = reverse("record:change", kwargs=change), reverse("record:unsigned", kwargs=change)
    manager = signed_in(readers["manager"])
    assert listed in manager.get(page).content.decode()
    said = text(manager.get(listed))
    assert "Have not signed (1)" in said
    assert worker.name in said
    assert worker.name not in text(signed_in(readers["elsewhere"]).get(listed))
    actions.sign_change(by=readers["self"], person=worker, **change)
    assert "Everybody whose record you can see has signed" in text(manager.get(listed))


def test_changes_are_listed_by_any_edition_of_a_standard(readers: dict[str, Account]) -> None:
    issue()
    client, address = signed_in(readers["self"]), reverse("record:changes")
    assert "Showing the only change" in text(client.get(address, {"standard": "ZX1"}))
    assert "Showing 0 of 1 change" in text(client.get(address, {"standard": "ZZ2"}))
    assert "is no standard we know" in text(client.get(address, {"standard": "QQ9"}))
    assert "Showing 0 of 1 change" in text(client.get(address, {"change_class": "major"}))


def test_a_change_is_withdrawn_with_a_reason(readers: dict[str, Account]) -> None:
    issue()
    client = signed_in(readers["lead"])
    address = reverse("record:withdraw_change", kwargs={"subject": "policy-7", "version": 1})
    assert "Say why" in text(client.post(address, day("withdrawn_on", TODAY)))
    answer = client.post(address, {**day("withdrawn_on", TODAY), "why": "closed"}, follow=True)
    assert "Policy 7 asks nothing from 15 June 2026." in text(answer)
    assert "Withdraw this change" not in text(answer)


def queries(client: Client, address: str, **sent: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code == 200
    return len(caught)


def grow(ward: Unit, many: int) -> None:
    """More of everything a page could ask for once each."""
    for number in range(many):
        person = make_worker(ward, name=f"More{number}")
        met(person, ZX1, date(2025, 10, 1))
        actions.join_population(by=TESTS, person=person, population="nights", from_on=TODAY)
    worker = Person.objects.get(ref="W1")
    for year in range(2000, 2000 + many):
        actions.record_absence(by=TESTS, person=worker, from_on=date(year, 1, 1), to_on=date(year, 2, 1))
        suspension = {"from_on": date(year, 1, 1), "to_on": date(year, 2, 1), "reason": "x", "standard": ZX1}
        actions.suspend_person(by=TESTS, person=worker, **suspension)
        issue(subject=f"policy-{year}")


PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "people": ("record:people", {}),
    "work": ("record:work", {}),
    "assign": ("record:assign", {}),
    "suspend": ("record:suspend", {}),
    "refresh_rules": ("record:refresh_rules", {}),
    "set_rules": ("record:set_rules", {}),
    "set_rules, preview": ("record:set_rules", RULE),
    "changes": ("record:changes", {}),
    "change": ("record:change", {}),
    "unsigned": ("record:unsigned", {}),
    "limits": ("record:limits", {}),
}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_asks_the_store_as_often_however_much_there_is(
    page: str, ward: Unit, rows: dict[str, dict[str, Any]], readers: dict[str, Account]
) -> None:
    name, sent = PAGES[page]
    client = signed_in(readers["lead"])
    address = reverse(name, kwargs=rows.get(name.partition(":")[2]))
    grow(ward, 2)
    queries(client, address, **sent)
    few = queries(client, address, **sent)
    with clock.travelling_to(TODAY):
        for number in range(5):
            met(make_worker(ward, name=f"Much{number}"), ZX1, date(2025, 10, 1))
            issue(subject=f"later-{number}")
            absence = {"from_on": date(1990 + number, 1, 1), "to_on": date(1990 + number, 2, 1)}
            actions.record_absence(by=TESTS, person=Person.objects.get(ref="W1"), **absence)
    queries(client, address, **sent)  # the first look of the day at somebody new is one insertion more
    many = queries(client, address, **sent)
    print(f"{page}: {many} queries")
    assert many == few
