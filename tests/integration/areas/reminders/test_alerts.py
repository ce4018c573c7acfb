"""A safety alert is told at once, through the task queue, to everybody who must sign it and once to each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.record import actions as record
from standing.areas.reminders.actions import make_messages, send_due, tell_alert
from standing.areas.reminders.models import Message
from standing.areas.reminders.tasks import tell_of_alert
from standing.core.rules import facts
from tests.factories.people import make_unit
from tests.factories.record import TESTS, account_of, load_standards, require
from tests.factories.workforce import make_worker, rule
from tests.integration.areas.reminders.conftest import Postbox

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"
Commit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def today() -> Any:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def holders() -> list[Account]:
    """Two who hold what the alert touches, and one who holds something else."""
    unit = make_unit("ash", name="Ash ward")
    with clock.travelling_to(TODAY - timedelta(days=100)):
        standards = load_standards(2)
        rule(standards)
        require(standards[:1])
        people = [make_worker(unit, ref=f"P{number}") for number in range(3)]
        for person, standard in zip(people, (ZA1, ZA1, ZB2), strict=True):
            met = facts.Decision("new", person.ref, standard, facts.MET, clock.today())
            record.append_facts(by=TESTS, entries=[record.Entry(met)])
    return [account_of(person) for person in people]


def issue(
    commit: Commit, effective_on: date = TODAY, change_class: str = facts.CRITICAL, version: int = 1
) -> None:
    with commit(execute=True):
        record.issue_change(
            by=TESTS,
            subject="alert-7",
            version=version,
            title="Check every pump",
            standards=[ZA1],
            change_class=change_class,
            effective_on=effective_on,
        )


def waiting_tasks(name: str) -> list[DBTaskResult]:
    return [
        row
        for row in DBTaskResult.objects.order_by("-priority", "enqueued_at")
        if row.task_path.endswith(name)
    ]


def work() -> None:
    """What a worker does with all that has come into the queue and is ready."""
    for row in DBTaskResult.objects.ready().order_by("-priority", "run_after"):
        row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()


def test_everybody_who_must_sign_is_told_at_once_and_once(
    holders: list[Account], postbox: Postbox, django_capture_on_commit_callbacks: Commit
) -> None:
    first, second, other = holders
    issue(django_capture_on_commit_callbacks)
    assert not postbox.letters, "nobody who issues an alert waits for a mail server"
    work()
    work()
    (letter,) = postbox.to(first.email)
    assert letter["Subject"] == "Standing: a safety alert to sign before you next work"
    text = letter.get_content()
    assert "A safety alert is in force: Check every pump (alert-7 version 1)." in text
    assert "https://standing.example.nhs.uk/changes/alert-7/1/sign/" in text
    assert len(postbox.to(second.email)) == 1
    assert postbox.to(other.email) == []
    assert tell_alert(by=TESTS, subject="alert-7", version=1) == [], "told once"
    make_messages(by=TESTS, today=TODAY)
    send_due(by=TESTS)
    assert "Check every pump" not in "".join(one.get_content() for one in postbox.to(first.email)[1:])
    with clock.travelling_to(TODAY + timedelta(days=7)):
        make_messages(by=TESTS, today=clock.today())
        send_due(by=TESTS)
    assert "Check every pump" in postbox.to(first.email)[-1].get_content(), (
        "reminded each week until it is signed"
    )


def test_whoever_has_signed_meanwhile_is_not_told(
    holders: list[Account], postbox: Postbox, django_capture_on_commit_callbacks: Commit
) -> None:
    issue(django_capture_on_commit_callbacks)
    first, second, _ = holders
    assert first.person is not None
    record.sign_change(by=first, person=first.person, subject="alert-7", version=1)
    work()
    work()
    assert [bool(postbox.to(one.email)) for one in (first, second)] == [False, True]


def test_an_alert_of_a_later_day_is_told_on_that_day(
    holders: list[Account], postbox: Postbox, django_capture_on_commit_callbacks: Commit
) -> None:
    day = TODAY + timedelta(days=3)
    issue(django_capture_on_commit_callbacks, effective_on=day)
    (row,) = waiting_tasks("tell_of_alert")
    assert row.run_after.astimezone().date() == day
    tell_of_alert.func("alert-7", 1)
    assert not Message.objects.exists(), "and on no day before"
    with clock.travelling_to(day):
        tell_of_alert.func("alert-7", 1)
    assert Message.objects.filter(account__in=holders).count() == 2


def test_a_refusal_does_not_keep_an_alert_from_others_and_it_is_tried_again(
    holders: list[Account], postbox: Postbox, django_capture_on_commit_callbacks: Commit
) -> None:
    first, second, _ = holders
    postbox.answers[first.email] = "451 Try again later"
    issue(django_capture_on_commit_callbacks)
    work()
    work()
    assert [len(postbox.to(one.email)) for one in (first, second)] == [0, 1]
    assert Message.objects.get(account=first).state == Message.TO_SEND


@pytest.mark.parametrize("change_class", [facts.MINOR, facts.SIGNIFICANT, facts.MAJOR])
def test_what_is_no_alert_waits_for_the_message_of_the_day(
    holders: list[Account], postbox: Postbox, change_class: str, django_capture_on_commit_callbacks: Commit
) -> None:
    issue(django_capture_on_commit_callbacks, change_class=change_class)
    assert not waiting_tasks("tell_of_alert")


def test_without_a_mail_server_nothing_is_queued(
    holders: list[Account], settings: Any, django_capture_on_commit_callbacks: Commit
) -> None:
    settings.EMAIL_HOST = ""
    issue(django_capture_on_commit_callbacks)
    assert not waiting_tasks("tell_of_alert")
    tell_of_alert.func("alert-7", 1)
    assert not Message.objects.exists()


def test_an_alert_taken_back_before_it_was_told_is_not_told(
    holders: list[Account], postbox: Postbox, django_capture_on_commit_callbacks: Commit
) -> None:
    issue(django_capture_on_commit_callbacks)
    record.withdraw_change(by=TESTS, subject="alert-7", version=1, withdrawn_on=TODAY, why="made in error")
    work()
    work()
    assert postbox.letters == []
