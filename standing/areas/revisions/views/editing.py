"""A draft changed: its days, its rows one by one or several together, and rows added and taken out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.revisions import actions
from standing.areas.revisions.forms import crosswalks as forms
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.permissions import can_edit_crosswalks, check_can_edit_crosswalks
from standing.areas.revisions.presenters import crosswalks as presenters
from standing.areas.revisions.selectors import pages
from standing.areas.revisions.selectors.contexts import contexts_left_out, contexts_to_name
from standing.areas.revisions.views.crosswalks import crumbs
from standing.areas.standards.presenters.words import short_name_of


def _page(version: CrosswalkVersion, title: str, submit_text: str) -> dict[str, Any]:
    """What the page of one change to a version shows, and where it leads back to."""
    href = presenters.version_href(version)
    return {
        "then": href,
        "title": title,
        "caption": str(version),
        "submit_text": submit_text,
        "back": {"href": href, "text": f"Version {version.number}"},
    }


@finds_or_404
def row(request: SignedIn, code: str, number: int, old: str) -> HttpResponse:
    """A row beside its texts; for a steward, a form that changes it and goes on to the next."""
    found = pages.version_in_full(by=request.user, code=code, number=number)
    shown = pages.row_in_full(by=request.user, found=found, old=old)
    may_edit = can_edit_crosswalks(request.user) and found.version.is_open
    goes_on = shown.next_waiting or shown.after
    held = found.holdings.catalogue.by_id[old]
    context: dict[str, Any] = {
        "title": f"{short_name_of(held)} {held.title}",
        "caption": f"{found.version}, row {shown.number} of {len(found.rows)}",
        "breadcrumbs": crumbs(
            {"text": found.version.revision.title, "href": presenters.revision_href(found.version.revision)},
            {"text": f"Version {number}", "href": presenters.version_href(found.version)},
        ),
        "version": found.version,
        "shown": shown,
        "says": presenters.says_of_row(found.holdings, shown.row),
        "facts": presenters.row_facts(shown),
        "title_words": presenters.title_words(shown.row, found),
        "texts": presenters.texts(found.holdings, shown.row, [each.id for each in shown.suggestions]),
        "before": presenters.version_href(found.version, "row", shown.before) if shown.before else "",
        "after": presenters.version_href(found.version, "row", shown.after) if shown.after else "",
        "onward": presenters.version_href(found.version, "row", goes_on) if goes_on else "",
        "onward_words": "Save and go to the next row that waits"
        if goes_on in found.waiting
        else "Save and go to the next row",
        "steps": presenters.steps_table(shown.steps, with_rows=False),
        "may_edit": may_edit,
        "treatment_of_kind": forms.treatment_of_kind(shown.row.kind),
    }
    if not may_edit:
        return render(request, "revisions/row.html", context)
    form = forms.EditRow(
        **sent(request),
        holdings=found.holdings,
        suggestions=shown.suggestions,
        initial=forms.initial_of(shown.row),
    )

    def do(form: forms.EditRow) -> str:
        actions.change_row(
            by=request.user, version=found.version, old=old, **form.row(), guard=form.guard_answer
        )
        return f"{old} is changed."

    onward = context["onward"] if "next" in request.POST and context["onward"] else request.path
    return ask(request, form, do=do, then=onward, template="revisions/row.html", **context)


@finds_or_404
def days(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Set the days of a revision."""
    check_can_edit_crosswalks(request.user)
    version = pages.version_by_number(by=request.user, code=code, number=number)
    names = ("effective_on", "transition_ends_on", "last_start_on", "last_assessment_on")
    form = forms.SetDays(**sent(request), initial={name: getattr(version, name) for name in names})

    def do(form: forms.SetDays) -> str:
        actions.set_days(by=request.user, version=version, **form.cleaned_data)
        return "The days are set."

    page = _page(version, "Days of the revision", "Set these days")
    page["intro"] = [
        (
            f"{version.revision.source} gives “{version.revision.published}”. "
            "The day from which the revision is in effect, and how long people have, are for the service to set."
        )
    ]
    return ask(request, form, do=do, **page)


