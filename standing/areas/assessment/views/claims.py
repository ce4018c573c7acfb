"""Claims: one's own, those to assess and to allocate; one opened, shown, and moved on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from standing.areas.assessment import actions
from standing.areas.assessment.forms.claims import Allocate, AskForMore, OpenClaim, Withdraw
from standing.areas.assessment.models import Claim
from standing.areas.assessment.presenters.claim_lists import (
    assessed_tables,
    claim_href,
    claims_table,
    list_crumbs,
)
from standing.areas.assessment.presenters.claims import SENT_MOVES
from standing.areas.assessment.selectors.claims import (
    able_to_assess,
    assessors_of,
    claim_by_key,
    claims_of_team,
    claims_to_allocate,
    claims_to_assess,
    own_claims,
)
from standing.areas.assessment.views.support import SignedIn, ask, for_claim, page_of
from standing.areas.audit import clock
from standing.areas.people.permissions import abilities_of, check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.selectors.people import own_person, person_by_ref
from standing.areas.record.selectors.records import record_of
from standing.areas.record.views.records import log_look
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards.selectors import get_holdings
from standing.core.assessing.states import Move

WHO_COMES = (Ability.ADD_EVIDENCE, Ability.RECORD_DECISION, Ability.ALLOCATE_CLAIM, Ability.KEEP_CRITERIA)


def claims(request: SignedIn) -> HttpResponse:
    """Everything about claims that is this account's: own, to assess, to allocate, of the team."""
    check_can_any(request.user, WHO_COMES)
    abilities = abilities_of(request.user, clock.today())
    tables = []
    if Ability.ADD_EVIDENCE in abilities:
        tables.append(
            claims_table(
                "own",
                "My claims",
                own_claims(by=request.user),
                with_person=False,
                empty="You have no claim yet. Open one to begin working towards a standard.",
            )
        )
    if Ability.RECORD_DECISION in abilities:
        tables += assessed_tables(claims_to_assess(by=request.user))
    if Ability.ALLOCATE_CLAIM in abilities:
        tables.append(
            claims_table(
                "to-allocate",
                "Nobody assesses these yet",
                claims_to_allocate(by=request.user),
                with_person=True,
                leads_to="allocate",
                empty="Every claim has an assessor.",
            )
        )
        tables.append(
            claims_table(
                "team",
                "Open claims of the people you manage",
                claims_of_team(by=request.user),
                with_person=True,
                empty="Nobody works towards a standard.",
            )
        )
    context = {
        "tables": tables,
        "may_open": Ability.ADD_EVIDENCE in abilities,
        "may_decide": Ability.RECORD_DECISION in abilities,
        "may_keep_criteria": Ability.KEEP_CRITERIA in abilities,
    }
    return render(request, "assessment/claims.html", context)


@keeps_what_is_sent("a claim")
@finds_or_404
def open_claim(request: SignedIn, ref: str = "") -> HttpResponse:
    """Begin to work towards a standard; for somebody else, as their manager."""
    if ref:
        person = person_by_ref(by=request.user, ref=ref, ability=Ability.OPEN_CLAIM)
    else:
        own = own_person(by=request.user)
        if own is None:
            raise NotAllowed("You have no record of your own, so there is nobody to open a claim for.")
        person = own
    assessors = assessors_of(by=request.user, person=person)
    owed = record_of(by=request.user, person=person, at=clock.today()).owed
    log_look(request, person, "what they owe, for a claim")
    form = OpenClaim(
        **(sent(request) or {"initial": {"standards": request.GET.get("standard", "")}}),
        holdings=get_holdings(by=request.user),
        assessors=assessors,
        owed=dict.fromkeys(pair.standard.pk for pair in owed),
        own=not ref,
    )
    made: dict[str, Claim] = {}

    def do(form: OpenClaim) -> str:
        made["claim"] = actions.open_claim(
            by=request.user,
            person=person,
            standard=form.chosen()[0],
            context=form.cleaned_data["context"],
            assessor=form.assessor(),
        )
        return "The claim is open. Add evidence to it as you go."

    return ask(
        request,
        form,
        do=do,
        then=lambda: claim_href(made["claim"]),
        title="Work towards a standard",
        caption="" if not ref else person.name,
        submit_text="Open this claim",
        breadcrumbs=list_crumbs(),
        intro=[
            "A claim keeps your evidence together until an assessor decides.",
            "If you do not agree with a decision, you can appeal: somebody who had no part in it looks at it again.",
        ],
    )


