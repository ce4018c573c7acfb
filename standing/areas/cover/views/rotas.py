"""A rota brought in from a file or a paste: looked at first, then put in place whole."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from standing.areas.cover import actions
from standing.areas.cover.forms.rotas import RotaForm
from standing.areas.cover.presenters.rotas import change_in_words, preview_page
from standing.areas.cover.rota.reading import plan_rota
from standing.areas.cover.selectors import keeping
from standing.areas.cover.views.support import crumbs, unit_crumb
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import ask_and_confirm, finds_or_404
from standing.areas.refusals import Refused

HINT = (
    "Copied from a spreadsheet, or typed with commas or semicolons. Either a list, with headings: “date, shift, name” "
    "and below them “24 Nov 2026, Night, Ada Example”; start, end, staff number, role, band, leads and agency may be "
    "there. Or a grid, the days beside the heading: “name, 24 Nov 2026, 25 Nov 2026” and below them “Ada Example, N, "
    "LD”; one day will do. A date without a year is read as the one near today, and shown to you before it is written."
)
READ = (
    "It replaces all that stands on the rota for the days it names, and leaves other days as they are. You see what "
    "changes, and every fault, before anything is written."
)


@finds_or_404
def bring_in(request: SignedIn, code: str) -> HttpResponse:
    """Bring in a rota: what it changes or what is wrong with it, then, once confirmed, the rota."""
    unit = keeping.unit_to(request.user, code, Ability.KEEP_ROTAS)

    def preview(form: RotaForm) -> dict[str, Any]:
        plan = plan_rota(by=request.user, unit=unit, text=form.cleaned_data["text"])
        change = None
        if not plan.faults:
            change = actions.replace_rota(
                by=request.user, unit=unit, shifts=plan.shifts, silent=plan.silent, dry_run=True
            )
        return preview_page(plan, change, unit)

    def do(form: RotaForm) -> str:
        plan = plan_rota(by=request.user, unit=unit, text=form.cleaned_data["text"])
        if plan.faults:
            number, what = plan.faults[0]
            raise Refused(f"Row {number}: {what} Nothing was written: look again.", field="text")
        return change_in_words(
            actions.replace_rota(
                by=request.user, unit=unit, shifts=plan.shifts, silent=plan.silent, source="a page"
            ),
            done=True,
        )

    given: dict[str, Any] = {}
    if request.method == "POST":
        given = {"data": request.POST, "files": request.FILES, "judge": "change" not in request.POST}
    return ask_and_confirm(
        request,
        RotaForm(**given, hint=HINT),
        preview=preview,
        do=do,
        then=reverse("cover:unit", args=[code]),
        confirm_template="cover/rota_preview.html",
        title="Bring in a rota",
        caption=unit.name,
        intro=[READ],
        submit_text="Look at what it would do",
        breadcrumbs=crumbs(unit_crumb(unit)),
    )
