"""What is read once while one page is made, or in one turn of writing, however often it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from standing.areas.audit.actions import this_turn

_reading: ContextVar[dict[object, Any] | None] = ContextVar("what was read for this page", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Ask the store once which roles an account holds, and who was merged, while one page is made.

    Only for what writes nothing: an action asks inside its own transaction, once in each turn of writing.
    """
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def remembered(name: object) -> dict[Any, Any] | None:
    """What was read of this name since the page or the turn began, to be added to. None where nothing is remembered."""
    memory = _reading.get()
    if memory is None:
        memory = this_turn()
    return None if memory is None else memory.setdefault(name, {})


def forget(name: object) -> None:
    """Ask the store anew: for whoever has just written what others read, in their own turn."""
    if (turn := this_turn()) is not None:
        turn.pop(name, None)
