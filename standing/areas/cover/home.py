"""What cover shows on the home page: who can work tonight, for those who see it; one’s own registration."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.cover.permissions import scope_to
from standing.areas.cover.presenters.registrations import own_lines
from standing.areas.cover.presenters.shifts import ShiftCard
from standing.areas.cover.selectors import covers_in_units, keeping
from standing.areas.cover.selectors.covers import NONE
from standing.areas.cover.tonight import of_tonight
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability

Panel = tuple[int, str, str, dict[str, Any]]

MOST_SHIFTS = 6
"""How many of today's shifts the home page shows."""


def panels(*, account: Account, today: date) -> list[Panel]:
    """The blocks of this account; none where there is nothing to say."""
    today = clock.today()
    return [*_tonight(account, today), *_own(account, today)]


def _tonight(account: Account, today: date) -> list[Panel]:
    if not scope_to(account, Ability.SEE_COVER).anyone:
        return []
    covers = of_tonight(covers_in_units(account, today, today, could=NONE))
    several = len({cover.shift.unit_id for cover in covers}) > 1
    cards = [ShiftCard(cover, with_unit=several) for cover in covers[:MOST_SHIFTS]]
    rows = [(f"{card.title}, {card.days}", card.href, card.tag) for card in cards]
    return [(3, "Cover", "cover/home_tonight.html", {"rows": rows})]


def _own(account: Account, today: date) -> list[Panel]:
    entries = keeping.own_registrations(account)
    if not entries:
        return []
    return [(12, "My registration", "cover/home_registration.html", {"lines": own_lines(entries, today)})]
