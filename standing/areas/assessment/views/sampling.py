"""Sampling plans; standardisation meetings and observations."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.assessment.actions import keeping_alike
from standing.areas.assessment.actions import sampling as actions
from standing.areas.assessment.forms import verification as forms
from standing.areas.assessment.models import SamplingPlan
from standing.areas.assessment.presenters import verification as shown
from standing.areas.assessment.selectors import verification as selectors
from standing.areas.assessment.views.support import SignedIn, ask
from standing.areas.audit import clock
from standing.areas.people.permissions import can, check_can, check_can_any, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.presenters.parts import Part
from standing.areas.record.selectors.assessors import assessor_seen
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.core.rules.days import add_months

YEAR = 12
HOW = (
    "A decision is drawn where it is the first of its assessor under the plan, or their first on its standard, by its "
    "method or at its place; where fewer than the share were drawn so far; or by chance, from the seed."
)


@finds_or_404
def plan(request: SignedIn, key: int) -> HttpResponse:
    """A plan: planned against done, what it covers, how it was changed, and what was put to it."""
    seen = selectors.plan_in_full(by=request.user, key=key)
    today = clock.today()
    verifies = can(request.user, Ability.VERIFY, seen.plan.unit) and seen.plan.over_on > today
    log_looks(request, [row.person for row in seen.draws[-shown.MOST_DRAWS :]], "a sampling plan")
    end = [("End this plan early", reverse("assessment:end_plan", args=[key]))] if verifies else []
    parts = [
        Part(rows=shown.plan_rows(seen, today, shows_seed=_sees_seed(request, seen.plan)), links=end),
        Part("Planned and done", HOW, table=shown.planned_table(seen, may_change=verifies)),
        *(
            Part("What it covers" if not place else "", table=shown.coverage_table(name, rows))
            for place, (name, rows) in enumerate(seen.covers)
        ),
        Part("How the plan was changed", table=shown.changes_table(seen)),
        Part("What was put to the plan", "The newest first.", table=shown.draws_table(seen)),
    ]
    context = {
        "title": f"Sampling in {seen.plan.unit.name}",
        "parts": parts,
        "breadcrumbs": shown.crumbs(),
    }
    return render(request, "record/parts.html", context)


def _sees_seed(request: SignedIn, found: SamplingPlan) -> bool:
    """Whoever knows the seed can work out what will be drawn: while a plan runs, verifiers and auditors alone see it,
    and never somebody who assesses too.
    """
    over = found.over_on <= clock.today()
    assesses = scope_of(request.user, Ability.RECORD_DECISION, clock.today()).anyone
    return over or not assesses


def add_plan(request: SignedIn) -> HttpResponse:
    """Make a sampling plan."""
    check_can_any(request.user, (Ability.VERIFY,))
    today = clock.today()
    first = {"from_on": today, "to_on": add_months(today, YEAR)}
    form = forms.PlanForm(
        **(sent(request) or {"initial": first}),
        units=selectors.units_to_plan(by=request.user),
        least=settings.SAMPLING_SHARES,
    )

    def do(form: forms.PlanForm) -> str:
        answers = form.cleaned_data
        unit = form.units[answers.pop("unit")]
        actions.plan_sampling(by=request.user, unit=unit, **answers)
        return f"The plan for {unit.name} is made. Its seed is drawn and recorded."

    return ask(
        request,
        form,
        do=do,
        then=reverse("assessment:verification"),
        title="Make a sampling plan",
        submit_text="Make this plan",
        intro=[HOW, "Whatever somebody decides who is appointed is verified with or without a plan."],
        breadcrumbs=shown.crumbs(),
    )


@finds_or_404
def change_plan(request: SignedIn, key: int, assessor: int) -> HttpResponse:
    """Change how much of an assessor's decisions is drawn."""
    found = selectors.plan_by_key(by=request.user, key=key)
    check_can(request.user, Ability.VERIFY, found.unit)
    account = assessor_seen(by=request.user, key=assessor).account

    def do(form: forms.ShareForm) -> str:
        given = {"share": form.cleaned_data["share"], "why": form.cleaned_data["why"]}
        actions.change_plan(by=request.user, plan=found, assessor=account, guard=form.guard_answer, **given)
        return f"The plan is changed for {account.name}, from now on."

    return ask(
        request,
        forms.ShareForm(**sent(request)),
        do=do,
        then=reverse("assessment:plan", args=[key]),
        title="Change how much is drawn",
        caption=account.name,
        submit_text="Change the plan",
        intro=["The change is shown with the plan. It settles what was returned before it."],
        breadcrumbs=shown.crumbs(),
    )


