"""One cell of a matrix on a page of its own: its day corrected, or another recorded after it. Needs no script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.record.actions import DayMet, correct_day, record_days_met
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.matrix import CorrectDayForm, DayForm
from standing.areas.record.presenters import recorded as shown
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.cells import CellPage
from standing.areas.record.presenters.matrix import with_query
from standing.areas.record.selectors.matrix import CellToWorkIn, cell_to_work_in, unit_to_work_in
from standing.areas.record.views.records import account_of, log_look
from standing.areas.record.views.support import finds_or_404
from standing.areas.record.words import day_in_words
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact
from standing.site.forms import GuardedForm

CORRECT, RECORD = "correct", "record"


@finds_or_404
def cell(request: HttpRequest, code: str, ref: str, standard: str) -> HttpResponse:
    """The day of a cell."""
    account = account_of(request)
    unit = unit_to_work_in(by=account, code=code)
    found = cell_to_work_in(by=account, ref=ref, standard=standard, context=request.GET.get("context", ""))
    kept = request.GET.copy()
    kept.pop("context", None)
    back = with_query(reverse("record:matrix", args=[unit.code]), kept)
    act = request.POST.get("act", "")
    correcting = CorrectDayForm(
        prefix=CORRECT,
        **_given(request, act == CORRECT, CorrectDayForm.of(found.decision) if found.decision else {}),
    )
    recording = DayForm(prefix=RECORD, **_given(request, act == RECORD, {"decided_on": clock.today()}))
    forms: dict[str, ActionForm] = {CORRECT: correcting, RECORD: recording}
    form = forms.get(act)
    if form is not None and form.is_valid():
        try:
            messages.success(request, _save(request, found, form))
            return redirect(back)
        except (Refused, BadFact) as refusal:
            form.refuse(refusal)
    log_look(request, found.person, f"matrix of {unit.code}")
    context = {
        "page": CellPage(cell=found, back=back),
        "correcting": correcting if found.decision and found.may_correct else None,
        "recording": recording if found.may_record else None,
        "form": form,
        "crumbs": [{"text": f"Work in {unit.name}", "href": back}],
    }
    return render(request, "record/cell.html", context)


def _given(request: HttpRequest, is_sent: bool, first: dict[str, Any]) -> dict[str, Any]:
    """What a form is made with: what was sent to it, or its first answers. Two forms of one page share no boxes."""
    return {"data": request.POST} if is_sent else {"initial": first}


def _save(request: HttpRequest, found: CellToWorkIn, form: ActionForm) -> str:
    account, day = account_of(request), form.cleaned_data["decided_on"]
    guard = form.guard_answer if isinstance(form, GuardedForm) else None
    what = f"{found.person.name}, {words.short_standard(found.standard, found.context)}"
    if isinstance(form, DayForm):
        evidence = form.cleaned_data["evidence"]
        wanted = DayMet(found.person, found.standard.pk, day, found.context, evidence)
        (row,) = record_days_met(by=account, wanted=[wanted], guard=guard)
        return shown.one_recorded_words(row, f"{what}, met on {day_in_words(day)}")
    if found.decision is None or str(found.decision.pk) != request.POST.get("number", ""):
        raise Refused(
            "This cell has changed since the page was shown. Look at how it stands now, and send it again."
        )
    before = found.decision.decided_on
    if day == before:
        raise Refused(f"{day_in_words(day)} is the day that stands there already.", field="decided_on")
    row = correct_day(
        by=account, decision=found.decision, decided_on=day, why=form.cleaned_data["why"], guard=guard
    )
    return shown.corrected_words(row, f"{what}, met on {day_in_words(day)}, not {day_in_words(before)}")
