"""What of messages waits for an account: addresses that the mail server refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from standing.areas.people.models import Account
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.reminders.selectors.messages import refusing_addresses
from standing.core.inbox import Waiting

REFUSED = "Messages that did not arrive"


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """The addresses to put right, for whoever keeps accounts."""
    if not can(account, Ability.MANAGE_SERVICE):
        return
    for message in refusing_addresses():
        yield Waiting(
            key=f"reminders:refused:{message.account_id}:{message.address}",
            what="Put right the email address of",
            about=f"{message.account.name}: messages do not arrive",
            since=timezone.localdate(message.made_at),
            href=reverse("reminders:message", args=[message.pk]),
            kind=REFUSED,
        )
