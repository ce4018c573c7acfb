"""Who can work: tonight, and over the days of a rota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.cover import selectors
from standing.areas.cover.forms.rotas import PeriodForm
from standing.areas.cover.permissions import scope_to
from standing.areas.cover.presenters.shifts import ShiftCard, figures, needed_table
from standing.areas.cover.presenters.weeks import rota_weeks
from standing.areas.cover.selectors import ShiftCover, keeping
from standing.areas.cover.tonight import of_tonight, tonight_of
from standing.areas.cover.views.support import crumbs, log_cover
from standing.areas.people.models import Unit
from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import finds_or_404
from standing.site.dates import moment

MOST_NEEDED = 10


def units(request: SignedIn) -> HttpResponse:
    """The units whose cover the reader may see; the only one at once."""
    check_can_any(request.user, [Ability.SEE_COVER])
    found = keeping.units_to(request.user, Ability.SEE_COVER)
    if len(found) == 1:
        return redirect("cover:unit", found[0].unit.code)
    return render(request, "cover/units.html", {"units": found})


def tonight(request: SignedIn) -> HttpResponse:
    """Who can work tonight, in every unit that the reader has as their own; whoever sees them all chooses one."""
    check_can_any(request.user, [Ability.SEE_COVER])
    if not scope_to(request.user, Ability.SEE_COVER).unit_paths:
        found = keeping.units_to(request.user, Ability.SEE_COVER)
        return render(request, "cover/units.html", {"units": found, "for_tonight": True})
    own = [one.unit for one in keeping.units_to(request.user, Ability.SEE_COVER) if not one.depth]
    return _tonight(request, own)


@finds_or_404
def tonight_in_unit(request: SignedIn, code: str) -> HttpResponse:
    """Who can work tonight in one unit."""
    return _tonight(request, [keeping.unit_to(request.user, code)])


def _tonight(request: SignedIn, units: Iterable[Unit]) -> HttpResponse:
    units = list(units)
    covers = [cover for unit in units for cover in tonight_of(request.user, unit)]
    log_cover(request, covers, "who can work tonight")
    several = len({cover.shift.unit_id for cover in covers}) > 1
    context = {
        "cards": [_card(request, cover, with_unit=several) for cover in of_tonight(covers)],
        "units": units,
        "moment": moment(clock.now()),
    }
    return render(request, "cover/tonight.html", context)


def _card(
    request: SignedIn, cover: ShiftCover, *, with_unit: bool = False, only_unmet: bool = False
) -> ShiftCard:
    may_place = keeping.may(request.user, Ability.KEEP_ROTAS, cover.shift.unit)
    return ShiftCard(cover, may_place=may_place, with_unit=with_unit, only_unmet=only_unmet)


@finds_or_404
def unit(request: SignedIn, code: str) -> HttpResponse:
    """The rota of a unit over some days: which shifts will not meet the rule and why, and how the others do."""
    found = keeping.unit_to(request.user, code)
    form = PeriodForm(request.GET or None)
    first, last = form.span()
    covers = selectors.covers_of(request.user, found, first, last)
    log_cover(request, covers, f"cover of {found.code}")
    several = len({cover.shift.unit_id for cover in covers}) > 1
    failing = [cover for cover in covers if cover.fails]
    context = {
        "unit": found,
        "form": PeriodForm(request.GET or {"first": first.isoformat(), "last": last.isoformat()}),
        "first": first,
        "last": last,
        "figures": figures(covers) if covers else "",
        "failing": [_card(request, cover, with_unit=several, only_unmet=True) for cover in failing],
        "needed": needed_table(selectors.people_most_needed(covers)[:MOST_NEEDED]),
        "weeks": rota_weeks(covers, first=first, with_unit=several),
        "newest": keeping.newest_shift(request.user, found),
        "may_keep": keeping.may(request.user, Ability.KEEP_ROTAS, found),
        "sees_team": keeping.may(request.user, Ability.SEE_TEAM, found),
        "next": f"{reverse('cover:unit', args=[code])}?first={(last + timedelta(days=1)).isoformat()}",
        "has_rules": bool(keeping.rules_of(request.user, found)),
        "breadcrumbs": crumbs(),
    }
    return render(request, "cover/unit.html", context)
