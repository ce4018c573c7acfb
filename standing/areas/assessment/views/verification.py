"""Verification: what waits, one held decision, countersigning, and decisions looked at again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.assessment.actions import keeping_alike, verifying
from standing.areas.assessment.forms import verification as forms
from standing.areas.assessment.models import HeldDecision, Review
from standing.areas.assessment.presenters import verification as shown
from standing.areas.assessment.presenters.claim_lists import claim_href
from standing.areas.assessment.selectors import verification as selectors
from standing.areas.assessment.selectors.not_counting import not_counting
from standing.areas.assessment.views.support import SignedIn, ask
from standing.areas.audit import clock
from standing.areas.people.permissions import check_can_any, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.presenters.parts import Part
from standing.areas.record.views.records import log_look, log_looks
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import Refused

WHO_COMES = (Ability.SEE_VERIFICATION, Ability.RECORD_DECISION)
KINDS = (Review.INTERIM, Review.ASSESSOR)


def verification(request: SignedIn) -> HttpResponse:
    """All of verification that is this account's: to verify, to countersign, decided oneself, plans."""
    check_can_any(request.user, WHO_COMES)
    by, today = request.user, clock.today()
    parts, links = [], []
    looks = scope_of(by, Ability.SEE_VERIFICATION, today).anyone
    verifies = scope_of(by, Ability.VERIFY, today).anyone
    looked: list[Any] = []
    if verifies:
        found = selectors.held_to_verify(by=by)
        looked += [one.row.person for one in found]
        table = shown.held_table(
            found, name="to-verify", caption="To verify", empty="Nothing waits to be verified."
        )
        parts.append(Part("To verify", "They do not count before they are released.", table=table))
        links += [
            ("Choose an interim sample", reverse("assessment:interim")),
            ("Decisions whose assessor did not count", reverse("assessment:not_counting")),
        ]
    if scope_of(by, Ability.RECORD_DECISION, today).anyone:
        found = selectors.held_to_countersign(by=by)
        looked += [one.row.person for one in found]
        table = shown.held_table(
            found, name="to-countersign", caption="To countersign", empty="Nothing waits to be countersigned."
        )
        words = "Decisions of assessors who are not qualified yet."
        parts.append(Part("To countersign", words, table=table))
        own = selectors.own_held(by=by)
        parts.append(Part("What I decided that is held", table=shown.own_held_table(own)))
        links.append(("Whom I am close to", reverse("record:relationships")))
    if looks:
        without = selectors.units_without_plan(by=by)
        words = "A plan is made before the decisions it draws. " + (
            f"No plan is in force for {', '.join(unit.name for unit in without)}: nothing is drawn there."
            if without
            else ""
        )
        plans = shown.plans_table(selectors.plans_seen(by=by), today)
        make = [("Make a sampling plan", reverse("assessment:add_plan"))] if verifies else []
        parts.append(Part("Sampling plans", words.strip(), table=plans, links=make))
        links.append(("Standardisation and observations", reverse("assessment:alike")))
    links.append(("Appeals", reverse("assessment:appeals")))
    parts.append(Part("More", links=links))
    log_looks(request, looked, "verification")
    return render(request, "record/parts.html", {"title": "Verification", "parts": parts})


@finds_or_404
def held(request: SignedIn, key: int) -> HttpResponse:
    """One held decision, with what this reader may do about it."""
    seen = selectors.held_by_key(by=request.user, key=key)
    row = seen.row
    log_look(request, row.person, "a decision held")
    own = row.assessor_id == request.user.pk
    verifying_ = row.state == HeldDecision.VERIFYING
    claim = [("The claim and its evidence", claim_href(row.claim))] if row.claim is not None else []
    context = {
        "title": "A decision that is held" if row.is_open else "A decision that was held",
        "caption": row.person.name,
        "rows": shown.held_rows(row),
        "may": seen.may and not own,
        "why_not": "" if seen.verdict.allowed or own or not row.is_open else seen.verdict.words,
        "flags": seen.verdict.flags,
        "agree": (
            reverse("assessment:release" if verifying_ else "assessment:countersign", args=[key]),
            "Release it onto the record" if verifying_ else "Countersign it",
        ),
        "back_href": reverse("assessment:return", args=[key]),
        "take_back": reverse("assessment:take_back_held", args=[key])
        if own and row.is_open and row.claim_id is None
        else "",
        "links": claim,
        "breadcrumbs": shown.crumbs(),
    }
    return render(request, "assessment/held.html", context)


@require_POST
@finds_or_404
def release(request: SignedIn, key: int) -> HttpResponse:
    """Release a held decision onto the record."""
    row = selectors.held_by_key(by=request.user, key=key).row
    return _do(
        request,
        lambda: verifying.release_decision(by=request.user, held=row),
        lambda: shown.released_words(row, counts=selectors.counts_now(row)),
    )


