"""Professional registrations: whose are known, and how they are recorded, given up and taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.cover import actions
from standing.areas.cover.forms.registrations import GiveUpForm, RegistrationForm, TakeBackForm, WhoForm
from standing.areas.cover.presenters import registrations as presenters
from standing.areas.cover.selectors import keeping
from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.records import log_look, log_looks
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.core.rules.registering import BODIES
from standing.site.dates import long_day

HERE = {"text": "Registrations", "href": "/registrations/"}


def registrations(request: SignedIn) -> HttpResponse:
    """The registrations of the people whose they may record, and a way to anybody else of them."""
    check_can_any(request.user, [Ability.KEEP_REGISTRATIONS])
    form = WhoForm(request.GET or None)
    if request.GET and form.is_valid():
        ref = form.cleaned_data["ref"]
        try:
            return redirect(
                "cover:registration", keeping.registration_of_person(request.user, ref).person.ref
            )
        except NotFound as none:
            form.add_error("ref", str(none))
    found = keeping.registrations_of(request.user)
    log_looks(request, [one.person for one in found], "registrations")
    context = {"form": form, "table": presenters.registrations_table(found, clock.today())}
    return render(request, "cover/registrations.html", context)


@finds_or_404
def person(request: SignedIn, ref: str) -> HttpResponse:
    """The entries of one person."""
    found = keeping.registration_of_person(request.user, ref)
    log_look(request, found.person, "registration")
    context = {"found": found, "table": presenters.entries_table(found), "breadcrumbs": [HERE]}
    return render(request, "cover/registration.html", context)


@finds_or_404
def record(request: SignedIn, ref: str) -> HttpResponse:
    """Record what a register says of somebody."""
    found = keeping.registration_of_person(request.user, ref)

    def do(form: RegistrationForm) -> str:
        said = form.cleaned_data
        row = actions.record_registration(by=request.user, person=found.person, **said)
        return f"{BODIES[row.body].short} {row.number} is recorded, until {long_day(row.expires_on)}."

    return ask(
        request,
        RegistrationForm(**sent(request)),
        do=do,
        then=reverse("cover:registration", args=[ref]),
        title="Record a registration",
        caption=found.person.name,
        intro=[
            "A renewal is recorded in the same way: with the first day of the new time.",
            "For somebody who was struck off or left the register early, record the day it ended as its last.",
        ],
        submit_text="Record it",
        breadcrumbs=_crumbs(found),
    )


@finds_or_404
def give_up(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Somebody's work needs a registration no more."""
    found = keeping.registration_of_person(request.user, ref)
    row = keeping.registration_to_keep(request.user, ref, number)

    def do(form: GiveUpForm) -> str:
        actions.give_up_registration(
            by=request.user, registration=row, **form.cleaned_data, guard=form.guard_answer
        )
        return f"{row} is needed no more from {long_day(form.cleaned_data['on'])}."

    return ask(
        request,
        GiveUpForm(**sent(request)),
        do=do,
        then=reverse("cover:registration", args=[ref]),
        title="A registration that is needed no more",
        caption=found.person.name,
        intro=[
            f"{row}: when it lapses it will keep {found.person.name} out of no cover, unless a rule asks for it.",
            "Only where the work they do needs no registration. Never for somebody who was struck off.",
        ],
        submit_text="It is needed no more",
        breadcrumbs=_crumbs(found),
    )


@finds_or_404
def take_back(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Take back an entry that was wrong."""
    found = keeping.registration_of_person(request.user, ref)
    row = keeping.registration_to_keep(request.user, ref, number)

    def do(form: TakeBackForm) -> str:
        actions.retract_registration(
            by=request.user, registration=row, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"{row} is taken back."

    return ask(
        request,
        TakeBackForm(**sent(request)),
        do=do,
        then=reverse("cover:registration", args=[ref]),
        title="Take back an entry that was wrong",
        caption=found.person.name,
        intro=[f"{row}, from {long_day(row.from_on)} until {long_day(row.expires_on)}."],
        submit_text="Take it back",
        is_warning=True,
        breadcrumbs=_crumbs(found),
    )


def _crumbs(found: keeping.Registered) -> list[dict[str, str]]:
    own = {"text": found.person.name, "href": reverse("cover:registration", args=[found.person.ref])}
    return [HERE, own]
