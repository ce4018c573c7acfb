"""The pages about messages: who sees what would be sent and what was, and who reads the words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.reminders.actions import make_messages, send_due
from standing.areas.reminders.models import Message
from standing.core.rules import facts
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.record import TESTS, account_of, load_standards, require
from tests.factories.workforce import make_worker, rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Account:
    """Somebody whose only standard runs out in twenty days."""
    today = clock.today()
    with clock.travelling_to(today - timedelta(days=400)):
        (standard,) = load_standards(1)
        rule([standard])
        require((standard,))
        person = make_worker(make_unit("ash"), ref="P1")
        decision = facts.Decision(
            "new", "P1", standard, facts.MET, clock.today(), expires_on=today + timedelta(days=20)
        )
        record.append_facts(by=TESTS, entries=[record.Entry(decision)])
    return account_of(person)


@pytest.fixture
def sent(worker: Account) -> Message:
    """The message to them, handed over."""
    (message,) = make_messages(by=TESTS, today=clock.today(), accounts=[worker])
    send_due(by=TESTS)
    message.refresh_from_db()
    assert message.state == Message.SENT
    return message


def read(account: Account, address: str) -> str:
    page = signed_in(account).get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_a_lead_sees_what_would_be_sent_to_whom_and_why_before_it_is(worker: Account) -> None:
    lead = make_account("Lee Lead", roles=[Role.WORKFORCE_LEAD])
    page = read(lead, "/messages/to-come/")
    assert "Their own: 1" in page
    assert worker.name in page
    text = read(lead, f"/messages/to-come/{worker.pk}/")
    assert "Due by" in text
    assert not Message.objects.exists()
    assert signed_in(lead).get(f"/messages/to-come/{lead.pk}/").status_code == 404, "nothing is to be told"


def test_an_administrator_sees_why_and_not_the_words(worker: Account, sent: Message) -> None:
    administrator = make_account("Robin Admin", roles=[Role.ADMINISTRATOR])
    assert worker.name in read(administrator, "/messages/?state=sent")
    page = read(administrator, f"/messages/{sent.pk}/")
    assert "Their own: 1" in page
    assert "ZA1" not in page
    assert "only they and those who may see it can read it" in page


def test_people_see_what_they_were_told_themselves(worker: Account, sent: Message) -> None:
    assert sent.subject in read(worker, "/messages/mine/")
    assert "ZA1 (2013)" in read(worker, f"/messages/{sent.pk}/")


@pytest.mark.parametrize("address", ["/messages/", "/messages/to-come/", "/messages/to-come/1/"])
def test_nobody_else_sees_what_is_sent(worker: Account, address: str) -> None:
    assert signed_in(worker).get(address).status_code == 403


def test_nobody_else_sees_a_message(sent: Message) -> None:
    assert signed_in(make_account("Out Sider")).get(f"/messages/{sent.pk}/").status_code == 404


def test_a_choice_is_kept(worker: Account) -> None:
    client: Client = signed_in(worker)
    page = client.post("/messages/mine/", {"not_required": "on"}, follow=True).content.decode()
    assert "What you are told is set." in page
    assert "checked" in client.get("/messages/mine/").content.decode()


def test_without_a_mail_server_the_pages_say_so(worker: Account, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert "No mail server is set" in read(worker, "/messages/mine/")
