"""The audit trail, and who looked at a record."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from standing.areas.people import selectors
from standing.areas.people.forms import TrailForm
from standing.areas.people.presenters import trail as present
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn, needs, page_of
from standing.areas.refusals import NotAllowed, Refused
from standing.site.components.lists import Pages, counts_of


@needs(Ability.SEE_AUDIT)
def trail(request: SignedIn) -> HttpResponse:
    """Every event, newest first."""
    by = request.user
    form = TrailForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, selectors.events(by=by, chosen=selectors.events_chosen(by=by, **given)))
    context = {
        "title": "Audit trail",
        "intro": [present.anchored_in_words(selectors.chain_end(by=by))],
        "links": [{"text": "Check the whole trail", "href": reverse("people:chain")}],
        "form": form,
        "filters_on": present.filters_on(request.GET, given),
        "counts": counts_of(page, "event", "events"),
        "table": present.events_table(selectors.with_actors(by=by, page=page.object_list)),
        "paging": Pages.of(page, request.GET),
    }
    return render(request, "people/trail.html", context)


@needs(Ability.SEE_AUDIT)
def event(request: SignedIn, sequence: int) -> HttpResponse:
    """One event, with its words."""
    try:
        found = selectors.event_by_sequence(by=request.user, sequence=sequence)
    except Refused as refusal:
        raise Http404(refusal.reason) from refusal
    (seen,) = selectors.with_actors(by=request.user, page=[found])
    context = {
        "title": f"Event {found.sequence}",
        "breadcrumbs": [{"text": "Audit trail", "href": reverse("people:trail")}],
        "rows": present.event_rows(seen),
    }
    return render(request, "people/detail.html", context)


@needs(Ability.SEE_AUDIT)
def chain(request: SignedIn) -> HttpResponse:
    """Follow the whole trail and say whether it holds."""
    problems = selectors.chain_state(by=request.user)
    context = {
        "title": "The audit trail holds" if not problems else "The audit trail does not hold",
        "breadcrumbs": [{"text": "Audit trail", "href": reverse("people:trail")}],
        "paragraphs": present.chain_in_words(selectors.chain_end(by=request.user), problems),
        "table": present.problems_table(problems) if problems else None,
    }
    return render(request, "people/chain.html", context)


@require_safe
def my_looks(request: SignedIn) -> HttpResponse:
    """Who looked at one's own record."""
    if request.user.person is None:
        raise NotAllowed("Your account belongs to no record here. Ask an administrator if it should.")
    return redirect("people:looks", ref=request.user.person.ref)


@require_safe
def looks(request: SignedIn, ref: str) -> HttpResponse:
    """Who looked at a record: for the person themself and for whoever sees the audit trail."""
    page = page_of(request, selectors.looks_at(by=request.user, person_ref=ref))
    is_own = request.user.person is not None and request.user.person.ref == ref
    context = {
        "title": "Who looked at my record" if is_own else "Who looked at this record",
        "caption": ref,
        "breadcrumbs": [],
        "intro": [
            "Every time somebody opens a record, it is written down here. Nobody can take a line away."
        ],
        "counts": counts_of(page, "look", "looks"),
        "table": present.looks_table(page.object_list),
        "paging": Pages.of(page, request.GET),
    }
    return render(request, "people/list.html", context)
