"""Two records of one person: found, merged with a look at what it changes, and split again."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.actions import merge_people, split_people
from standing.areas.record.forms.joining import MergeForm, ReasonForm
from standing.areas.record.presenters import merging as presenters
from standing.areas.record.selectors import merging as selectors
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask, ask_and_confirm, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.site.components.lists import Pages

ROWS_ON_A_PAGE = 50
LIST = {"href": "/merges/", "text": "Two records of one person"}


def merges(request: SignedIn) -> HttpResponse:
    """Likely doubles, and what was merged so far."""
    page = Paginator(selectors.merges(by=request.user), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    doubles = selectors.likely_doubles(by=request.user)
    context = {
        "doubles": presenters.doubles_table(doubles),
        "number": len(doubles),
        "merged": presenters.merges_table(page.object_list),
        "page_links": Pages.of(page, request.GET),
    }
    return render(request, "record/merges.html", context)


@finds_or_404
def merge(request: SignedIn, ref: str) -> HttpResponse:
    """Merge another record into this one, after a look at what it changes."""
    check_can(request.user, Ability.MERGE_RECORDS)
    kept = selectors.other_record(by=request.user, ref=ref)

    def other(form: MergeForm) -> Person:
        try:
            return selectors.other_record(by=request.user, ref=form.cleaned_data["other"])
        except NotFound as none:
            raise Refused(str(none), field="other") from none

    def preview(form: MergeForm) -> dict[str, Any]:
        found = selectors.preview_merge(by=request.user, kept=kept, merged=other(form))
        log_looks(request, [found.kept, found.merged], "merge")
        return presenters.preview_page(found, form.cleaned_data["why"])

    def do(form: MergeForm) -> str:
        why = form.cleaned_data["why"]
        done = merge_people(by=request.user, kept=kept, merged=other(form), why=why, guard=form.guard_answer)
        return f"{done.merged.ref} is merged into {done.kept.ref}. If that was wrong, split them again here."

    return ask_and_confirm(
        request,
        MergeForm(**sent(request), initial={"other": request.GET.get("other", "")}),
        preview=preview,
        do=do,
        then=LIST["href"],
        confirm_template="record/check_merge.html",
        title="Merge another record into this one",
        caption=f"{kept.name}, {kept.ref}",
        submit_text="See what it changes",
        intro=[
            "For two records that are one person’s. This one keeps its name and number, and gets the other’s facts.",
            "Nothing is lost: as known before today each stays as it was, and the two can be split again.",
        ],
        back=LIST,
    )


@finds_or_404
def split(request: SignedIn, number: int) -> HttpResponse:
    """Split two records that were merged."""
    check_can(request.user, Ability.MERGE_RECORDS)
    found = selectors.merge_by_number(by=request.user, number=number)

    def do(form: ReasonForm) -> str:
        split_people(by=request.user, merge=found, why=form.cleaned_data["why"], guard=form.guard_answer)
        return f"{found.kept.ref} and {found.merged.ref} are two records again."

    return ask(
        request,
        ReasonForm(**sent(request)),
        do=do,
        then=reverse("record:merges"),
        title="Split two records again",
        caption=f"{found.kept.name}, {found.kept.ref}",
        submit_text="Split them",
        is_warning=True,
        intro=[
            f"{found.merged.name}, {found.merged.ref}, was merged into {found.kept.name}, {found.kept.ref}.",
            f"The reason given was: {found.why}",
            f"What came from {found.merged.ref} goes back to it, as it has been corrected since.",
            f"What was recorded since the merge stays with {found.kept.ref}: look through it afterwards.",
        ],
        back=LIST,
    )
