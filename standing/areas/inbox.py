"""What waits for an account, gathered from the areas, and nothing of it stored.

An area takes part by a module `waiting` with a function `waiting(account, today)`, as `core.inbox` says. What somebody
may no longer do, their areas no longer give: so it stops waiting for them with the role that was taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


_worked_out: ContextVar[dict[tuple[Any, date], list[Waiting]] | None] = ContextVar("what waits", default=None)


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Within the block what waits for an account is worked out once: for a page that shows it in several places.

    Only for what writes nothing.
    """
    token = _worked_out.set({})
    try:
        yield
    finally:
        _worked_out.reset(token)


def waiting_for(account: Any, today: date) -> list[Waiting]:
    """Everything that waits for an account today, oldest first. The account itself asks."""
    known = _worked_out.get()
    if known is None:
        return _gathered(account, today)
    key = (account.pk, today)
    if key not in known:
        known[key] = _gathered(account, today)
    return known[key]


def _gathered(account: Any, today: date) -> list[Waiting]:
    return in_order(one for module in _modules() for one in module.waiting(account, today))
