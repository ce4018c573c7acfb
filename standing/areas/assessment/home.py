"""What claims have to say on the home page: to whom they belong, who assesses, who allocates, who settles."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.assessment.presenters.waiting import home_blocks
from standing.areas.inbox import waiting_for
from standing.areas.people.models import Account

Panel = tuple[int, str, str, dict[str, Any]]


def panels(*, account: Account, today: date) -> list[Panel]:
    """A block for each kind of thing that waits for this account; none where nothing does."""
    blocks = home_blocks(waiting_for(account, today))
    return [(place, name, "assessment/home.html", context) for place, name, context in blocks]
