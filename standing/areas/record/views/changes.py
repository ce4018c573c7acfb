"""Changes that practice must reflect: the list, one with how far it has got, a new one, and one withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record import actions
from standing.areas.record.forms import changes as forms
from standing.areas.record.presenters import changes as presenters
from standing.areas.record.selectors.change_reach import preview_change, reach_of
from standing.areas.record.selectors.changes import change_in_force, changes_in_force
from standing.areas.record.selectors.workforce import populations
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask, ask_and_confirm, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.core.resolve import resolve
from standing.core.rules import facts
from standing.site.components.lists import Counts, filters_on
from standing.site.dates import long_day


def changes(request: SignedIn) -> HttpResponse:
    """Every change known now, newest first, by standard and kind."""
    found = changes_in_force(by=request.user)
    standard, kind = request.GET.get("standard", "").strip(), request.GET.get("change_class", "")
    codes = _editions(request, standard)
    known = bool(codes) or not standard
    shown = presenters.chosen(found, codes=codes, change_class=kind) if known else []
    words = {("standard", standard): f"Standard: {standard}"} if standard else {}
    words |= {("change_class", name): f"Kind: {text}" for name, text in forms.CLASS_WORDS.items()}
    context = {
        "filter_form": forms.FilterChanges(request.GET or None),
        "filters_on": filters_on(request.GET, words),
        "shown": Counts(len(shown), len(found), "change", "changes"),
        "unknown": "" if known else standard,
        "table": presenters.changes_table(shown, clock.today()),
        "may_issue": can(request.user, Ability.ISSUE_CHANGE),
    }
    return render(request, "record/changes.html", context)


def _editions(request: SignedIn, text: str) -> set[str]:
    """Every edition of the code somebody typed, or the one edition they named."""
    if not text:
        return set()
    catalogue = get_holdings(by=request.user).catalogue
    meant = resolve(text, catalogue)
    return {*meant.candidates, *([meant.standard] if meant.standard else [])}


@finds_or_404
def change(request: SignedIn, subject: str, version: int) -> HttpResponse:
    """A change: what it is, and how far it has got among the people the account may see."""
    found = change_in_force(by=request.user, subject=subject, version=version)
    reach = reach_of(by=request.user, change=found)
    log_looks(request, [owes.person for owes in reach.owing], f"who owes something for {subject} {version}")
    context = {
        "title": found.first.title,
        "caption": presenters.named(found),
        "breadcrumbs": [{"text": "Changes", "href": reverse("record:changes")}],
        "rows": presenters.change_rows(found, clock.today()),
        "what_changed": found.first.what_changed,
        "reach_rows": presenters.reach_rows(reach),
        "owing": presenters.owing_table(
            reach.owing,
            f"Who owes something for it today ({len(reach.owing)})",
            "Nobody among the people you can see owes anything for this change today.",
        ),
        "withdraw": presenters.href("withdraw_change", found)
        if found.first.withdrawn_on is None and can(request.user, Ability.ISSUE_CHANGE)
        else "",
    }
    return render(request, "record/change.html", context)


def issue_change(request: SignedIn) -> HttpResponse:
    """Put a change into force: what it is, then whom it asks, then done."""
    check_can(request.user, Ability.ISSUE_CHANGE)
    form = forms.IssueChange(
        **sent(request), holdings=get_holdings(by=request.user), known=populations(by=request.user)
    )

    def preview(form: forms.IssueChange) -> dict[str, Any]:
        parts = form.parts()
        found = preview_change(
            by=request.user,
            changes=[facts.Change(standard=standard, **parts) for standard in form.chosen()],
        )
        titles = [form.titled(standard) for standard in form.chosen()]
        shown = presenters.preview_page(parts, form.cleaned_data["title"], titles, found)
        return {"title": "What this change would ask", **shown}

    def do(form: forms.IssueChange) -> str:
        parts = form.parts()
        actions.issue_change(
            by=request.user,
            standards=form.chosen(),
            title=form.cleaned_data["title"],
            what_changed=form.cleaned_data["what_changed"],
            **parts,
        )
        return f"{form.cleaned_data['title']} is in force from {long_day(parts['effective_on'])}."

    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        then=reverse("record:changes"),
        confirm_template="record/change_confirm.html",
        title="Put a change into force",
        submit_text="See whom it asks",
        intro=["Something new that practice must reflect: a policy, guidance, a law or a safety alert."],
        back={"href": reverse("record:changes"), "text": "Changes"},
    )


@finds_or_404
def withdraw_change(request: SignedIn, subject: str, version: int) -> HttpResponse:
    """Withdraw a change from a day."""
    check_can(request.user, Ability.ISSUE_CHANGE)
    found = change_in_force(by=request.user, subject=subject, version=version)
    form = forms.WithdrawChange(**sent(request))
    href = presenters.href("change", found)

    def do(form: forms.WithdrawChange) -> str:
        day = form.cleaned_data["withdrawn_on"]
        actions.withdraw_change(
            by=request.user, subject=subject, version=version, withdrawn_on=day, why=form.cleaned_data["why"]
        )
        return f"{found.first.title} asks nothing from {long_day(day)}."

    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Withdraw a change",
        caption=presenters.named(found),
        submit_text="Withdraw it",
        is_warning=True,
        intro=["From that day nobody owes anything for it. What it asked before that day stands."],
        back={"href": href, "text": found.first.title},
    )
