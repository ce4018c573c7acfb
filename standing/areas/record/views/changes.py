"""Changes in force: the list, one with how far it has got, who has not signed it, and one withdrawn.

How one comes into force is for the area of policies, which lies above.
"""

from __future__ import annotations

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
from standing.areas.record.selectors.change_reach import reach_of, unsigned_of
from standing.areas.record.selectors.changes import change_in_force, changes_in_force
from standing.areas.record.selectors.people import places_of
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.core.resolve import resolve
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
        "unsigned": presenters.href("unsigned", found) if reach.owing else "",
        "withdraw": presenters.href("withdraw_change", found)
        if found.first.withdrawn_on is None and can(request.user, Ability.ISSUE_CHANGE)
        else "",
    }
    return render(request, "record/change.html", context)


@finds_or_404
def unsigned(request: SignedIn, subject: str, version: int) -> HttpResponse:
    """Who has not signed a change, among those the account may see: every one of them, to print."""
    found = change_in_force(by=request.user, subject=subject, version=version)
    owing = unsigned_of(by=request.user, change=found)
    log_looks(request, [owes.person for owes in owing], f"who has not signed {subject} {version}")
    context = {
        "title": "Who has not signed",
        "caption": found.first.title,
        "back": {"href": presenters.href("change", found), "text": found.first.title},
        "named": presenters.named(found),
        "table": presenters.unsigned_table(owing, places_of([owes.person for owes in owing], clock.today())),
    }
    return render(request, "record/unsigned.html", context)


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
            by=request.user,
            subject=subject,
            version=version,
            withdrawn_on=day,
            why=form.cleaned_data["why"],
            guard=form.guard_answer,
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
