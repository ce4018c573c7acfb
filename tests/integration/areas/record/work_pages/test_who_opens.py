"""Which page of people's work, of changes and of refresh rules opens for whom, and how often it asks the store."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Unit
from standing.areas.record import actions
from standing.areas.record.urls import CHANGES, IN_AND_OUT, LIMITS, REFRESH_RULES, WORKFORCE
from tests.factories.people import signed_in
from tests.factories.workforce import TESTS, make_worker, met
from tests.integration.areas.record.work_pages.conftest import RULE, TODAY, ZX1, issue

pytestmark = pytest.mark.django_db


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
