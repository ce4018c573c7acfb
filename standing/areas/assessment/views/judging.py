"""A claim judged criterion by criterion, and decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from standing.areas.assessment import actions
from standing.areas.assessment.forms.judging import Decide, Judge
from standing.areas.assessment.models import ClaimDecision, Criterion
from standing.areas.assessment.presenters.claims import ClaimPage, decision_rows
from standing.areas.assessment.views.support import SignedIn, ask, for_claim, page_of
from standing.areas.audit import clock
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.presenters import decisions as of_record
from standing.areas.record.selectors.previews import preview_decision, why_not_decided
from standing.areas.record.views.support import ask_and_confirm, finds_or_404, sent
from standing.areas.refusals import NotAllowed
from standing.core.assessing.states import Move
from standing.core.rules import facts


def _assessed(request: SignedIn, key: int, move: Move, look: str) -> ClaimPage:
    """The claim, if this reader assesses it and it is so far. What is sent goes to the action, which refuses it and
    tells the audit trail.
    """
    page = page_of(request, key, look)
    if request.method != "POST" and not page.shown.may(move):
        raise NotAllowed(
            f"You cannot {move.value} now: this claim is “{page.claim.at.words}”, and its assessor decides."
        )
    return page


@keeps_what_is_sent("what you judged")
@finds_or_404
def judge(request: SignedIn, key: int) -> HttpResponse:
    """Say of each criterion whether its evidence is valid, authentic, current and sufficient."""
    page = _assessed(request, key, Move.JUDGE, "judge the evidence of a claim")
    shown = page.shown
    criteria: list[Criterion | None] = [*shown.criteria] or [None]
    form = Judge(**sent(request), criteria=criteria, judged=shown.judgements)

    def do(form: Judge) -> str:
        actions.judge_evidence(
            by=request.user, claim=page.claim, judged=form.judged(), answer=form.guard_answer
        )
        return "What you judged is kept. Decide when it is complete, or ask for more evidence."

    return ask(
        request,
        form,
        do=do,
        template="assessment/judge.html",
        **for_claim(page.claim, "Judge the evidence", "Keep this", page=page, keeps_draft=True),
    )


@keeps_what_is_sent("a decision", Decide)
@finds_or_404
def decide(request: SignedIn, key: int) -> HttpResponse:
    """The decision; then what it changes; then it is made."""
    page = _assessed(request, key, Move.DECIDE_MET, "decide a claim")
    claim, work = page.claim, page.shown.work
    first = {"decided_on": clock.today()}
    if work.newest is not None and work.newest < clock.today():
        first["practice_as_of"] = work.newest
    form = Decide(**(sent(request) or {"initial": first}))

    def preview(form: Decide) -> dict[str, Any]:
        details = form.details()
        actions.check_can_decide(by=request.user, claim=claim, **details, answer=form.guard_answer)
        fact = facts.Decision(
            decision="new",
            person=claim.person.kept.ref,
            standard=claim.standard_id,
            outcome=details["outcome"],
            decided_on=details["decided_on"],
            context=claim.context,
            practice_as_of=details["practice_as_of"] if details["outcome"] != facts.NOT_YET else None,
            expires_on=details["expires_on"],
        )
        effects = preview_decision(by=request.user, person=claim.person.kept, decision=fact)
        return {
            "title": "Check the decision before you make it",
            "rows": decision_rows(page, details),
            "effects": of_record.effects_table(effects),
            "stops": of_record.stops_counting(effects),
            "scope_words": page.scope_words,
            "may_be_held": details["outcome"] != facts.NOT_YET,
            "confirm_text": "Make this decision",
            "full_width": True,
        }

    def do(form: Decide) -> str:
        made = actions.decide_claim(by=request.user, claim=claim, **form.details(), answer=form.guard_answer)
        return _said(made)

    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        template="assessment/decide.html",
        confirm_template="assessment/check_decision.html",
        why_not=why_not_decided(
            by=request.user, person=claim.person, standard=claim.standard_id, context=claim.context
        ),
        **for_claim(claim, "Decide this claim", "Continue", page=page, keeps_draft=True),
    )


def _said(made: ClaimDecision) -> str:
    if made.outcome == facts.NOT_YET:
        return "It is not yet met. They are told the plan; nothing on the record has changed."
    if made.row_id is None:
        return "The decision is made and waits for somebody else to look at it. It does not count before."
    return "The decision is made, and is on the record."
