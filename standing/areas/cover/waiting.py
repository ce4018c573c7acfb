"""What of cover waits for an account: shifts soon that do not meet the rule, and registrations about to lapse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standing.areas.cover.permissions import scope_to
from standing.areas.cover.presenters.waiting import failing_waiting, registrations_waiting
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability
from standing.core.inbox import Waiting


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """What this account can do something about. For its own units alone: nobody puts right a whole service's rotas."""
    if scope_to(account, Ability.KEEP_ROTAS).unit_paths:
        yield from failing_waiting(account, today)
    if scope_to(account, Ability.KEEP_REGISTRATIONS).unit_paths:
        yield from registrations_waiting(account, today)
