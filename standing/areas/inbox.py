"""What waits for an account, gathered from the areas, and nothing of it stored.

An area takes part by a module `waiting` with a function `waiting(account, today)`, as `core.inbox` says. What somebody
may no longer do, their areas no longer give: so it stops waiting for them with the role that was taken.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.conf import settings

from standing.core.inbox import Waiting, in_order


@cache
def _modules() -> tuple[ModuleType, ...]:
    places = (f"standing.areas.{area}.waiting" for area in settings.AREAS)
    return tuple(import_module(place) for place in places if find_spec(place))


def waiting_for(account: Any, today: date) -> list[Waiting]:
    """Everything that waits for an account today, oldest first. The account itself asks."""
    return in_order(one for module in _modules() for one in module.waiting(account, today))
