"""The register, one policy, and each step of its versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.policies import actions
from standing.areas.policies.forms import register as forms
from standing.areas.policies.models import PolicyVersion
from standing.areas.policies.presenters import register as presenters
from standing.areas.policies.selectors import register as selectors
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.core.policies.lifecycle import MADE_ELSEWHERE, Kind, State
from standing.site.components.lists import Counts, filters_on
from standing.site.dates import long_day


def register(request: SignedIn) -> HttpResponse:
    """Every policy, by kind and state."""
    found = selectors.register(by=request.user)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    shown = presenters.chosen(found, kind=kind, state=state)
    words = {("kind", each.value): f"Kind: {each.words}" for each in Kind}
    words |= {("state", each.value): f"State: {each.words}" for each in State}
    context = {
        "filter_form": forms.FilterPolicies(request.GET or None),
        "filters_on": filters_on(request.GET, words),
        "shown": Counts(len(shown), len(found), "policy", "policies"),
        "table": presenters.register_table(shown),
        "may_keep": can(request.user, Ability.KEEP_POLICIES),
    }
    return render(request, "policies/register.html", context)


@finds_or_404
def policy(request: SignedIn, code: str) -> HttpResponse:
    """One policy: what it is, its versions, its changes, and what it rests on."""
    found = selectors.policy_by_code(by=request.user, code=code)
    may_keep = can(request.user, Ability.KEEP_POLICIES)
    context = {
        "title": found.policy.title,
        "caption": found.policy.code,
        "breadcrumbs": [{"text": "Policies", "href": reverse("policies:register")}],
        "rows": presenters.policy_rows(found),
        "versions": presenters.versions_table(found),
        "changes": presenters.changes_table(found.changes),
        "candidates": presenters.candidates_table(found.candidates)
        if may_keep and found.candidates
        else None,
        "moves": presenters.moves_of(found, clock.today()) if may_keep else [],
    }
    return render(request, "policies/policy.html", context)


def add_policy(request: SignedIn) -> HttpResponse:
    """Add a policy to the register."""
    check_can(request.user, Ability.KEEP_POLICIES)
    form = forms.AddPolicy(**sent(request), owners=list(selectors.may_own()))

    def do(form: forms.AddPolicy) -> str:
        said = form.said()
        made = actions.add_policy(
            by=request.user, **{**said, "kind": Kind(said["kind"])}, guard=form.guard_answer
        )
        return f"{made.title} is in the register, with a draft of version {said['version']}."

    return ask(
        request,
        form,
        do=do,
        then=lambda: presenters.policy_href(form.cleaned_data["code"].strip()),
        title="Add a policy",
        submit_text="Add it",
        back={"href": reverse("policies:register"), "text": "Policies"},
    )


@finds_or_404
def change_policy(request: SignedIn, code: str) -> HttpResponse:
    """Change what the register says of a policy."""
    check_can(request.user, Ability.KEEP_POLICIES)
    held = selectors.policy_by_code(by=request.user, code=code).policy
    owners = list(selectors.may_own())
    if held.owner not in owners:
        owners.append(held.owner)
    initial = {
        "title": held.title,
        "owner": str(held.owner_id),
        "ratifying_group": held.ratifying_group,
        "kept_at": held.kept_at,
    }
    form = forms.Described(**sent(request), owners=owners, initial=initial)

    def do(form: forms.Described) -> str:
        actions.change_policy(by=request.user, policy=held, **form.said(), guard=form.guard_answer)
        return "The register says so now."

    return ask(request, form, do=do, **_page(code, held.title, "Change what the register says", "Save"))


@finds_or_404
def draft(request: SignedIn, code: str) -> HttpResponse:
    """Begin the next version."""
    check_can(request.user, Ability.KEEP_POLICIES)
    held = selectors.policy_by_code(by=request.user, code=code).policy

    def do(_: ActionForm) -> str:
        made = actions.draft_version(by=request.user, policy=held)
        return f"Version {made.number} is a draft."

    intro = ["The version in effect stays in effect until the next one takes its place."]
    page = _page(code, held.title, "Draft the next version", "Draft it", intro=intro)
    return ask(request, ActionForm(**sent(request)), do=do, **page)


@finds_or_404
def ratify(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Record that a version was ratified."""
    version = selectors.version_of(by=request.user, code=code, number=number)
    group = version.policy.ratifying_group

    def do(form: forms.Ratify) -> str:
        actions.ratify(by=request.user, version=version, **form.cleaned_data)
        return f"Version {number} is ratified by {group}."

    intro = [
        f"Ratified by {group}. Ratified is not published, and published is not in effect: each has its day."
    ]
    return _step(
        request, version, forms.Ratify(**sent(request)), do, "Record that it was ratified", intro=intro
    )


