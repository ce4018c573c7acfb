"""What a revision changes for somebody reaches them by email, through the task queue: on approval, on the day, and 90,
60, 30 and 7 days before the end; and nobody whom it does not touch.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.reminders.tasks import work_of_the_day as tell_everybody
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.tasks import work_of_the_day as work_of_revisions
from tests.factories.adopting import CODE, EFFECTIVE, ENDS, TESTS
from tests.factories.people import make_person, make_post
from tests.factories.record import account_of
from tests.factories.transitions import TODAY, revised_ward
from tests.factories.workforce import employ
from tests.integration.areas.reminders.conftest import Postbox

pytestmark = pytest.mark.django_db

Commit = Callable[..., AbstractContextManager[Any]]
SAYS = f"Read what changes for you: Revision {CODE}: "


def work(commit: Commit, day: date) -> None:
    """What `standing serve` does on a day: the work of the day of both areas, and whatever comes of it in the queue."""
    with clock.travelling_to(day):
        with commit(execute=True):
            tell_everybody.enqueue()
            work_of_revisions.enqueue()
        while rows := list(DBTaskResult.objects.ready().order_by("-priority", "enqueued_at")):
            for row in rows:
                with commit(execute=True):
                    row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
                row.delete()


def letters(postbox: Postbox, account: Account) -> list[str]:
    """The letters to somebody that tell them of a revision; each is taken out of the box."""
    found = [letter.get_content() for letter in postbox.to(account.email)]
    postbox.letters = [letter for letter in postbox.letters if letter["To"] != account.email]
    return [text for text in found if SAYS in text]


def test_whoever_it_touches_is_written_to_on_each_of_its_days_and_nobody_else(
    postbox: Postbox, django_capture_on_commit_callbacks: Commit
) -> None:
    with clock.travelling_to(TODAY):
        ward = revised_ward()
        bystander = make_person("dee", given_name="Dee")
        employ(bystander, make_post(ward.unit))
        ann, dee = account_of(ward.ann), account_of(bystander)
        Account.objects.exclude(pk__in=[ann.pk, dee.pk]).update(
            is_active=False
        )  # each is worked out at length
    told: list[tuple[date, str]] = []
    for day in (TODAY, TODAY, EFFECTIVE, *(ENDS - timedelta(days=days) for days in (90, 60, 30, 7))):
        if day == EFFECTIVE:
            with clock.travelling_to(day):
                adopt_revision(by=TESTS, revision=CODE)
        work(django_capture_on_commit_callbacks, day)
        told.extend((day, text) for text in letters(postbox, ann))
    assert [day for day, _ in told] == [
        TODAY,
        EFFECTIVE,
        *(ENDS - timedelta(days=days) for days in (90, 60, 30, 7)),
    ]
    assert [text.split(SAYS)[1].splitlines()[0] for _, text in told] == [
        "approved on 28 February 2026.",
        "in effect from 1 April 2026.",
        *(f"{days} days left, up to 31 March 2027." for days in (90, 60, 30, 7)),
    ]
    assert all("https://standing.example.nhs.uk/waiting/" in text for _, text in told)
    assert letters(postbox, dee) == []
