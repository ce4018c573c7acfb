"""What the pages of cover share: the way back, and who was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from standing.areas.audit.actions import record_looks
from standing.areas.cover.selectors import ShiftCover
from standing.areas.people.models import Unit
from standing.areas.people.views.support import SignedIn


def crumbs(*further: tuple[str, str]) -> list[dict[str, Any]]:
    """The way from the home page to a page of cover."""
    found = [{"text": "Cover", "href": reverse("cover:units")}]
    return [*found, *({"text": text, "href": href} for text, href in further)]


def unit_crumb(unit: Unit) -> tuple[str, str]:
    """A unit's page, on the way."""
    return unit.name, reverse("cover:unit", args=[unit.code])


def shift_crumb(shift: Any) -> tuple[str, str]:
    """A shift's page, on the way."""
    return str(shift.name), reverse("cover:shift", args=[shift.pk])


def log_cover(request: SignedIn, covers: Iterable[ShiftCover], page: str) -> None:
    """Log a look at how those on some shifts stand, and those who else could: once a day for each, never oneself."""
    if request.method == "HEAD":
        return
    refs = {one.ref for cover in covers for one in cover.people if one.ref}
    refs |= {one.ref for cover in covers for line in cover.lines for one in line.could or ()}
    own = request.user.person
    record_looks(account=request.user, person_refs=refs - {own.ref if own else ""}, page=page)
