"""What the chain and the log of looks hold, for the areas above: they know who may see it
(`people.selectors.trail`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from standing.areas.audit import checking
from standing.areas.audit.models import Event, Look
from standing.core.formats.results import Problem


@dataclass(frozen=True)
class EventFilter:
    """Which events: by subject and actor as they are written, and by day (both included, Europe/London)."""

    subject: str = ""
    actor: str = ""
    action: str = ""
    from_day: date | None = None
    to_day: date | None = None


def check_chain() -> Iterator[Problem]:
    """Every fault of the chain and its anchor, as it is found. See `checking.check_chain`."""
    return checking.check_chain()


def find_events(chosen: EventFilter) -> QuerySet[Event]:
    """The events chosen, newest first, with their words."""
    events = Event.objects.select_related("words").order_by("-sequence")
    if chosen.subject:
        events = events.filter(subject=chosen.subject)
    if chosen.actor:
        events = events.filter(actor=chosen.actor)
    if chosen.action:
        events = events.filter(action=chosen.action)
    if chosen.from_day:
        events = events.filter(at__gte=_midnight(chosen.from_day))
    if chosen.to_day:
        events = events.filter(at__lt=_midnight(chosen.to_day + timedelta(days=1)))
    return events


def find_looks(*person_refs: str) -> QuerySet[Look]:
    """Who looked at a person's record, under whichever of these references, newest first."""
    return Look.objects.filter(person__in=person_refs).select_related("account")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
