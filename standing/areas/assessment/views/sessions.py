"""A drop-in session: many people decided about at once, with who cannot be and why before anything is written."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.assessment import actions
from standing.areas.assessment.forms.sessions import ChooseSession, RunSession
from standing.areas.assessment.presenters.claim_lists import list_crumbs
from standing.areas.assessment.presenters.claims import SCOPE_WORDS
from standing.areas.assessment.presenters.sessions import done_words, preview_of
from standing.areas.assessment.selectors.sessions import (
    MOST_AT_ONCE,
    away_now,
    people_for_session,
    units_for_sessions,
)
from standing.areas.assessment.views.support import SignedIn, claims_href
from standing.areas.assessment.working import criteria_list_of, criteria_of
from standing.areas.audit import clock
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.presenters.standing import standard_words
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.records import standard_by_id
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask_and_confirm, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings


def choose(request: SignedIn) -> HttpResponse:
    """Which standard, and whose people."""
    units = units_for_sessions(by=request.user)
    form = ChooseSession(**sent(request), holdings=get_holdings(by=request.user), units=units)
    if form.is_valid():
        asked = urlencode({"standard": form.chosen()[0], "unit": form.cleaned_data["unit"]})
        return redirect(f"{reverse('assessment:session')}?{asked}")
    context = {
        "form": form,
        "title": "Decide about many at a drop-in session",
        "submit_text": "Continue",
        "breadcrumbs": list_crumbs(),
        "intro": [
            "For one standard and one day. Nothing is recorded before you have seen who can be decided about."
        ],
    }
    return render(request, "assessment/form.html", context)


@keeps_what_is_sent("a session")
@finds_or_404
def session(request: SignedIn) -> HttpResponse:
    """What was done, who was there, and what was decided; then who can be; then it is recorded."""
    standard = standard_by_id(by=request.user, standard=request.GET.get("standard", ""))
    unit = next(
        (one for one in units_for_sessions(by=request.user) if one.code == request.GET.get("unit")), None
    )
    if unit is None:
        raise NotFound("There is no such unit among those you assess in.")
    people = people_for_session(by=request.user, unit=unit)
    if len(people) > MOST_AT_ONCE:
        messages.error(
            request,
            f"{unit.name} has {len(people)} people, and {MOST_AT_ONCE} fit on a page. Choose a smaller unit.",
        )
        return redirect("assessment:choose_session")
    log_looks(request, people, "a drop-in session")
    criteria = criteria_of(criteria_list_of(standard.pk))
    form = RunSession(
        **(sent(request) or {"initial": {"made_on": clock.today()}}),
        people=people,
        away=away_now(people),
        criteria=criteria,
        assessor=request.user.name,
    )

    def held(form: RunSession) -> dict[str, Any]:
        pointer = form.pointer()
        return {
            "by": request.user,
            "session": actions.Session(standard, pointer, form.judged(), pointer.context),
            "attendees": form.attendees(),
            "answer": form.guard_answer,
        }

    def preview(form: RunSession) -> dict[str, Any]:
        return preview_of(form.attendees(), actions.check_session(**held(form)))

    def do(form: RunSession) -> str:
        done = actions.decide_at_session(**held(form), only_those_that_can="only" in request.POST)
        return done_words(done)

    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        then=claims_href(),
        template="assessment/session.html",
        confirm_template="assessment/check_session.html",
        title="A drop-in session",
        caption=standard_words(standard),
        submit_text="Continue",
        scope_words="" if criteria else SCOPE_WORDS,
        keeps_draft=True,
        breadcrumbs=list_crumbs(),
        unit=unit,
    )
