"""What waits for an account, gathered from the areas, and nothing of it stored.

An area takes part by a module `waiting` with a function `waiting(account, today)`, as `core.inbox` says. What somebody
may no longer do, their areas no longer give: so it stops waiting for them with the role that was taken.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.core.inbox import Waiting, in_order
from standing.site import navigation


def waiting_for(account: Any, today: date) -> list[Waiting]:
    """Everything that waits for an account today, oldest first."""
    return in_order(
        one for module in navigation.area_modules("waiting") for one in module.waiting(account, today)
    )
