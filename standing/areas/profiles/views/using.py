"""A draft put in use: from when, what that changes and for whom, then done."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import actions, forms, selectors
from standing.areas.profiles.actions.versions import check_can_begin
from standing.areas.profiles.presenters.using import undecided_words, use_page
from standing.areas.profiles.undecided import undecided as found_undecided
from standing.areas.profiles.views.support import draft_of, page_of
from standing.areas.record.views.support import ask_and_confirm, finds_or_404, sent
from standing.site.dates import long_day


@finds_or_404
def put_in_use(request: SignedIn, code: str) -> HttpResponse:
    """Put the draft in use: from when, then what it changes and for whom, then done."""
    version = draft_of(request, code)
    undecided = found_undecided(request.user, version.pk)
    form = forms.PutInUse(**sent(request), undecided=bool(undecided))

    def preview(form: forms.PutInUse) -> dict[str, Any]:
        check_can_begin(version, form.cleaned_data["from_on"])
        found = selectors.preview_use(by=request.user, version=version, from_on=form.cleaned_data["from_on"])
        return {"title": "What this version changes", **use_page(found, form.cleaned_data["why"])}

    def do(form: forms.PutInUse) -> str:
        actions.put_in_use(by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer)
        return f"{version} is in use from {long_day(form.cleaned_data['from_on'])}."

    page = page_of(version, "Put a version in use", "See what it changes")
    page["intro"] = undecided_words(undecided)
    page["then"] = reverse("profiles:profile", args=[code])
    return ask_and_confirm(
        request, form, preview=preview, do=do, confirm_template="profiles/use_confirm.html", **page
    )
