"""Taking part: one's own home, a proposal, what one thinks of it, what one needs, the answer to an objection."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.audit import clock
from standing.areas.coproduction import actions
from standing.areas.coproduction.forms import taking_part as forms
from standing.areas.coproduction.forms.running import MarkDone
from standing.areas.coproduction.permissions import check_can_mark_done, check_can_take_part
from standing.areas.coproduction.presenters import plain as presenters
from standing.areas.coproduction.selectors import groups as grouped
from standing.areas.coproduction.selectors import proposals as selectors
from standing.areas.coproduction.views.plain import ask_plainly, show
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn, keeps_what_is_sent
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import finds_or_404, sent
from standing.core.coproduction.deciding import Stance


def home(request: SignedIn) -> HttpResponse:
    """What waits for somebody who takes part, and where they may look."""
    found = selectors.proposals(by=request.user)
    context = {
        "groups": grouped.own_groups(by=request.user),
        "waiting": presenters.waiting_tasks(selectors.open_for(by=request.user)),
        "others": presenters.proposals_list(found),
        "may_run": can(request.user, Ability.RUN_PROPOSALS),
        "may_keep": can(request.user, Ability.KEEP_CONSTITUENCIES),
    }
    return show(request, "coproduction/home.html", context)


@require_POST
def print_size(request: SignedIn) -> HttpResponse:
    """Read these pages in large print from now on, or no longer."""
    large = request.POST.get("large") == "yes"
    actions.choose_print(by=request.user, large=large)
    messages.success(request, f"These pages are now in {'large' if large else 'usual'} print.")
    back = request.POST.get("back", "")
    return redirect(back if back.startswith("/together/") else "coproduction:home")


@finds_or_404
def proposal(request: SignedIn, number: int) -> HttpResponse:
    """One proposal, in plain words."""
    found = selectors.proposal_by_number(by=request.user, number=number)
    return show(request, "coproduction/proposal.html", presenters.proposal_page(found, clock.today()))


@keeps_what_is_sent("what you think of a proposal", lambda: forms.GivePosition(groups=[]))
@finds_or_404
def position(request: SignedIn, number: int) -> HttpResponse:
    """Say what one thinks of a proposal."""
    found = selectors.proposal_by_number(by=request.user, number=number)
    check_can_take_part(request.user, found.proposal)
    mine = found.my_position
    initial = {}
    if mine is not None:
        initial = {
            "stance": mine.stance,
            "reason": mine.reason,
            "speaks_for": mine.invitation.constituency.standpoint,
        }
    form = forms.GivePosition(**sent(request), groups=[one.speaks_for for one in found.mine], initial=initial)

    def do(form: forms.GivePosition) -> str:
        said = form.cleaned_data
        actions.give_position(
            by=request.user,
            proposal=found.proposal,
            stance=Stance(said["stance"]),
            reason=said["reason"],
            speaks_for=form.speaks_for,
            guard=form.guard_answer,
        )
        return "Thank you. What you think is kept. You can change it until it is decided."

    return ask_plainly(
        request, form, do=do, **presenters.form_page(found.proposal, "Say what you think", "Send it")
    )


@require_POST
@finds_or_404
def confirm(request: SignedIn, number: int) -> HttpResponse:
    """Say the same again, of what was changed since."""
    found = selectors.proposal_by_number(by=request.user, number=number)
    actions.confirm_position(by=request.user, proposal=found.proposal)
    messages.success(request, "Thank you. You still think the same.")
    return redirect("coproduction:proposal", number=number)


@keeps_what_is_sent("what matters to you", lambda: forms.Say(groups=[]))
@finds_or_404
def say(request: SignedIn, number: int) -> HttpResponse:
    """Say what matters."""
    found = selectors.proposal_by_number(by=request.user, number=number)
    check_can_take_part(request.user, found.proposal)
    form = forms.Say(**sent(request), groups=[one.speaks_for for one in found.mine])

    def do(form: forms.Say) -> str:
        actions.say(
            by=request.user,
            proposal=found.proposal,
            what=form.cleaned_data["what"],
            speaks_for=form.speaks_for,
            guard=form.guard_answer,
        )
        return "Thank you. It is written down. You will see here what came of it."

    page = presenters.form_page(found.proposal, "Say what matters to you", "Send it")
    return ask_plainly(request, form, do=do, **page)


@finds_or_404
def about_me(request: SignedIn, number: int) -> HttpResponse:
    """One's name, shown or not, and what would help."""
    found = selectors.proposal_by_number(by=request.user, number=number)
    me = found.me
    if me is None:
        check_can_take_part(request.user, found.proposal)
    initial = presenters.about_me_as_kept(me) if me else {}
    form = forms.AboutMe(**sent(request), initial=initial)

    def do(form: forms.AboutMe) -> str:
        actions.set_about_me(
            by=request.user,
            proposal=found.proposal,
            is_named=form.cleaned_data["is_named"] == forms.YES,
            needs=form.needs_words,
            needs_met=form.met,
            guard=form.guard_answer,
        )
        return "Thank you. It is kept. You can change it at any time."

    page = presenters.form_page(found.proposal, "Your name and what would help", "Save")
    page["intro"] = [presenters.WHO_SEES_NEEDS, presenters.BENEFITS]
    return ask_plainly(request, form, do=do, **page)


@finds_or_404
def answer(request: SignedIn, number: int) -> HttpResponse:
    """Read the answer to one's objection, and say whether it still stands."""
    found = selectors.proposal_by_number(by=request.user, number=number)
    mine = found.my_position
    if mine is None or not mine.answer:
        raise NotFound("You have no answer to read here.")

    def do(form: ActionForm) -> str:
        stands = form.cleaned_data["stands"] == forms.YES
        actions.settle_objection(by=request.user, position=mine, still_stands=stands)
        return "Thank you. It is written down."

    page = presenters.form_page(found.proposal, "The answer to your objection", "Send it")
    page["intro"] = [f"You said: “{mine.reason}”", f"The answer: “{mine.answer}”"]
    return ask_plainly(request, forms.ReadAnswer(**sent(request)), do=do, **page)


@finds_or_404
def done(request: SignedIn, number: int) -> HttpResponse:
    """Say that something of a plan was done."""
    item = selectors.item_by_key(by=request.user, key=number)
    check_can_mark_done(request.user, item)

    def do(form: MarkDone) -> str:
        actions.mark_done(by=request.user, item=item, done_on=form.cleaned_data["done_on"])
        return "Thank you. It is marked as done."

    href = reverse("coproduction:proposal", args=[item.proposal_id])
    return ask_plainly(
        request,
        MarkDone(**sent(request)),
        do=do,
        then=href,
        title="Mark it as done",
        submit_text="It is done",
        intro=[item.what],
        back={"href": href, "text": "The plan"},
    )
