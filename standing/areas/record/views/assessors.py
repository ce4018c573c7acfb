"""Assessors: who they are, who is appointed for what, whom they are close to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.permissions import check_can_any, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.actions import assessors as actions
from standing.areas.record.forms import assessors as forms
from standing.areas.record.presenters import assessors as shown
from standing.areas.record.presenters.parts import Part
from standing.areas.record.selectors import assessors as selectors
from standing.areas.record.selectors.people import anybody
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.areas.standards.selectors import get_holdings

APPOINTS = Ability.APPOINT_ASSESSORS
INTRO = [
    "An assessor counts in the standard themself on the day of the decision.",
    "Where nobody does, two people appoint somebody for it, with a reason and an end.",
    "All that somebody decides who is appointed is verified before it counts.",
]


def assessors(request: SignedIn) -> HttpResponse:
    """The assessors, and the appointments."""
    check_can_any(request.user, selectors.WHO_SEES)
    today = clock.today()
    found = selectors.assessors_seen(by=request.user)
    waiting = selectors.awaiting_agreement(by=request.user)
    rows = selectors.appointments_seen(by=request.user)
    may_appoint = scope_of(request.user, APPOINTS, today).anyone
    parts = [
        Part(
            "Appointments that wait for you to agree",
            table=shown.appointments_table(
                waiting, today, name="awaiting", caption="Awaiting a second person"
            ),
        ),
        Part("Assessors", table=shown.assessors_table(found)),
        Part("Appointments", table=shown.appointments_table(rows, today)),
    ]
    context = {
        "title": "Assessors",
        "intro": INTRO,
        "parts": parts if may_appoint else parts[1:],
        "buttons": [("Put somebody forward", reverse("record:propose_appointment"))] if may_appoint else [],
    }
    return render(request, "record/parts.html", context)


@finds_or_404
def assessor(request: SignedIn, key: int) -> HttpResponse:
    """One assessor."""
    one = selectors.assessor_seen(by=request.user, key=key)
    today = clock.today()
    keeps = selectors.keeps(by=request.user, account=one.account)
    own = one.account.pk == request.user.pk
    declared = selectors.relationships_of(by=request.user, account=one.account)
    links = [("Declare a relationship", reverse("record:declare", args=[key]))] if keeps or own else []
    level = [("Say how far they have come", reverse("record:assessor_level", args=[key]))] if keeps else []
    appoint = [("Put forward an appointment", f"{reverse('record:propose_appointment')}?account={key}")]
    parts = [
        Part(rows=shown.level_rows(one, selectors.level_history(by=request.user, one=one)), links=level),
        Part(
            "Appointments",
            table=shown.appointments_table(
                [row for row in selectors.appointments_seen(by=request.user) if row.account_id == key], today
            ),
            links=appoint if selectors.appoints(by=request.user, account=one.account) else [],
        ),
    ]
    if keeps or own:
        words = "Neither judges the other. What they are to each other is not kept."
        table = shown.relationships_table(declared, may_end=keeps and not own)
        parts.append(Part("Declared relationships", words, table=table, links=links))
    context = {
        "title": one.account.name,
        "caption": "Assessor",
        "parts": parts,
        "breadcrumbs": shown.crumbs(),
    }
    return render(request, "record/parts.html", context)


def relationships(request: SignedIn) -> HttpResponse:
    """Whom one is close to oneself."""
    check_can_any(request.user, selectors.WHO_DECLARE)
    table = shown.relationships_table(
        selectors.relationships_of(by=request.user, account=request.user), may_end=False
    )
    words = (
        "If you are close to somebody whose practice you could come to judge, declare it here. You are then not asked "
        "to judge them, nor they you. What you are to each other is not asked. Somebody else ends a declaration."
    )
    part = Part(words=words, table=table, links=[("Declare a relationship", reverse("record:declare_own"))])
    return render(request, "record/parts.html", {"title": "Whom I am close to", "parts": [part]})


@finds_or_404
def declare(request: SignedIn, key: int | None = None) -> HttpResponse:
    """Declare a relationship: one's own, or an assessor's for them."""
    check_can_any(request.user, selectors.WHO_DECLARE)
    own = key is None or key == request.user.pk
    account = request.user if own else selectors.assessor_seen(by=request.user, key=key or 0).account
    form = forms.DeclareForm(**sent(request))

    def do(form: forms.DeclareForm) -> str:
        person = anybody(form.cleaned_data["person"])
        if person is None:
            raise Refused("There is nobody with this staff number. Check it.", field="person")
        actions.declare_relationship(by=request.user, account=account, person=person)
        return f"It is declared. {account.name} and {person.name} do not judge each other from now on."

    back = reverse("record:relationships") if own else shown.assessor_href(account.pk)
    text = "Whom I am close to" if own else account.name
    return ask(
        request,
        form,
        do=do,
        then=back,
        title="Declare a relationship",
        caption="" if own else account.name,
        submit_text="Declare it",
        back={"href": back, "text": text},
    )


@finds_or_404
def end_relationship(request: SignedIn, key: int) -> HttpResponse:
    """Say that a relationship is over."""
    row = selectors.relationship_by_key(by=request.user, key=key)
    actions.check_can_end_relationship(request.user, row)

    def do(form: forms.WhyForm) -> str:
        actions.end_relationship(
            by=request.user, relationship=row, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "It is ended from today."

    return _one(
        request,
        do,
        back=shown.assessor_href(row.account_id),
        title="End a declaration",
        submit_text="End it",
        caption=row.account.name,
    )


@finds_or_404
def level(request: SignedIn, key: int) -> HttpResponse:
    """Say how far an assessor has come."""
    one = selectors.assessor_seen(by=request.user, key=key)
    actions.check_can_over_assessor(request.user, Ability.KEEP_ASSESSORS, one.account)
    form = forms.LevelForm(**(sent(request) or {"initial": {"level": one.level}}))

    def do(form: forms.LevelForm) -> str:
        given = {"level": form.cleaned_data["level"], "why": form.cleaned_data["why"]}
        actions.set_assessor_level(by=request.user, account=one.account, guard=form.guard_answer, **given)
        return f"It is kept, and counts for what {one.account.name} decides from now on."

    back = shown.assessor_href(key)
    return ask(
        request,
        form,
        do=do,
        then=back,
        title="How far an assessor has come",
        caption=one.account.name,
        submit_text="Keep this",
        back={"href": back, "text": one.account.name},
    )


def propose(request: SignedIn) -> HttpResponse:
    """Put somebody forward for an appointment."""
    check_can_any(request.user, (APPOINTS,))
    found = [
        one
        for one in selectors.assessors_seen(by=request.user)
        if one.account.pk != request.user.pk and selectors.appoints(by=request.user, account=one.account)
    ]
    first = {"from_on": clock.today(), "account": request.GET.get("account", "")}
    form = forms.ProposeAppointment(
        **(sent(request) or {"initial": first}), holdings=get_holdings(by=request.user), assessors=found
    )

    def do(form: forms.ProposeAppointment) -> str:
        answers = form.cleaned_data
        row = actions.propose_appointment(
            by=request.user,
            account=form.assessors[answers["account"]],
            standard=form.chosen()[0],
            context=answers["context"],
            from_on=answers["from_on"],
            to_on=answers["to_on"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"{row.account.name} is put forward. It counts once somebody else has agreed."

    return ask(
        request,
        form,
        do=do,
        then=reverse("record:assessors"),
        title="Put somebody forward to assess a standard",
        submit_text="Put forward",
        intro=INTRO,
        breadcrumbs=shown.crumbs(),
    )


@finds_or_404
def appointment(request: SignedIn, key: int) -> HttpResponse:
    """One appointment; sent, it is agreed."""
    row = selectors.appointment_by_key(by=request.user, key=key)
    if request.method == "POST":
        try:
            actions.agree_appointment(by=request.user, appointment=row)
            messages.success(request, f"{row.account.name} is appointed. All they decide is verified first.")
        except Refused as refusal:
            messages.error(request, refusal.reason)
        return redirect(reverse("record:appointment", args=[key]))
    today = clock.today()
    open_ = row.ended_on is None and row.to_on > today
    may = selectors.appoints(by=request.user, account=row.account) and request.user.pk != row.account_id
    context: dict[str, Any] = {
        "title": "Appointment of an assessor",
        "caption": row.account.name,
        "rows": shown.appointment_rows(row, today),
        "may_agree": open_ and may and row.agreed_on is None and row.proposed_by_id != request.user.pk,
        "waits_for_another": open_
        and may
        and row.agreed_on is None
        and row.proposed_by_id == request.user.pk,
        "end": (reverse("record:end_appointment", args=[key]), "End it" if row.agreed_on else "Turn it down")
        if open_ and may
        else None,
        "breadcrumbs": shown.crumbs() if selectors.sees_assessors(request.user) else [],
    }
    return render(request, "record/appointment.html", context)


@finds_or_404
def end_appointment(request: SignedIn, key: int) -> HttpResponse:
    """Turn an appointment down, or end it."""
    row = selectors.appointment_by_key(by=request.user, key=key)

    def do(form: forms.WhyForm) -> str:
        actions.end_appointment(
            by=request.user, appointment=row, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "The appointment is over from today."

    title = "End an appointment" if row.agreed_on else "Turn an appointment down"
    actions.check_can_over_assessor(request.user, APPOINTS, row.account)
    back = reverse("record:appointment", args=[key])
    submit_text = "End it" if row.agreed_on else "Turn it down"
    return _one(request, do, back=back, title=title, submit_text=submit_text, caption=row.account.name)


def _one(
    request: SignedIn, do: Any, *, back: str, title: str, submit_text: str, caption: str
) -> HttpResponse:
    return ask(
        request,
        forms.WhyForm(**sent(request)),
        do=do,
        then=back,
        title=title,
        caption=caption,
        submit_text=submit_text,
        back={"href": back, "text": caption},
    )
