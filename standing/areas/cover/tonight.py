"""Tonight: the shifts of now and of the coming night, or what a night would ask where there is no rota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.selectors import ShiftCover, cover_without_rota, covers_of
from standing.areas.cover.selectors.covers import ALL
from standing.areas.cover.selectors.keeping import units_with_rota
from standing.areas.people.models import Unit
from standing.core.rules.shifts import NIGHT, When

MORNING = 9
"""Before this hour the night that began yesterday is still asked about."""
NOT_ON_A_ROTA = "Tonight, not on a rota yet"


def tonight_of(by: Actor, unit: Unit) -> tuple[ShiftCover, ...]:
    """The shifts of a unit and those below it that begin today and, in the early hours, the night that is ending. For a
    unit that keeps a rota, and has no night on it: what the rules ask of one, and who could.
    """
    today = clock.today()
    covers = covers_of(by, unit, today - timedelta(days=1), today, could=ALL)
    found = tuple(cover for cover in covers if _is_shown(cover, today))
    with_night = {
        cover.shift.unit_id for cover in found if cover.shift.starts_on == today and cover.shift.kind == NIGHT
    }
    missing = [one for one in units_with_rota(by, unit) if one.pk not in with_night]
    if not missing and not found:
        missing = [unit]
    asked = [cover_without_rota(by, one, When(NIGHT, today), NOT_ON_A_ROTA) for one in missing]
    return (*found, *asked)


def _is_shown(cover: ShiftCover, today: date) -> bool:
    if cover.shift.starts_on == today:
        return True
    return len(cover.days) > 1 and _hour() < MORNING


def _hour() -> int:
    return timezone.localtime(clock.now()).hour


def of_tonight(covers: Iterable[ShiftCover]) -> list[ShiftCover]:
    """Nights first, those of today before all others: what was asked about stands on top of a phone’s page."""
    return sorted(covers, key=lambda cover: (cover.shift.kind != NIGHT, -cover.shift.starts_on.toordinal()))
