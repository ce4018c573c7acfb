"""What is still to be sent, for the task that sends."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from standing.areas.reminders.models import Message


def next_try() -> datetime | None:
    """When the next message is to be tried; none when there is none."""
    at: datetime | None = Message.objects.filter(state=Message.TO_SEND).aggregate(at=Min("next_try_at"))["at"]
    return at
