"""`standing remind`, as scripts call it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core import mail

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.record import actions as record
from standing.areas.reminders.models import Message
from standing.cli.main import cli
from standing.core.rules import facts
from tests.factories.people import make_unit
from tests.factories.record import TESTS, account_of, load_standards, require
from tests.factories.workforce import make_worker, rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Account:
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


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["remind", *words])


def test_a_dry_run_says_who_would_be_told_what_and_changes_nothing(worker: Account) -> None:
    said = json.loads(run("--dry-run", "--json").stdout)
    assert said["dry_run"] is True
    assert [row["account"] for row in said["messages"]] == [worker.email]
    assert said["messages"][0]["why"] == ["Their own: 1"]
    plain = run("--dry-run").stdout
    assert f"{worker.email}: Standing: 1 thing waits for you" in plain
    assert "1 message would be made." in plain
    assert not Message.objects.exists()


def test_it_tells_and_tells_nobody_twice(worker: Account, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    first = json.loads(run("--json", "--account", worker.email.upper()).stdout)
    assert (len(first["messages"]), first["sent"], first["refused"]) == (1, 1, 0)
    assert len(mail.outbox) == 1
    again = run()
    assert again.exit_code == 0
    assert "0 messages made." in again.stdout
    assert len(mail.outbox) == 1


def test_without_a_mail_server_it_refuses(worker: Account, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    refused = run()
    assert refused.exit_code == 2
    assert "No mail server is set" in refused.stderr
    assert not Message.objects.exists()


def test_what_was_not_taken_is_a_problem(worker: Account, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    done = run()
    assert done.exit_code == 1
    assert "1 message: The mail server could not be reached" in done.stderr


def test_an_account_that_is_not_there_is_refused(worker: Account) -> None:
    refused = run("--dry-run", "--account", "nobody@example.org")
    assert refused.exit_code == 2
    assert "There is no open account nobody@example.org" in refused.stderr
