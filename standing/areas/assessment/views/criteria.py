"""The criteria of editions: which are entered, one list entered or looked at, put in use and taken out of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.assessment import actions
from standing.areas.assessment.forms.criteria import EnterCriteria
from standing.areas.assessment.forms.sessions import ChooseStandard
from standing.areas.assessment.presenters.criteria import criteria_table, lists_table
from standing.areas.assessment.selectors.evidence import criteria_for, criteria_lists
from standing.areas.assessment.views.support import SignedIn, ask
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.record.presenters.standing import standard_words
from standing.areas.record.selectors.records import standard_by_id
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import Refused
from standing.areas.standards.selectors import get_holdings

_CRUMBS = "Criteria of standards"


def lists(request: SignedIn) -> HttpResponse:
    """Every list of criteria, and the way to enter another."""
    check_can(request.user, Ability.KEEP_CRITERIA)
    form = ChooseStandard(**sent(request), holdings=get_holdings(by=request.user))
    if form.is_valid():
        return redirect("assessment:criteria", standard=form.chosen()[0])
    context = {
        "form": form,
        "table": lists_table(criteria_lists(by=request.user)),
        "title": _CRUMBS,
        "submit_text": "Continue",
    }
    return render(request, "assessment/criteria_lists.html", context)


@finds_or_404
def criteria(request: SignedIn, standard: str) -> HttpResponse:
    """The criteria of an edition, for everybody once they are in use; entered by those who keep them."""
    found = standard_by_id(by=request.user, standard=standard)
    kept = criteria_for(by=request.user, standard=found)
    may = can(request.user, Ability.KEEP_CRITERIA)
    context = {
        "title": "Criteria",
        "caption": standard_words(found),
        "kept": kept,
        "table": criteria_table(kept) if kept else None,
        "standard": found,
        "may": may,
        "breadcrumbs": [{"text": _CRUMBS, "href": reverse("assessment:criteria_lists")}] if may else [],
    }
    return render(request, "assessment/criteria.html", context)


@finds_or_404
def enter(request: SignedIn, standard: str) -> HttpResponse:
    """Paste the criteria of an edition."""
    check_can(request.user, Ability.KEEP_CRITERIA)
    found = standard_by_id(by=request.user, standard=standard)
    kept = criteria_for(by=request.user, standard=found)
    first = {}
    if kept is not None:
        first = {
            "pasted": "\n".join(f"{one.number} {one.text}" for one in kept.criteria.all()),
            "source": kept.source,
            "needs_observation": kept.needs_observation,
            "forbids_simulation": kept.forbids_simulation,
        }
    form = EnterCriteria(**(sent(request) or {"initial": first}))

    def do(form: EnterCriteria) -> str:
        made = actions.enter_criteria(
            by=request.user, standard=found, **form.cleaned_data, guard=form.guard_answer
        )
        return f"{made.criteria.count()} criteria are entered. Read them through, then put them in use."

    return ask(
        request,
        form,
        do=do,
        then=reverse("assessment:criteria", args=[found.pk]),
        title="Enter the criteria",
        caption=standard_words(found),
        submit_text="Enter them",
        breadcrumbs=[{"text": _CRUMBS, "href": reverse("assessment:criteria_lists")}],
        intro=["They are used by nobody before you put them in use. Then they are fixed."],
    )


@require_POST
@finds_or_404
def put_in_use(request: SignedIn, standard: str) -> HttpResponse:
    """From now on claims are judged by them."""
    return _do(request, standard, actions.put_criteria_in_use, "The criteria are in use.")


@require_POST
@finds_or_404
def take_out_of_use(request: SignedIn, standard: str) -> HttpResponse:
    """A draft again, while no claim rests on them."""
    return _do(request, standard, actions.take_criteria_out_of_use, "The criteria are a draft again.")


def _do(request: SignedIn, standard: str, action: object, done: str) -> HttpResponse:
    found = standard_by_id(by=request.user, standard=standard)
    try:
        action(by=request.user, standard=found)  # type: ignore[operator]
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("assessment:criteria", standard=found.pk)
