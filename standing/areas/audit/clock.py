"""The one clock of the areas. `core` never reads it: the day is passed in.

`travelling_to` sets it for a block: the demonstration service is built through the same actions people use,
on the days on which they would have used them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, with its time zone."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The calendar date in Europe/London."""
    return timezone.localdate(now())


def set_to() -> datetime | None:
    """The moment it was set to, if it was."""
    return _set_to.get()


def keep_at(moment: datetime | None) -> None:
    """Set it for good: in a process that works beside another, for which it is that moment."""
    _set_to.set(moment)


@contextmanager
def travelling_to(day: date, hour: int = 9) -> Iterator[None]:
    """Within the block it is that hour of that day."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