@require_POST
@finds_or_404
def countersign(request: SignedIn, key: int) -> HttpResponse:
    """Countersign a held decision."""
    row = selectors.held_by_key(by=request.user, key=key).row
    then = "It goes on to be verified." if row.to_verify else "It is on the record from today."
    return _do(
        request,
        lambda: verifying.countersign_decision(by=request.user, held=row),
        lambda: f"You have countersigned the decision about {row.person.name}. {then}",
    )


def _do(request: SignedIn, do: Callable[[], object], done: Callable[[], str]) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, done())
    return redirect(reverse("assessment:verification"))


@keeps_what_is_sent("why a decision is returned", forms.ReturnForm)
@finds_or_404
def return_(request: SignedIn, key: int) -> HttpResponse:
    """Send a held decision back, with a reason."""
    row = selectors.held_by_key(by=request.user, key=key).row

    def do(form: forms.ReturnForm) -> str:
        why = form.cleaned_data["why"]
        if row.state == HeldDecision.COUNTERSIGNING:
            verifying.refuse_to_countersign(by=request.user, held=row, why=why, answer=form.guard_answer)
        else:
            verifying.return_decision(by=request.user, held=row, why=why, answer=form.guard_answer)
        return f"It is returned to {row.assessor.name}. It never counts; they may decide again."

    return ask(
        request,
        forms.ReturnForm(**sent(request)),
        do=do,
        then=reverse("assessment:verification"),
        title="Return this decision",
        caption=f"{row.person.name}, {row.standard_id}",
        submit_text="Return it",
        intro=[f"{row.assessor.name} reads why. More of their decisions are drawn from now on."],
        breadcrumbs=shown.crumbs(),
    )


@keeps_what_is_sent("why you take a decision back", forms.ReturnForm)
@finds_or_404
def take_back_held(request: SignedIn, key: int) -> HttpResponse:
    """Take back what one decided oneself, while it is held."""
    row = selectors.held_by_key(by=request.user, key=key).row

    def do(form: forms.ReturnForm) -> str:
        why = form.cleaned_data["why"]
        verifying.take_back_held(by=request.user, held=row, why=why, answer=form.guard_answer)
        return "It is taken back. It was never on the record."

    return ask(
        request,
        forms.ReturnForm(**sent(request)),
        do=do,
        then=reverse("assessment:verification"),
        title="Take back what you decided",
        caption=f"{row.person.name}, {row.standard_id}",
        submit_text="Take it back",
        breadcrumbs=shown.crumbs(),
    )


def interim(request: SignedIn) -> HttpResponse:
    """Decisions on the record to choose an interim sample from."""
    check_can_any(request.user, (Ability.VERIFY,))
    rows = selectors.interim_offered(by=request.user)
    log_looks(request, [row.person for row in rows], "an interim sample")
    intro = [
        (
            "Decisions of the last twelve months that were not drawn, newest first. Choose some to look at "
            "while the plan runs. What you find cancels nothing: whoever may correct decisions "
            "is asked to."
        )
    ]
    parts = [Part(table=shown.interim_table(rows))]
    context = {"title": "An interim sample", "intro": intro, "parts": parts, "breadcrumbs": shown.crumbs()}
    return render(request, "record/parts.html", context)


def did_not_count(request: SignedIn) -> HttpResponse:
    """Decisions whose assessor turned out not to have counted."""
    check_can_any(request.user, (Ability.VERIFY,))
    found = not_counting(by=request.user)
    log_looks(request, [one.decision.person for one in found], "decisions to review")
    intro = [
        (
            "As is known today, whoever made these did not count in the standard themself on the day, and was not "
            "appointed. Each still counts: look at it, and say whether it stands or should be corrected."
        )
    ]
    parts = [Part(table=shown.not_counting_table(found))]
    context = {
        "title": "Decisions whose assessor did not count",
        "intro": intro,
        "parts": parts,
        "breadcrumbs": shown.crumbs(),
    }
    return render(request, "record/parts.html", context)


@keeps_what_is_sent("what you found about a decision", forms.ReviewForm)
@finds_or_404
def review(request: SignedIn, kind: str, number: int) -> HttpResponse:
    """Look again at one decision."""
    if kind not in KINDS:
        raise Http404("There is no such review.")
    row = selectors.reviewable(by=request.user, number=number)
    log_look(request, row.person, "a decision looked at again")

    def do(form: forms.ReviewForm) -> str:
        found, words = form.cleaned_data["outcome"], form.cleaned_data["words"]
        keeping_alike.review_decision(
            by=request.user, decision=row, kind=kind, outcome=found, words=words, answer=form.guard_answer
        )
        return f"What you found about the decision of {row.person.name} is kept."

    then = "assessment:interim" if kind == Review.INTERIM else "assessment:not_counting"
    return ask(
        request,
        forms.ReviewForm(**sent(request)),
        do=do,
        then=reverse(then),
        template="assessment/review.html",
        title="Look at a decision again",
        caption=row.person.name,
        submit_text="Keep what I found",
        rows=shown.decision_rows(row),
        breadcrumbs=shown.crumbs(),
    )
