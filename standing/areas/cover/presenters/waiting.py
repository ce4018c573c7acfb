"""What of cover waits, for the list of what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from standing.areas.cover.selectors import covers_in_units, keeping
from standing.areas.cover.selectors.covers import NONE
from standing.areas.cover.words import days_in_words
from standing.areas.people.models import Account
from standing.core.inbox import Waiting
from standing.core.rules.registering import BODIES

DAYS_AHEAD = 14
"""How far ahead a shift that does not meet its rule waits for somebody."""
DAYS_BEFORE = 30
"""How many days before its end a registration waits to be looked up again."""


def failing_waiting(account: Account, today: date) -> Iterator[Waiting]:
    """Shifts of the next two weeks that do not meet the rule that was set."""
    for cover in covers_in_units(account, today, today + timedelta(days=DAYS_AHEAD - 1), could=NONE):
        if cover.fails:
            shift = cover.shift
            yield Waiting(
                key=f"cover:shift:{shift.pk}",
                what="Cover the shift",
                about=f"{shift.name}, {days_in_words(cover.days)}, {shift.unit.name}",
                since=min(timezone.localdate(shift.made_at), today),
                href=reverse("cover:shift", args=[shift.pk]),
                kind="Shifts that do not meet the rule",
                due=shift.starts_on,
            )


def registrations_waiting(account: Account, today: date) -> Iterator[Waiting]:
    """Registrations that end soon or have lapsed, of those whose work needs them."""
    soon = today + timedelta(days=DAYS_BEFORE)
    for one in keeping.registrations_of(account):
        for entry in one.newest:
            if entry.given_up_on is None and entry.expires_on <= soon:
                yield Waiting(
                    key=f"cover:registration:{entry.pk}",
                    what="Look up the registration",
                    about=f"{one.person.name}, {BODIES[entry.body].short}",
                    since=min(entry.expires_on - timedelta(days=DAYS_BEFORE), today),
                    href=reverse("cover:registration", args=[one.person.ref]),
                    kind="Registrations that end",
                    due=entry.expires_on,
                )