@finds_or_404
def contexts(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Name the contexts of rows that are carried in one and have none; asked again where one leaves somebody out."""
    check_can_edit_crosswalks(request.user)
    found = pages.version_in_full(by=request.user, code=code, number=number)
    form = forms.SetContexts(**sent(request), groups=contexts_to_name(found), titles=found.titles)
    sure = "confirm" in request.POST
    page = _page(found.version, "Context of widened rows", "Set these contexts")
    if form.is_valid() and not sure:
        left = contexts_left_out(found, form.cleaned_data["contexts"])
        if left:
            shown = {"title": "Is this context right?", "table": presenters.left_out_table(found, left)}
            answers = {"carried": form.sent(), "confirm_text": "It is right as it is"}
            return render(request, "revisions/contexts_confirm.html", page | shown | answers)

    def do(form: forms.SetContexts) -> str:
        given = form.cleaned_data["contexts"]
        many = actions.set_contexts(
            by=request.user, version=found.version, contexts=given, sure=list(given) if sure else ()
        )
        return f"The context is set for {many} row{'' if many == 1 else 's'}."

    def then() -> str:
        more = set(pages.without_context(found)) - set(form.cleaned_data["contexts"])
        return request.path if more else str(page["then"])

    return ask(request, form, do=do, template="revisions/contexts.html", **page | {"then": then})


@finds_or_404
def defer(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Settle that nothing is carried for some rows that wait."""
    check_can_edit_crosswalks(request.user)
    found = pages.version_in_full(by=request.user, code=code, number=number)
    asked = request.GET.getlist("row")
    rows = [row.old for row in found.rows if row.old in found.waiting or row.old in asked]
    form = forms.Defer(
        **sent(request),
        offered=_offered(found, rows),
        waits_for=presenters.waits_for(found, rows),
        initial={"rows": asked},
    )

    def do(form: forms.Defer) -> str:
        answers = form.cleaned_data
        many = actions.defer_rows(
            by=request.user,
            version=found.version,
            old=answers["rows"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"Nothing is carried for {many} row{'' if many == 1 else 's'}."

    page = _page(found.version, "Carry nothing for some rows", "Carry nothing for these")
    page["intro"] = [
        (
            "People keep what they hold, and these old editions do not end, until a later version of the crosswalk "
            "settles the rows: that waits on the home page of the framework stewards. Nothing is written for them "
            "on a new standard."
        )
    ]
    return ask(request, form, do=do, **page)


def _offered(found: pages.VersionInFull, rows: list[str]) -> list[tuple[str, str]]:
    by_id = found.holdings.catalogue.by_id
    return [(each, f"{each} {by_id[each].title}") for each in rows]


@finds_or_404
def resume(request: SignedIn, code: str, number: int, old: str) -> HttpResponse:
    """Take a row up again for which nothing was to be carried."""
    check_can_edit_crosswalks(request.user)
    version = pages.version_by_number(by=request.user, code=code, number=number)

    def do(_: ActionForm) -> str:
        actions.resume_row(by=request.user, version=version, old=old)
        return f"{old} is taken up again."

    page = _page(version, "Take a row up again", "Take it up again")
    page["then"] = presenters.version_href(version, "row", old)
    page["intro"] = [f"{old} then waits for whatever it waited for before."]
    return ask(request, ActionForm(**sent(request)), do=do, **page)


@finds_or_404
def add_row(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Add a row for an old standard."""
    check_can_edit_crosswalks(request.user)
    found = pages.version_in_full(by=request.user, code=code, number=number)
    form = forms.AddRow(**sent(request), holdings=found.holdings)

    def do(form: forms.AddRow) -> str:
        made = actions.add_row(by=request.user, version=found.version, old=form.chosen()[0])
        return f"{made.old} has a row. Say what became of it."

    page = _page(found.version, "Add a row", "Add this row")
    page["then"] = lambda: presenters.version_href(found.version, "row", form.chosen()[0])
    return ask(request, form, do=do, **page)


@finds_or_404
def remove_row(request: SignedIn, code: str, number: int, old: str) -> HttpResponse:
    """Take a row out, with the reason."""
    check_can_edit_crosswalks(request.user)
    version = pages.version_by_number(by=request.user, code=code, number=number)
    form = forms.WithReason(**sent(request))

    def do(form: forms.WithReason) -> str:
        actions.remove_row(
            by=request.user, version=version, old=old, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"The row of {old} is taken out."

    page = _page(version, "Take a row out", "Take it out")
    page["is_warning"] = True
    page["intro"] = [f"{old} is then none of this revision’s standards."]
    return ask(request, form, do=do, **page)