@finds_or_404
def end_plan(request: SignedIn, key: int) -> HttpResponse:
    """End a plan early."""
    found = selectors.plan_by_key(by=request.user, key=key)
    check_can(request.user, Ability.VERIFY, found.unit)

    def do(form: forms.ReturnForm) -> str:
        actions.end_plan(by=request.user, plan=found, why=form.cleaned_data["why"], guard=form.guard_answer)
        return "The plan is ended. What it has drawn still waits to be verified."

    form = forms.ReturnForm(**sent(request))
    form.fields["why"].label = "Reason"
    form.fields["why"].help_text = ""
    return ask(
        request,
        form,
        do=do,
        then=reverse("assessment:plan", args=[key]),
        title="End a plan early",
        caption=found.unit.name,
        submit_text="End this plan",
        breadcrumbs=shown.crumbs(),
    )


def alike(request: SignedIn) -> HttpResponse:
    """Standardisation meetings and observations: what is due, and what was held."""
    check_can_any(request.user, (Ability.SEE_VERIFICATION,))
    by, today = request.user, clock.today()
    records = scope_of(by, Ability.VERIFY, today).anyone
    meeting = [("Record a meeting", reverse("assessment:add_meeting"))] if records else []
    parts = [
        Part(
            "Standardisation",
            "Those who assess a standard meet at least every six months while it is in use.",
            table=shown.meetings_due_table(selectors.meetings_due(by=by), today, may_record=records),
            links=meeting,
        ),
        Part("Meetings held", table=shown.meetings_table(selectors.meetings_held(by=by))),
        Part(
            "Observations",
            "A verifier watches each assessor assess once a year.",
            table=shown.observations_table(selectors.observations_due(by=by), today, may_record=records),
        ),
    ]
    context = {"title": "Standardisation and observations", "parts": parts, "breadcrumbs": shown.crumbs()}
    return render(request, "record/parts.html", context)


def add_meeting(request: SignedIn) -> HttpResponse:
    """Record a standardisation meeting."""
    check_can_any(request.user, (Ability.VERIFY,))
    first = {"standards": request.GET.get("standard", ""), "held_on": clock.today()}
    form = forms.MeetingForm(
        **(sent(request) or {"initial": first}),
        holdings=get_holdings(by=request.user),
        people=selectors.people_of_meetings(by=request.user),
    )

    def do(form: forms.MeetingForm) -> str:
        answers = form.cleaned_data
        keeping_alike.record_standardisation(
            by=request.user,
            standard=form.chosen()[0],
            held_on=answers["held_on"],
            took_part=[form.people[key] for key in answers["took_part"]],
            outcome=answers["outcome"],
            answer=form.guard_answer,
        )
        return "The meeting is recorded."

    return ask(
        request,
        form,
        do=do,
        then=reverse("assessment:alike"),
        title="Record a standardisation meeting",
        submit_text="Record the meeting",
        breadcrumbs=shown.crumbs(),
    )


@finds_or_404
def observe(request: SignedIn, key: int) -> HttpResponse:
    """Record that an assessor was watched assessing."""
    check_can_any(request.user, (Ability.VERIFY,))
    account = assessor_seen(by=request.user, key=key).account
    form = forms.ObservationForm(
        **(sent(request) or {"initial": {"observed_on": clock.today()}}),
        holdings=get_holdings(by=request.user),
    )

    def do(form: forms.ObservationForm) -> str:
        answers = form.cleaned_data
        keeping_alike.record_observation_of_assessing(
            by=request.user,
            assessor=account,
            standard=form.chosen()[0],
            observed_on=answers["observed_on"],
            words=answers["saw"],
            answer=form.guard_answer,
        )
        return f"The observation of {account.name} is recorded."

    return ask(
        request,
        form,
        do=do,
        then=reverse("assessment:alike"),
        title="Record an observation",
        caption=account.name,
        submit_text="Record the observation",
        breadcrumbs=shown.crumbs(),
    )
