"""Competences of the service's own: listed, added with their refresh rule, described."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.actions.local_competences import add_local_competence_with_rule
from standing.areas.record.forms import local_competences as forms
from standing.areas.record.presenters.local_competences import competences_table
from standing.areas.record.selectors.refresh_rules import rules_by_standard
from standing.areas.record.views.support import ask, sent
from standing.areas.standards.actions import add_local_competence, change_local_competence
from standing.areas.standards.models import Standard
from standing.areas.standards.selectors import local_competence

KEEPS = Ability.KEEP_LOCAL_COMPETENCES


def local_competences(request: SignedIn) -> HttpResponse:
    """The competences the service set for itself, each with its refresh rule."""
    rows = [row for row in rules_by_standard(by=request.user) if row.standard.is_local]
    may_change, may_set = can(request.user, KEEPS), can(request.user, Ability.SET_REFRESH_RULES)
    context = {
        "table": competences_table(rows, may_change=may_change, may_set=may_set),
        "number": len(rows),
        "without": sum(not row.rules for row in rows),
        "may_add": may_change,
    }
    return render(request, "record/local_competences.html", context)


def add(request: SignedIn) -> HttpResponse:
    """Add a competence and, for whoever may set refresh rules, its rule: both or neither."""
    check_can(request.user, KEEPS)
    may_set = can(request.user, Ability.SET_REFRESH_RULES)
    kind = forms.AddLocalCompetenceWithRule if may_set else forms.AddLocalCompetence
    then = (
        "A decision can be recorded on it from now on, and role profiles can ask for it."
        if may_set
        else "Ask the workforce lead to set its refresh rule: until then nobody can be assessed on it."
    )

    def do(form: forms.AddLocalCompetence) -> str:
        added = _add(request, form)
        return f"{added.title} is added as {added.pk}. {then}"

    return ask(
        request,
        kind(**sent(request)),
        do=do,
        then=reverse("record:local_competences"),
        title="Add a local competence",
        submit_text="Add this competence",
        intro=[
            "Something your service asks for that no national standard covers, or not in this way.",
            "It is marked as local wherever it is shown.",
        ],
        back={"href": reverse("record:local_competences"), "text": "Local competences"},
    )


def _add(request: SignedIn, form: forms.AddLocalCompetence) -> Standard:
    answers, rule = form.cleaned_data, form.rule()
    given: dict[str, Any] = {name: answers[name] for name in ("code", "title", "edition", "summary")}
    given["guard"] = form.guard_answer
    # A text area gives line breaks; a description is one paragraph.
    given["summary"] = " ".join(given["summary"].split())
    if rule is None:
        return add_local_competence(by=request.user, **given)
    return add_local_competence_with_rule(by=request.user, **given, **rule)


def change(request: SignedIn, standard: str) -> HttpResponse:
    """Another title or description."""
    check_can(request.user, KEEPS)
    found = local_competence(by=request.user, standard=standard)
    if found is None:
        raise Http404(f"There is no local competence {standard}.")
    first = {"title": found.title, "summary": found.summary}

    def do(form: forms.ChangeLocalCompetence) -> str:
        answers = form.cleaned_data
        summary = " ".join(answers["summary"].split())
        changed = change_local_competence(
            by=request.user,
            standard=standard,
            title=answers["title"],
            summary=summary,
            guard=form.guard_answer,
        )
        return f"{changed.pk} is now called {changed.title}."

    return ask(
        request,
        forms.ChangeLocalCompetence(**sent(request), initial=first),
        do=do,
        then=reverse("record:local_competences"),
        title="Describe a local competence",
        caption=found.pk,
        submit_text="Save",
        intro=[
            "What was decided on it stays.",
            "If it now asks for something else, add another edition instead: the same code with a year.",
        ],
        back={"href": reverse("record:local_competences"), "text": "Local competences"},
    )
