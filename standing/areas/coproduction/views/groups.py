"""The groups: how each decides, and who is in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.coproduction import actions
from standing.areas.coproduction.forms import running as forms
from standing.areas.coproduction.presenters import running as presenters
from standing.areas.coproduction.selectors import groups as selectors
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.core.coproduction.deciding import Way

Form = TypeVar("Form", bound=ActionForm)


def groups(request: SignedIn) -> HttpResponse:
    """Every group with its members."""
    found = selectors.groups(by=request.user)
    members = [member.account for group in found for member in group.members]
    works = selectors.roles_of_work(by=request.user, accounts=members)
    shown = [presenters.group_shown(one, works) for one in found]
    return render(request, "coproduction/groups.html", {"groups": shown})


@finds_or_404
def change(request: SignedIn, standpoint: str) -> HttpResponse:
    """Set how a group decides."""
    group = selectors.group_of(by=request.user, standpoint=standpoint)
    initial = {"quorum": group.quorum, "way": group.way.value}

    def do(form: forms.SetConstituency) -> str:
        said = form.cleaned_data
        actions.set_constituency(
            by=request.user, standpoint=group.standpoint, quorum=said["quorum"], way=Way(said["way"])
        )
        return "It is kept. What was put to the group before goes on as it was."

    return _ask(request, forms.SetConstituency(**sent(request), initial=initial), do, "How it decides", group)


@finds_or_404
def add(request: SignedIn, standpoint: str) -> HttpResponse:
    """Put somebody into a group."""
    group = selectors.group_of(by=request.user, standpoint=standpoint)
    accounts = selectors.accounts_to_choose(by=request.user)
    works = selectors.roles_of_work(by=request.user, accounts=accounts)
    form = forms.AddMember(**sent(request), accounts=accounts, works=works)

    def do(form: forms.AddMember) -> str:
        actions.add_member(by=request.user, standpoint=group.standpoint, account=form.account)
        return f"{form.account.name} is in the group."

    return _ask(request, form, do, "Add somebody", group)


@finds_or_404
def remove(request: SignedIn, number: int) -> HttpResponse:
    """Take somebody out of a group."""
    membership = selectors.membership_by_key(by=request.user, key=number)
    group = selectors.group_of(by=request.user, standpoint=membership.constituency.standpoint)

    def do(form: forms.RemoveMember) -> str:
        why = form.cleaned_data["why"]
        actions.remove_member(by=request.user, membership=membership, why=why, guard=form.guard_answer)
        return f"{membership.account.name} is no longer in the group. What they said stays."

    title = f"Take {membership.account.name} out of the group"
    return _ask(request, forms.RemoveMember(**sent(request)), do, title, group)


def _ask(
    request: SignedIn, form: Form, do: Callable[[Form], str], title: str, group: selectors.Group
) -> HttpResponse:
    href = reverse("coproduction:groups")
    return ask(
        request,
        form,
        do=do,
        then=href,
        title=title,
        caption=group.standpoint.words,
        submit_text="Save",
        back={"href": href, "text": "Groups"},
    )
