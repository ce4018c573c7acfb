"""Telling people: once a day, at once of a safety alert, and whenever something is to be tried again. Each can be done
again without harm.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.people.models import Account
from standing.areas.reminders.actions import make_messages, send_due, tell_alert
from standing.areas.reminders.selectors.due import next_try

ACCOUNTS_AT_ONCE = 100
ALERT_FIRST = 50
"""Of tasks that wait, those of an alert go first: the usual priority is 0, the highest 100."""


@task()
def work_of_the_day() -> None:
    """Make the messages of the day, some accounts at a time, and send them. Without a mail server nothing is made."""
    if not settings.EMAIL_HOST:
        return
    keys = list(Account.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), ACCOUNTS_AT_ONCE):
        tell_some.enqueue(keys[start : start + ACCOUNTS_AT_ONCE])


@task()
def tell_some(keys: list[int]) -> None:
    """Make the messages to some accounts, and send what is due."""
    accounts = Account.objects.filter(pk__in=keys, is_active=True)
    make_messages(by=System("daily"), today=clock.today(), accounts=accounts)
    send_messages.enqueue()


def tell_when_in_force(*, subject: str, version: int, effective_on: date) -> None:
    """Have everybody who must sign a safety alert told of it at once or, where it takes effect later, that day."""
    if settings.EMAIL_HOST:
        begins = timezone.make_aware(datetime.combine(effective_on, time.min))
        tell_of_alert.using(run_after=max(begins, clock.now())).enqueue(subject, version)


@task(priority=ALERT_FIRST)
def tell_of_alert(subject: str, version: int) -> None:
    """Tell everybody who must sign a safety alert of it, each once, and send what is due."""
    if settings.EMAIL_HOST and tell_alert(by=System("alert"), subject=subject, version=version):
        send_messages.using(priority=ALERT_FIRST).enqueue()


@task()
def send_messages() -> None:
    """Send what is due, and come back for what is to be tried again."""
    send_due(by=System("daily"))
    at: datetime | None = next_try()
    if at is not None:
        send_messages.using(run_after=max(at, clock.now())).enqueue()
