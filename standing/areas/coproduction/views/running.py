"""Running a proposal: opened, put to people, its objections answered, its record kept, decided or closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.coproduction import actions
from standing.areas.coproduction.actions.keeping import About as AboutThem
from standing.areas.coproduction.forms import running as forms
from standing.areas.coproduction.forms.taking_part import YES
from standing.areas.coproduction.models import Proposal
from standing.areas.coproduction.permissions import check_can_run
from standing.areas.coproduction.presenters import running as presenters
from standing.areas.coproduction.presenters.plain import BENEFITS_OF_OTHERS, proposal_href
from standing.areas.coproduction.selectors import proposals as selectors
from standing.areas.coproduction.selectors.groups import accounts_to_choose
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.core.coproduction.proposing import About
from standing.core.coproduction.record import Standpoint


def choose(request: SignedIn) -> HttpResponse:
    """What a proposal is to be about."""
    check_can(request.user, Ability.RUN_PROPOSALS)
    return render(request, "coproduction/choose.html", {"kinds": presenters.kinds_to_open(request.user)})


def propose(request: SignedIn, kind: str) -> HttpResponse:
    """Open a proposal about something of this kind."""
    if kind not in {one.value for one in About}:
        raise Http404("There is no such kind of proposal.")
    about = About(kind)
    check_can_run(request.user, about)
    found = selectors.choices(by=request.user)
    form = forms.OpenProposal(
        **sent(request), about=about, choices=found, initial={"subject": request.GET.get("subject", "")}
    )
    made: list[Proposal] = []

    def do(form: forms.OpenProposal) -> str:
        made.append(
            actions.open_proposal(
                by=request.user, about=form.subject(), terms=form.terms(), guard=form.guard_answer
            )
        )
        return "The proposal is open. Those it asks find it in their inbox."

    return ask(
        request,
        form,
        do=do,
        then=lambda: proposal_href(made[0], "run"),
        title="Open a proposal",
        caption=about.words,
        submit_text="Open it",
        intro=presenters.ABOUT_OPENING[about],
        back={"href": reverse("coproduction:choose"), "text": "What it is about"},
    )


@finds_or_404
def run(request: SignedIn, number: int) -> HttpResponse:
    """Where a proposal stands: its groups, objections, record, and what is missing before it is decided."""
    found = selectors.running(by=request.user, number=number)
    return render(request, "coproduction/run.html", presenters.run_page(found))


@finds_or_404
def invite(request: SignedIn, number: int) -> HttpResponse:
    """Ask more groups."""
    running = selectors.running(by=request.user, number=number)
    found = running.seen
    if request.method != "POST" and not presenters.may_invite(running):
        return _not_yet(request, found.proposal, "Ask another group", "There is no other group to ask now.")
    held = [one.speaks_for for one in found.invitations]
    form = forms.Invite(**sent(request), held=held)

    def do(form: forms.Invite) -> str:
        asks = [Standpoint(one) for one in form.cleaned_data["asks"]]
        actions.invite(by=request.user, proposal=found.proposal, asks=asks)
        return "They are asked, and find it in their inbox."

    return ask(request, form, do=do, **_page(found.proposal, "Ask another group", "Ask them"))


@finds_or_404
def put(request: SignedIn, number: int) -> HttpResponse:
    """Ask everybody what they think of it now."""
    found = selectors.running(by=request.user, number=number).seen

    def do(_: ActionForm) -> str:
        actions.ask_for_positions(by=request.user, proposal=found.proposal)
        return "Everybody who is asked finds it in their inbox."

    page = _page(found.proposal, "Ask what people think of it now", "Ask them")
    page["intro"] = [
        (
            "Each says whether they support it, support it with changes, or object. If it is changed after that, they "
            "are told, and say it again."
        )
    ]
    return ask(request, ActionForm(**sent(request)), do=do, **page)


@finds_or_404
def answer(request: SignedIn, number: int, key: int) -> HttpResponse:
    """Answer an objection in writing."""
    found, position = selectors.position_by_key(by=request.user, number=number, key=key)
    check_can_run(request.user, found.proposal.kind)

    def do(form: forms.AnswerObjection) -> str:
        actions.answer_objection(
            by=request.user,
            position=position,
            words=form.cleaned_data["words"],
            comes=form.comes_of_it,
            guard=form.guard_answer,
        )
        return "Your answer is with them. They say whether they still object."

    page = _page(found.proposal, "Answer an objection", "Send the answer")
    page["intro"] = [f"{found.shown_as(position)}: “{position.reason}”"]
    settled = any(one.is_settled for one in found.points if one.is_reason_of(position))
    return ask(request, forms.AnswerObjection(**sent(request), is_settled=settled), do=do, **page)


@finds_or_404
def add_participant(request: SignedIn, number: int) -> HttpResponse:
    """Put down somebody without an account who took part."""
    found = selectors.running(by=request.user, number=number).seen

    def do(form: forms.AddParticipant) -> str:
        said = form.cleaned_data
        about = AboutThem(said["is_named"] == YES, form.needs_words, form.met, form.payment_offered)
        actions.add_participant(
            by=request.user,
            proposal=found.proposal,
            standpoint=Standpoint(said["standpoint"]),
            name=said["name"],
            about=about,
            guard=form.guard_answer,
        )
        return "They are in the record."

    page = _page(found.proposal, "Add somebody who took part", "Add them")
    page["intro"] = [
        "Members of the groups are added by themselves, once they say something.",
        BENEFITS_OF_OTHERS,
    ]
    return ask(request, forms.AddParticipant(**sent(request)), do=do, **page)


@finds_or_404
def participant(request: SignedIn, number: int, key: int) -> HttpResponse:
    """What somebody who took part needed, whether it was met, whether payment was offered."""
    found, one = selectors.participant_by_key(by=request.user, number=number, key=key)
    form = forms.ChangeParticipant(**sent(request), initial=forms.ChangeParticipant.as_kept(one))

    def do(form: forms.ChangeParticipant) -> str:
        actions.change_participant(
            by=request.user,
            participant=one,
            needs=form.needs_words,
            needs_met=form.met,
            payment=form.payment_offered,
            guard=form.guard_answer,
        )
        return "It is kept."

    page = _page(found.proposal, "What they needed, and payment", "Save")
    page["intro"] = [f"{one.own_name or one.shown_as}, {one.speaks_for.words.lower()}", BENEFITS_OF_OTHERS]
    return ask(request, form, do=do, **page)


@finds_or_404
def add_point(request: SignedIn, number: int) -> HttpResponse:
    """Put down what was said in a meeting."""
    found = selectors.running(by=request.user, number=number).seen

    def do(form: forms.AddPoint) -> str:
        said = form.cleaned_data
        actions.add_point(
            by=request.user,
            proposal=found.proposal,
            standpoint=Standpoint(said["standpoint"]),
            what=said["what"],
            guard=form.guard_answer,
        )
        return "It is in the record."

    return ask(
        request,
        forms.AddPoint(**sent(request)),
        do=do,
        **_page(found.proposal, "Write down what was said", "Save"),
    )


@finds_or_404
def point(request: SignedIn, number: int, key: int) -> HttpResponse:
    """Say what changed because of a point, or why it was not taken."""
    found, one = selectors.point_by_key(by=request.user, number=number, key=key)
    initial = {"changed": one.changed, "not_taken_because": one.not_taken_because}

    def do(form: forms.SettlePoint) -> str:
        said = form.cleaned_data
        actions.settle_point(
            by=request.user,
            point=one,
            changed=said["changed"],
            not_taken_because=said["not_taken_because"],
            guard=form.guard_answer,
        )
        return "It is kept."

    page = _page(found.proposal, "What came of it", "Save")
    page["intro"] = [f"{one.said_by}: “{one.what}”"]
    return ask(request, forms.SettlePoint(**sent(request), initial=initial), do=do, **page)


@finds_or_404
def add_item(request: SignedIn, number: int) -> HttpResponse:
    """Add something to do to a plan."""
    found = selectors.running(by=request.user, number=number).seen
    form = forms.AddItem(**sent(request), accounts=accounts_to_choose(by=request.user))

    def do(form: forms.AddItem) -> str:
        said = form.cleaned_data
        actions.add_item(
            by=request.user,
            proposal=found.proposal,
            what=said["what"],
            owner=form.account,
            due_on=said["due_on"],
            guard=form.guard_answer,
        )
        return "It is in the plan."

    return ask(request, form, do=do, **_page(found.proposal, "Add something to do", "Add it"))


@finds_or_404
def remove_item(request: SignedIn, number: int, key: int) -> HttpResponse:
    """Take something out of a plan."""
    found = selectors.running(by=request.user, number=number).seen
    item = selectors.item_by_key(by=request.user, key=key)

    def do(_: ActionForm) -> str:
        actions.remove_item(by=request.user, item=item)
        return "It is no longer in the plan."

    page = _page(found.proposal, "Take it out of the plan", "Take it out", is_warning=True)
    page["intro"] = [item.what]
    return ask(request, ActionForm(**sent(request)), do=do, **page)


@finds_or_404
def decide(request: SignedIn, number: int) -> HttpResponse:
    """Decide it: what is missing if it cannot be, what follows if it can."""
    found = selectors.running(by=request.user, number=number)
    if request.method != "POST" and (missing := presenters.missing(found)):
        return _not_yet(
            request, found.seen.proposal, "Decide it", "It cannot be decided yet. First:", missing
        )

    def do(form: forms.Decide) -> str:
        made = actions.decide(by=request.user, proposal=found.seen.proposal, guard=form.guard_answer)
        return f"It is decided, and recorded as {made.called}."

    page = _page(found.seen.proposal, "Decide it", "Decide it")
    page["intro"] = [] if presenters.missing(found) else presenters.before_deciding(found)
    return ask(request, forms.Decide(**sent(request)), do=do, **page)


@finds_or_404
def close(request: SignedIn, number: int) -> HttpResponse:
    """Close it as not agreed, with the reasons."""
    found = selectors.running(by=request.user, number=number).seen

    def do(form: forms.CloseNotAgreed) -> str:
        actions.close_not_agreed(
            by=request.user, proposal=found.proposal, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "It is closed as not agreed. What was said stays."

    page = _page(found.proposal, "Close it as not agreed", "Close it", is_warning=True)
    return ask(request, forms.CloseNotAgreed(**sent(request)), do=do, **page)


def _not_yet(
    request: SignedIn, proposal: Proposal, title: str, why: str, missing: Sequence[str] = ()
) -> HttpResponse:
    """The page of a step that cannot be taken: why, and what is to be done first."""
    page = _page(proposal, title, "")
    return render(request, "coproduction/not_yet.html", {**page, "why": why, "missing": missing})


def _page(proposal: Proposal, title: str, submit_text: str, **more: Any) -> dict[str, Any]:
    href = proposal_href(proposal, "run")
    return {
        "then": href,
        "title": title,
        "caption": proposal.question,
        "submit_text": submit_text,
        "back": {"href": href, "text": "The proposal"},
        **more,
    }