@finds_or_404
def ratify_with_conditions(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Record that a version was ratified with conditions."""
    version = selectors.version_of(by=request.user, code=code, number=number)

    def do(form: forms.RatifyWithConditions) -> str:
        actions.ratify_with_conditions(
            by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer
        )
        return f"Version {number} is ratified with conditions. It can be published once they are met."

    intro = [f"{version.policy.ratifying_group} ratified it, provided that something is done first."]
    form = forms.RatifyWithConditions(**sent(request))
    title = "Record that it was ratified with conditions"
    return _step(request, version, form, do, title, intro=intro)


@finds_or_404
def meet_conditions(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Record that the conditions of a version are met."""
    version = selectors.version_of(by=request.user, code=code, number=number)

    def do(form: forms.MeetConditions) -> str:
        actions.meet_conditions(
            by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer
        )
        return f"Version {number} is ratified: its conditions are met."

    intro = [f"What is to be done first: {version.conditions}"]
    form = forms.MeetConditions(**sent(request))
    return _step(request, version, form, do, "Record that its conditions are met", intro=intro)


@finds_or_404
def not_ratify(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Record that a version was not ratified."""
    version = selectors.version_of(by=request.user, code=code, number=number)

    def do(form: forms.NotRatify) -> str:
        actions.not_ratify(by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer)
        return f"Version {number} stays a draft. The decision is in the audit trail."

    intro = [f"{version.policy.ratifying_group} did not ratify it. It stays a draft."]
    form = forms.NotRatify(**sent(request))
    return _step(request, version, form, do, "Record that it was not ratified", intro=intro)


@finds_or_404
def publish(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Publish a version."""
    version = selectors.version_of(by=request.user, code=code, number=number)

    def do(form: forms.Publish) -> str:
        actions.publish(by=request.user, version=version, **form.cleaned_data)
        return f"Version {number} is published, and in effect from {long_day(form.cleaned_data['effective_on'])}."

    intro = [
        "Publishing asks nothing of anybody. What people must sign or show is a change of practice, proposed next."
    ]
    form = forms.Publish(**sent(request), reviewed=version.policy.of_kind not in MADE_ELSEWHERE)
    return _step(request, version, form, do, "Publish a version", submit="Publish it", intro=intro)


@finds_or_404
def extend(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Extend the review of a version."""
    version = selectors.version_of(by=request.user, code=code, number=number)

    def do(form: forms.Extend) -> str:
        actions.extend(by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer)
        return f"Version {number} is to be reviewed by {long_day(form.cleaned_data['to_on'])}."

    until = long_day(version.to_be_reviewed_by, "no day")
    intro = [f"It was to be reviewed by {until}. An extension is a decision of a group, with a reason."]
    initial = {"decided_by": version.policy.ratifying_group}
    form = forms.Extend(**sent(request), initial=initial)
    return _step(request, version, form, do, "Extend a review", submit="Extend it", intro=intro)


@finds_or_404
def withdraw(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Withdraw a version."""
    version = selectors.version_of(by=request.user, code=code, number=number)

    def do(form: forms.Withdraw) -> str:
        actions.withdraw(by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer)
        return f"Version {number} is withdrawn from {long_day(form.cleaned_data['withdrawn_on'])}."

    intro = [
        "From that day it is not to be followed.",
        "A change of practice that is in force goes on asking until it is withdrawn on its own page.",
    ]
    form = forms.Withdraw(**sent(request))
    return _step(
        request, version, form, do, "Withdraw a version", submit="Withdraw it", intro=intro, is_warning=True
    )


def _step(
    request: SignedIn,
    version: PolicyVersion,
    form: Any,
    do: Callable[[Any], str],
    title: str,
    *,
    submit: str = "Save",
    **context: Any,
) -> HttpResponse:
    page = _page(
        version.policy.code, f"{version.policy.title}, version {version.number}", title, submit, **context
    )
    return ask(request, form, do=do, **page)


def _page(code: str, caption: str, title: str, submit_text: str, **context: Any) -> dict[str, Any]:
    """What the page of one step shows, and where it leads back to."""
    href = presenters.policy_href(code)
    return {
        "then": href,
        "title": title,
        "caption": caption,
        "submit_text": submit_text,
        "back": {"href": href, "text": "The policy"},
        **context,
    }
