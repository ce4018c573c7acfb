"""Cover rules: those of a unit, one of them, and how they are set, changed and ended."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.cover import actions
from standing.areas.cover.forms.rules import EndForm, LineForm, RuleForm
from standing.areas.cover.models import CoverRule
from standing.areas.cover.presenters import rules as presenters
from standing.areas.cover.selectors import keeping
from standing.areas.cover.selectors.suggesting import suggested_for
from standing.areas.cover.views.support import crumbs, unit_crumb
from standing.areas.people.models import Unit
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.site.dates import long_day


@finds_or_404
def rules(request: SignedIn, code: str) -> HttpResponse:
    """The rules that hold for the shifts of a unit, its own and those of the units above it."""
    unit = keeping.unit_to(request.user, code)
    found = keeping.rules_of(request.user, unit)
    replaced = keeping.replaced_by({line.standard_id for one in found for line in one.lines})
    context = {
        "unit": unit,
        "table": presenters.rules_table(found, unit, replaced),
        "may_set": (may_set := keeping.may(request.user, Ability.SET_COVER_RULES, unit)),
        "suggested": presenters.suggested_table(suggested_for(request.user, unit), unit) if may_set else None,
        "breadcrumbs": crumbs(unit_crumb(unit)),
    }
    return render(request, "cover/rules.html", context)


@finds_or_404
def rule(request: SignedIn, number: int) -> HttpResponse:
    """One rule and its lines."""
    found = keeping.rule_seen(request.user, number)
    lines = keeping.lines_of(found)
    may_set = keeping.may(request.user, Ability.SET_COVER_RULES, found.unit)
    replaced = keeping.replaced_by({line.standard_id for line in lines})
    context = {
        "rule": found,
        "rows": presenters.rule_rows(found),
        "table": presenters.lines_table(found, lines, replaced, may_set=may_set),
        "may_set": may_set,
        "breadcrumbs": crumbs(unit_crumb(found.unit), _rules_crumb(found.unit)),
    }
    return render(request, "cover/rule.html", context)


@finds_or_404
def set_rule(request: SignedIn, code: str) -> HttpResponse:
    """Set a rule for the shifts of a unit, with its first line."""
    unit = keeping.unit_to(request.user, code, Ability.SET_COVER_RULES)
    made: list[CoverRule] = []

    def do(form: RuleForm) -> str:
        said = form.cleaned_data
        made.append(
            actions.set_rule(
                by=request.user,
                unit=unit,
                name=said["name"],
                line=form.line(),
                from_on=said["from_on"],
                to_on=said["to_on"],
                kinds=said["kinds"],
                apart=bool(said["apart"]),
            )
        )
        return f"{made[0].name} is set, from {long_day(made[0].from_on)}. {_warning(form.line().standard)}".strip()

    named = {"standards": request.GET.get("standard", ""), "context": request.GET.get("context", "")}
    return ask(
        request,
        RuleForm(**sent(request), holdings=get_holdings(by=request.user), initial=named),
        do=do,
        then=lambda: reverse("cover:rule", args=[made[0].pk]),
        title="Set a cover rule",
        caption=unit.name,
        intro=[
            "A rule says how many people on each shift must count in a standard. Pages say whether a shift meets it.",
            "It holds for the units below too. More lines can be added once it is set.",
        ],
        submit_text="Set it",
        breadcrumbs=crumbs(unit_crumb(unit), _rules_crumb(unit)),
    )


@finds_or_404
def add_line(request: SignedIn, number: int) -> HttpResponse:
    """Ask something more in a rule."""
    found = _to_set(request, number)

    def do(form: LineForm) -> str:
        actions.add_line(by=request.user, rule=found, line=form.line(), from_on=form.cleaned_data["from_on"])
        return f"The line is added. {_warning(form.line().standard)}".strip()

    return ask(
        request,
        LineForm(**sent(request), holdings=get_holdings(by=request.user)),
        do=do,
        then=reverse("cover:rule", args=[number]),
        title="Add a line",
        caption=found.name,
        submit_text="Add it",
        breadcrumbs=_crumbs(found),
    )


@finds_or_404
def end_line(request: SignedIn, number: int, line: int) -> HttpResponse:
    """Ask a line no more, from a day on."""
    found = _to_set(request, number)
    row = next((one for one in keeping.lines_of(found) if one.pk == line), None)
    if row is None:
        raise NotFound("There is no such line in this rule.")

    def do(form: EndForm) -> str:
        actions.end_line(by=request.user, line=row, to_on=form.cleaned_data["to_on"])
        return (
            f"The line is asked of no shift that begins on {long_day(form.cleaned_data['to_on'])} or later."
        )

    return ask(
        request,
        EndForm(**sent(request)),
        do=do,
        then=reverse("cover:rule", args=[number]),
        title="End a line",
        caption=found.name,
        intro=[presenters.line_words(row, {})],
        submit_text="End it",
        breadcrumbs=_crumbs(found),
    )


@finds_or_404
def end(request: SignedIn, number: int) -> HttpResponse:
    """Ask a rule no more, from a day on."""
    found = _to_set(request, number)

    def do(form: EndForm) -> str:
        actions.end_rule(by=request.user, rule=found, to_on=form.cleaned_data["to_on"])
        return (
            f"The rule is asked of no shift that begins on {long_day(form.cleaned_data['to_on'])} or later."
        )

    return ask(
        request,
        EndForm(**sent(request)),
        do=do,
        then=reverse("cover:rules", args=[found.unit.code]),
        title="End this rule",
        caption=found.name,
        intro=["What it said of shifts before that day stays as it was."],
        submit_text="End it",
        is_warning=True,
        breadcrumbs=_crumbs(found),
    )


def _to_set(request: SignedIn, number: int) -> CoverRule:
    found = keeping.rule_seen(request.user, number)
    if not keeping.may(request.user, Ability.SET_COVER_RULES, found.unit):
        raise NotFound("There is no such rule among those you set.")
    return found


def _warning(standard: str) -> str:
    """What to know of a standard that has given way: it is taken, and those who hold it go on counting."""
    became = keeping.replaced_by([standard]).get(standard)
    if became is None:
        return ""
    instead = f" by {', '.join(became)}" if became else ""
    return f"A revision replaced {standard}{instead}: look whether the rule should ask for that."


def _rules_crumb(unit: Unit) -> tuple[str, str]:
    return "Rules", reverse("cover:rules", args=[unit.code])


def _crumbs(rule: CoverRule) -> list[dict[str, str]]:
    own = (rule.name, reverse("cover:rule", args=[rule.pk]))
    return crumbs(unit_crumb(rule.unit), _rules_crumb(rule.unit), own)
