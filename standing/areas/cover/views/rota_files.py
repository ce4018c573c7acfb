"""The cover of a rota as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.cover.forms.rotas import PeriodForm
from standing.areas.cover.presenters.rota_files import ROTA_FILES, RotaFile
from standing.areas.cover.selectors import covers_of, keeping, people_most_needed
from standing.areas.cover.views.support import log_cover
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import file_response, finds_or_404


@finds_or_404
def rota_file(request: SignedIn, code: str, ending: str) -> HttpResponse:
    """What the page of a unit's cover shows over some days, as a file."""
    if ending not in ROTA_FILES:
        raise Http404
    unit = keeping.unit_to(request.user, code)
    form = PeriodForm(request.GET or None)
    if form.is_bound and not form.is_valid():
        # The page says what is wrong; a file of other days than were asked for would not.
        return redirect(f"{reverse('cover:unit', args=[code])}?{request.GET.urlencode()}")
    first, last = form.span()
    covers = covers_of(request.user, unit, first, last)
    log_cover(request, covers, f"file of the cover of {unit.code}")
    found = RotaFile(unit, first, last, clock.now(), covers, people_most_needed(covers))
    return file_response(ROTA_FILES[ending](found), f"standing-{code}-cover-{first.isoformat()}.{ending}")
