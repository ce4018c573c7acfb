"""A revision adopted, watched while it is prepared, stopped, and undone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.adopting_later import start_adoption, stop_adoption
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.forms.adoptions import Undo
from standing.areas.revisions.presenters import adoptions as presenters
from standing.areas.revisions.presenters import crosswalks
from standing.areas.revisions.selectors.adoptions import adoption_state
from standing.areas.revisions.views.crosswalks import crumbs

SECONDS_BETWEEN_LOOKS = 3


@finds_or_404
def adopt(request: SignedIn, code: str) -> HttpResponse:
    """What adopting a revision would write, what is missing, how far it has got, or what it wrote; and the button."""
    if request.method == "POST":
        check_can(request.user, Ability.ADOPT_REVISION)
    state = adoption_state(by=request.user, revision=code)

    def do(_: ActionForm) -> str:
        adopted = start_adoption(by=request.user, revision=code)
        if adopted is None:
            return "The revision is being prepared. Until it is adopted every answer is as before."
        return f"{adopted.title} is adopted."

    response = ask(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=reverse("revisions:adopt", args=[code]),
        template="revisions/adopt.html",
        title="Adopt this revision",
        caption=state.revision.title,
        breadcrumbs=crumbs({"text": state.revision.title, "href": crosswalks.revision_href(state.revision)}),
        state=state,
        days=presenters.day_rows(state),
        past=presenters.past_warning(state),
        treatments=presenters.treatment_rows(state),
        written=presenters.written_rows(state) if state.adopted else [],
        correction=presenters.correction_words(state),
        submit_text="Go on" if state.staged else "Adopt it",
    )
    if request.method == "GET" and state.staged is not None:
        # Without scripts too; a page that is only waited at has nothing of the reader's to lose.
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


@require_POST
def stop(request: SignedIn, code: str) -> HttpResponse:
    """Stop an adoption that is being prepared."""
    try:
        stop_adoption(by=request.user, revision=code)
        messages.success(request, "Stopped. Nothing was written.")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(reverse("revisions:adopt", args=[code]))


@finds_or_404
def undo(request: SignedIn, code: str) -> HttpResponse:
    """Take an adopted revision back, or see what stands in the way."""
    check_can(request.user, Ability.ADOPT_REVISION)
    state = adoption_state(by=request.user, revision=code)

    def do(form: Undo) -> str:
        undone = undo_adoption(
            by=request.user, revision=code, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"{undone.batch.name} is undone. Every answer is as it was."

    return ask(
        request,
        Undo(**sent(request)),
        do=do,
        then=crosswalks.revision_href(state.revision),
        template="revisions/undo.html",
        title="Undo the adoption",
        caption=state.revision.title,
        breadcrumbs=crumbs({"text": state.revision.title, "href": crosswalks.revision_href(state.revision)}),
        state=state,
        written=presenters.written_rows(state) if state.adopted else [],
    )
