"""The safety alerts at the top of every page: those that stop somebody counting, for one query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Decision
from standing.areas.record.selectors.alerts import alerts_to_sign
from tests.factories.people import make_account, signed_in
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, met, rule
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        yield


@pytest.fixture
def worker() -> Person:
    person = make_worker()
    met(person, ZX1, date(2026, 1, 1))
    return person


@pytest.fixture
def account(worker: Person) -> Account:
    return make_account(person=worker, roles=[Role.PRACTITIONER])


def issue(subject: str = "ALERT-7", **given: Any) -> None:
    actions.issue_change(
        **{
            "by": TESTS,
            "subject": subject,
            "version": 1,
            "title": f"Alert about {subject}",
            "standards": [ZX1],
            "change_class": "critical",
            "effective_on": TODAY,
            **given,
        }
    )


def named(account: Account) -> list[str]:
    return [alert.subject for alert in alerts_to_sign(by=account)]


def stops(person: Person) -> bool:
    found = standings_on([Person.objects.get(pk=person.pk)], TODAY)
    return any("alert_unsigned" in standing.reasons for standing in found.values())


def test_it_stands_on_every_page_until_it_is_signed(worker: Person, account: Account) -> None:
    client = signed_in(account)
    pages = ["/", "/record/", "/changes/", "/catalogue/", "/policies/", "/account/"]
    assert not any("Safety alert to sign" in text(client.get(page)) for page in pages)
    issue()
    for page in pages:
        said = text(client.get(page))
        assert "Safety alert to sign" in said, page
        assert said.index("Alert about ALERT-7") < said.index("Standing. Days are those"), page
    answer = client.post("/changes/ALERT-7/1/sign/", {"read": "on"}, follow=True)
    assert "You have signed" in text(answer)
    assert not any("Safety alert to sign" in text(client.get(page)) for page in pages)
    assert not stops(worker)


def test_it_costs_one_query_and_none_without_a_record(account: Account) -> None:
    issue()
    issue("ALERT-8")
    account = Account.objects.get(pk=account.pk)
    with CaptureQueriesContext(connection) as asked:
        assert sorted(named(account)) == ["ALERT-7", "ALERT-8"]
    assert len(asked) == 1
    without = make_account(roles=[Role.AUDITOR])
    with CaptureQueriesContext(connection) as asked:
        assert named(without) == []
    assert len(asked) == 0


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ({}, True),
        ({"effective_on": date(2026, 6, 16)}, False),
        ({"effective_on": date(2026, 1, 1)}, True),
        ({"effective_on": date(2025, 12, 31)}, False),
        ({"standards": [ZX2]}, False),
        ({"change_class": "significant"}, False),
        ({"population": "nights"}, False),
    ],
)
def test_it_stands_exactly_where_it_stops_somebody_counting(
    worker: Person, account: Account, given: dict[str, Any], stands: bool
) -> None:
    issue(**given)
    assert bool(named(account)) is stands
    assert stops(worker) is stands


def test_of_a_population_only_its_members_of_the_day(worker: Person, account: Account) -> None:
    issue(population="nights")
    row = actions.join_population(by=TESTS, person=worker, population="nights", from_on=date(2026, 6, 1))
    assert named(account) == ["ALERT-7"]
    assert stops(worker)
    actions.end_membership(by=TESTS, membership=row, to_on=TODAY, why="Days")
    assert named(account) == []
    assert not stops(worker)


def test_a_later_version_covers_it_and_a_withdrawal_ends_it(worker: Person, account: Account) -> None:
    issue()
    issue(version=2)
    actions.sign_change(by=account, person=worker, subject="ALERT-7", version=2)
    assert named(account) == []
    issue("ALERT-8")
    actions.withdraw_change(by=TESTS, subject="ALERT-8", version=1, withdrawn_on=TODAY, why="Issued in error")
    assert named(account) == []
    assert not stops(worker)


def test_a_decision_taken_back_or_held_back_asks_nothing(worker: Person, account: Account) -> None:
    issue()
    decision = Decision.objects.get()
    actions.correct_decision(by=TESTS, decision=decision, why="Wrong person")
    assert named(account) == []
