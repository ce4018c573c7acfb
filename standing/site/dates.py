"""Days in words, as NHS pages write them: "3 March 2026"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_day(day: date | None, empty: str = "") -> str:
    """Return "3 March 2026", or `empty` for no day."""
    if day is None:
        return empty
    day = _local(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date | None, empty: str = "") -> str:
    """Return "3 Mar 2026", or `empty` for no day."""
    if day is None:
        return empty
    day = _local(day)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def moment(when: datetime | None, empty: str = "") -> str:
    """Return "3 March 2026 at 2:05pm" in UK time; noon and midnight are named, as nobody agrees on 12am."""
    if when is None:
        return empty
    when = timezone.localtime(when)
    if when.minute == 0 and when.hour in (0, 12):
        clock = "midday" if when.hour else "midnight"
    else:
        minutes = f":{when.minute:02d}" if when.minute else ""
        clock = f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"
    return f"{long_day(when)} at {clock}"


def until(end: date | None, empty: str = "until further notice") -> str:
    """Return "until 2 March 2026" for a period whose first day outside it is 3 March."""
    return empty if end is None else f"until {long_day(end - timedelta(days=1))}"


def today() -> date:
    """Return today in the United Kingdom. Views and commands ask; `core` is told."""
    return timezone.localdate()


def _local(day: date) -> date:
    """A moment falls on the day it is in the United Kingdom."""
    if isinstance(day, datetime) and timezone.is_aware(day):
        return timezone.localtime(day).date()
    return day
