"""Restricted practice: set, reviewed and ended with a reason by few; its limits read by those who need only them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from standing.areas.audit import clock
from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record import actions
from standing.areas.record.forms import restricting as forms
from standing.areas.record.forms.workforce import End
from standing.areas.record.models import Restriction
from standing.areas.record.presenters.restricting import limits_table
from standing.areas.record.selectors.people import person_by_ref
from standing.areas.record.selectors.restrictions import restrictions_on
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.record.views.workforce import fact_of, work_page
from standing.areas.standards.selectors import get_holdings
from standing.site.dates import long_day


def limits(request: SignedIn) -> HttpResponse:
    """Who does what only within limits today. Never why."""
    check_can_any(request.user, (Ability.SEE_LIMITS,))
    found = restrictions_on(by=request.user, day=clock.today())
    log_looks(request, [limit.person for limit in found], "limits on practice")
    return render(request, "record/limits.html", {"table": limits_table(found)})


@finds_or_404
def restrict(request: SignedIn, ref: str) -> HttpResponse:
    """Restrict a person's practice, for one standard or for all."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.RESTRICT)
    form = forms.Restrict(**sent(request), holdings=get_holdings(by=request.user))

    def do(form: forms.Restrict) -> str:
        names = ("limits", "reason", "from_on", "review_on", "to_on")
        answers: dict[str, Any] = {name: form.cleaned_data[name] for name in names}
        standard = next(iter(form.chosen()), "")
        actions.restrict_practice(
            by=request.user, person=person, standard=standard, guard=form.guard_answer, **answers
        )
        return f"{person.name}’s practice is restricted from {long_day(answers['from_on'])}."

    intro = [
        "A restriction is set by a person, for a reason, for a time.",
        "It changes nothing of somebody’s standing: to say that they do not count, suspend them.",
    ]
    return ask(request, form, do=do, **work_page(person, "Restrict practice", "Restrict it", intro=intro))


@finds_or_404
def review(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Keep a restriction after a review."""
    person, row = fact_of(request, ref, Restriction, number)
    form = forms.Review(**sent(request))

    def do(form: forms.Review) -> str:
        answers = form.cleaned_data
        given = {"review_on": answers["review_on"], "why": answers["why"]}
        actions.review_restriction(by=request.user, restriction=row, guard=form.guard_answer, **given)
        return f"The restriction goes on. It is reviewed again by {long_day(answers['review_on'])}."

    page = work_page(person, "Review a restriction", "Keep it", intro=_intro(row))
    return ask(request, form, do=do, **page)


@finds_or_404
def end(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """End a restriction."""
    person, row = fact_of(request, ref, Restriction, number)
    form = End(**sent(request), label="First day without the restriction")

    def do(form: End) -> str:
        answers = form.cleaned_data
        actions.end_restriction(
            by=request.user,
            restriction=row,
            to_on=answers["to_on"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"The restriction of {person.name}’s practice ends on {long_day(answers['to_on'])}."

    return ask(request, form, do=do, **work_page(person, "End a restriction", "End it", intro=_intro(row)))


def _intro(row: Restriction) -> list[str]:
    what = str(row.standard or "every standard")
    return [f"Since {long_day(row.from_on)}, for {what}: {row.limits}", f"Reason: {row.reason}"]
