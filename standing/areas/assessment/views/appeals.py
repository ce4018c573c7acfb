"""Appeals: opened, looked at, decided stage by stage, taken further or dropped."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.assessment.actions import appeals as actions
from standing.areas.assessment.forms import appeals as forms
from standing.areas.assessment.models import Appeal
from standing.areas.assessment.presenters import appeals as shown
from standing.areas.assessment.selectors import appeals as selectors
from standing.areas.assessment.views.support import SignedIn, ask
from standing.areas.audit import clock
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.presenters.parts import Part
from standing.areas.record.views.records import log_look
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import Refused

CRUMBS = "Appeals"


def _crumbs() -> list[dict[str, str]]:
    return [{"text": CRUMBS, "href": reverse("assessment:appeals")}]


def appeals(request: SignedIn) -> HttpResponse:
    """How appeals go, one's own, and those that one has a part in."""
    by, today = request.user, clock.today()
    found = selectors.appeals_seen(by=by)
    parts = [Part("Appeals", table=shown.appeals_table(found, today))]
    if scope_of(by, Ability.APPEAL, today).own:
        offered = shown.offered_table(selectors.may_be_appealed(by=by))
        parts.append(Part("Decisions you can appeal against", table=offered))
    context = {"title": CRUMBS, "intro": shown.how_appeals_go(), "parts": parts}
    return render(request, "record/parts.html", context)


@finds_or_404
def appeal(request: SignedIn, key: int) -> HttpResponse:
    """One appeal, with what this reader may do about it."""
    seen = selectors.appeal_by_key(by=request.user, key=key)
    log_look(request, seen.appeal.decision.person, "an appeal")
    made = getattr(seen.appeal.decision, "claim_decision", None)
    context = {
        "title": "An appeal",
        "caption": seen.appeal.decision.person.name,
        "seen": seen,
        "rows": shown.appeal_rows(seen, clock.today()),
        "stages": shown.stages_table(seen),
        "claim": reverse("assessment:claim", args=[made.claim_id]) if made is not None else "",
        "breadcrumbs": _crumbs(),
    }
    return render(request, "assessment/appeal.html", context)


@keeps_what_is_sent("an appeal", forms.OpenAppeal)
@finds_or_404
def open_appeal(request: SignedIn, number: int) -> HttpResponse:
    """Appeal against a decision about oneself."""
    row = selectors.own_decision(by=request.user, number=number)
    made: dict[str, Appeal] = {}

    def do(form: forms.OpenAppeal) -> str:
        grounds = form.cleaned_data["grounds"]
        made["row"] = actions.open_appeal(
            by=request.user, decision=row, grounds=grounds, answer=form.guard_answer
        )
        return "Your appeal is open. You see here how it goes."

    return ask(
        request,
        forms.OpenAppeal(**sent(request)),
        do=do,
        then=lambda: shown.appeal_href(made["row"].pk),
        title="Appeal against a decision",
        caption=shown.what_of(row),
        submit_text="Appeal",
        intro=shown.how_appeals_go(),
        breadcrumbs=_crumbs(),
    )


@keeps_what_is_sent("what you decided about an appeal", forms.DecideAppeal)
@finds_or_404
def decide(request: SignedIn, key: int) -> HttpResponse:
    """Decide the stage that an appeal has reached."""
    seen = selectors.appeal_by_key(by=request.user, key=key)

    def do(form: forms.DecideAppeal) -> str:
        outcome, words = form.cleaned_data["outcome"], form.cleaned_data["words"]
        actions.decide_appeal(
            by=request.user, appeal=seen.appeal, outcome=outcome, words=words, answer=form.guard_answer
        )
        return "Your decision is recorded, and the person sees it."

    return ask(
        request,
        forms.DecideAppeal(**sent(request)),
        do=do,
        then=shown.appeal_href(key),
        title="Decide this appeal",
        caption=seen.appeal.decision.person.name,
        submit_text="Record my decision",
        intro=shown.about_deciding(seen),
        breadcrumbs=_crumbs(),
    )


@keeps_what_is_sent("why a revocation is suspended", forms.SuspendForm)
@finds_or_404
def suspend(request: SignedIn, key: int) -> HttpResponse:
    """Suspend a revocation while the panel decides."""
    seen = selectors.appeal_by_key(by=request.user, key=key)

    def do(form: forms.SuspendForm) -> str:
        actions.suspend_revocation(
            by=request.user, appeal=seen.appeal, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "The revocation is suspended. The person stands as before it until the panel has decided."

    return ask(
        request,
        forms.SuspendForm(**sent(request)),
        do=do,
        then=shown.appeal_href(key),
        title="Suspend the revocation",
        caption=seen.appeal.decision.person.name,
        submit_text="Suspend it",
        intro=["They count again at once, wherever nothing else stands in the way."],
        breadcrumbs=_crumbs(),
    )


@require_POST
@finds_or_404
def take_further(request: SignedIn, key: int) -> HttpResponse:
    """Take an appeal to its next stage."""
    seen = selectors.appeal_by_key(by=request.user, key=key)
    return _do(
        request,
        key,
        lambda: actions.take_further(by=request.user, appeal=seen.appeal),
        "Your appeal goes to its next stage.",
    )


@require_POST
@finds_or_404
def drop(request: SignedIn, key: int) -> HttpResponse:
    """Drop an appeal."""
    seen = selectors.appeal_by_key(by=request.user, key=key)
    return _do(
        request,
        key,
        lambda: actions.drop_appeal(by=request.user, appeal=seen.appeal),
        "Your appeal is dropped: the decision stands.",
    )


def _do(request: SignedIn, key: int, do: Callable[[], object], done: str) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, done)
    return redirect(shown.appeal_href(key))