@finds_or_404
def claim(request: SignedIn, key: int) -> HttpResponse:
    """One claim, with what this reader may see of it and do to it."""
    page = page_of(request, key, "a claim")
    context = {"page": page, "title": page.title, "caption": "" if page.own else page.claim.person.name}
    return render(request, "assessment/claim.html", context | {"breadcrumbs": list_crumbs()})


_DONE = {
    Move.SUBMIT: "The claim is submitted. Its assessor begins next.",
    Move.BEGIN: "You have begun. Judge the evidence, then decide.",
    Move.TAKE_UP: "You have taken it up again. Judge the evidence, then decide.",
    Move.GO_ON: "Go on: add what your plan asks for, then submit again.",
    Move.TAKE_BACK: "You have taken the claim back. Submit it again when it is ready.",
}


def _done(asked: Move, claim: Claim) -> str:
    if asked is Move.SUBMIT and claim.assessor_id is None:
        return "The claim is submitted. Your manager says who assesses it."
    return _DONE[asked]


@require_POST
@keeps_what_is_sent("a claim")
@finds_or_404
def move(request: SignedIn, key: int, name: str) -> HttpResponse:
    """Do at once what a button of the claim's page says."""
    asked = SENT_MOVES.get(name)
    if asked is None:
        raise Http404("There is nothing of that name to do to a claim.")
    found = claim_by_key(by=request.user, key=key).claim
    doing: dict[Move, Any] = {
        Move.SUBMIT: actions.submit_claim,
        Move.BEGIN: actions.begin_assessing,
        Move.TAKE_UP: actions.begin_assessing,
        Move.GO_ON: actions.go_on_with_claim,
        Move.TAKE_BACK: actions.take_back_claim,
    }
    try:
        doing[asked](by=request.user, claim=found)
        messages.success(request, _done(asked, found))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    leads_to = "judge" if asked in (Move.BEGIN, Move.TAKE_UP) else "claim"
    return redirect(f"assessment:{leads_to}", key=key)


@finds_or_404
def allocate(request: SignedIn, key: int) -> HttpResponse:
    """Say who assesses a claim."""
    page = page_of(request, key, "allocate a claim")
    check_not_about_oneself(request.user, page.claim.person.kept.ref)
    assessors = assessors_of(by=request.user, person=page.claim.person.kept)
    able = able_to_assess(claim=page.claim, assessors=assessors)
    form = Allocate(**sent(request), assessors=assessors, able=able)

    def do(form: Allocate) -> str:
        actions.allocate_claim(by=request.user, claim=page.claim, assessor=form.assessor())
        return f"{form.assessor().name} assesses this claim."

    intro = [
        "Whoever assesses it must count in this standard themself, or be appointed for it.",
        "Those who do today come first.",
    ]
    return ask(
        request, form, do=do, **for_claim(page.claim, "Who assesses this claim?", "Allocate it", intro=intro)
    )


@keeps_what_is_sent("why a claim is withdrawn", Withdraw)
@finds_or_404
def withdraw(request: SignedIn, key: int) -> HttpResponse:
    """Stop working towards a standard."""
    page = page_of(request, key, "withdraw a claim")
    form = Withdraw(**sent(request))

    def do(form: Withdraw) -> str:
        actions.withdraw_claim(
            by=request.user, claim=page.claim, why=form.cleaned_data["why"], answer=form.guard_answer
        )
        return "The claim is withdrawn. Its evidence stays, and can serve another claim."

    return ask(
        request, form, do=do, is_warning=True, **for_claim(page.claim, "Withdraw this claim", "Withdraw it")
    )


@keeps_what_is_sent("what else is needed for a claim", AskForMore)
@finds_or_404
def more(request: SignedIn, key: int) -> HttpResponse:
    """Ask for more evidence."""
    page = page_of(request, key, "ask for more evidence")
    form = AskForMore(**sent(request))

    def do(form: AskForMore) -> str:
        actions.ask_for_more(
            by=request.user, claim=page.claim, words=form.cleaned_data["words"], answer=form.guard_answer
        )
        return f"{page.claim.person.name} is told what else is needed."

    more = {"keeps_draft": True}
    return ask(request, form, do=do, **for_claim(page.claim, "Ask for more evidence", "Ask for it", **more))
