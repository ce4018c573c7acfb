"""Refresh rules: what they are, and setting them for one standard, several, or those of a whole suite."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record import actions
from standing.areas.record.forms import refresh_rules as forms
from standing.areas.record.presenters import refresh_rules as presenters
from standing.areas.record.selectors.refresh_rules import preview_refresh_rules, rules_by_standard
from standing.areas.record.views.support import ask_and_confirm, sent, way_back
from standing.areas.standards.selectors import get_holdings
from standing.site.components.lists import Counts, filters_on


def refresh_rules(request: SignedIn) -> HttpResponse:
    """Every standard with its rule, by suite, and those that have none yet."""
    rows = rules_by_standard(by=request.user)
    suites = presenters.suites(rows)
    form = forms.FilterRules(request.GET or None, suites=suites)
    asked = {name: request.GET.get(name, "") for name in ("suite", "rule", "words")}
    shown = presenters.chosen(rows, **asked)
    may_set = can(request.user, Ability.SET_REFRESH_RULES)
    words = {("suite", code): f"Suite: {name}" for code, name in suites}
    words |= {("rule", forms.NO_RULE): "No rule yet", ("rule", forms.WITH_RULE): "With a rule"}
    words |= {("words", asked["words"]): f"Words: {asked['words']}"} if asked["words"] else {}
    context = {
        "filter_form": form,
        "filters_on": filters_on(request.GET, words),
        "shown": Counts(len(shown), len(rows), "standard", "standards"),
        "without": sum(not row.rules for row in rows),
        "table": presenters.rules_table(shown, may_set=may_set),
        "may_set": may_set,
        "all_shown": [row.standard.pk for row in shown],
    }
    return render(request, "record/refresh_rules.html", context)


def set_rules(request: SignedIn) -> HttpResponse:
    """Set a rule: what it is, then whom it touches, then done."""
    check_can(request.user, Ability.SET_REFRESH_RULES)
    codes = request.GET.getlist("standard") or request.GET.get("standards", "").split(",")
    initial = {"standards": "\n".join(codes), **forms.terms_offered(request.GET)}
    form = forms.SetRules(**sent(request), holdings=get_holdings(by=request.user), initial=initial)
    rules_page = reverse("record:refresh_rules")
    came_from = way_back(request, rules_page)

    def preview(form: forms.SetRules) -> dict[str, Any]:
        rule = form.rule()
        found = preview_refresh_rules(by=request.user, **rule)
        shown = presenters.preview_page(rule, form.cleaned_data["why"], found)
        return {"title": "What this rule would change", **shown}

    def do(form: forms.SetRules) -> str:
        rule = form.rule()
        actions.set_refresh_rules(
            by=request.user, why=form.cleaned_data["why"], **rule, guard=form.guard_answer
        )
        words = presenters.rule_in_words(rule["validity_months"], rule["grace_days"])
        many = len(rule["standards"])
        return f"The rule of {many} standard{'' if many == 1 else 's'} is set: {words}."

    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        then=came_from,
        confirm_template="record/refresh_rules_confirm.html",
        title="Set a refresh rule",
        submit_text="See whom it touches",
        intro=[
            "How long a decision lasts before the person must be assessed again. Nothing is changed on this page."
        ],
        back={
            "href": came_from,
            "text": "Refresh rules" if came_from == rules_page else "Back to where you came from",
        },
    )
