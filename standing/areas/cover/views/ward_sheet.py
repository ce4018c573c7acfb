"""One page of a unit for a day: on the screen, printed from the browser, and as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.cover.forms.ward_sheet import WardSheetForm
from standing.areas.cover.presenters.ward_sheet import NEVER_SAFE, SheetPage, names_of, ward_sheet_href
from standing.areas.cover.selectors.ward_sheet import WardSheet, ward_sheet_of
from standing.areas.cover.views.support import crumbs, unit_crumb
from standing.areas.people.views.support import SignedIn
from standing.areas.record.presenters.teams import team_href
from standing.areas.record.selectors.teams import unit_by_code
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import file_response, finds_or_404
from standing.areas.typesetting import pdf_from

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "ward_sheet.typ"


@finds_or_404
def ward_sheet(request: SignedIn, code: str) -> HttpResponse:
    """The sheet as a page, which prints on one side of A4."""
    unit = unit_by_code(by=request.user, code=code)
    form = WardSheetForm(request.GET)
    sheet = ward_sheet_of(by=request.user, unit=unit, day=form.asked)
    log_looks(request, names_of(sheet), f"ward sheet of {unit.code}")
    context = {
        "page": SheetPage(sheet),
        "form": form,
        "never_safe": NEVER_SAFE,
        "breadcrumbs": _crumbs(sheet),
    }
    return render(request, "cover/ward_sheet.html", context)


def _crumbs(sheet: WardSheet) -> list[dict[str, Any]]:
    """The way here: by cover, where the menu shows the sheet, for whoever sees it; else by the teams."""
    if sheet.covers is not None:
        return crumbs(unit_crumb(sheet.unit))
    teams = {"text": "Teams", "href": reverse("record:teams")}
    return [teams, {"text": sheet.unit.name, "href": team_href(sheet.unit)}]


@finds_or_404
def ward_sheet_pdf(request: SignedIn, code: str) -> HttpResponse:
    """The sheet as an accessible PDF of one page."""
    unit = unit_by_code(by=request.user, code=code)
    form = WardSheetForm(request.GET)
    if not form.is_valid():
        return redirect(f"{ward_sheet_href(unit)}?{request.GET.urlencode()}")
    sheet = ward_sheet_of(by=request.user, unit=unit, day=form.asked)
    made = pdf_from(TEMPLATE, SheetPage(sheet).as_data(), what="The ward sheet")
    log_looks(request, names_of(sheet), f"ward sheet of {unit.code} as a PDF")
    return file_response(made, f"ward-sheet-{unit.code}-{sheet.day.isoformat()}.pdf", to_keep=False)
