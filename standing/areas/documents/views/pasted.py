"""An existing job description looked through for a draft: suggestions, taken one by one. Nothing pasted is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.documents import actions, forms
from standing.areas.documents.permissions import check_can_suggest
from standing.areas.documents.presenters.pasted import count_words, suggested
from standing.areas.documents.selectors.pasted import look_through
from standing.areas.people.views.support import SignedIn
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.selectors import profile_by_code
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.refusals import Refused
from standing.core.documents.pasted import Suggestion

WHAT_HAPPENS = (
    "Standards that its words seem to ask for are suggested, each with the words that led to it. You take each one or "
    "leave it."
)
WHAT_IS_KEPT = (
    "Nothing of it is kept, except the passage behind a suggestion that you take. Leave out anything that could tell "
    "somebody who a person using services is."
)


@finds_or_404
def paste(request: SignedIn, code: str) -> HttpResponse:
    """Paste a job description or send a file, look at what its words lead to, and take what fits into the draft."""
    check_can_suggest(request.user)
    version = profile_by_code(by=request.user, code=code).draft
    if version is None:
        raise NotFound("This profile has no draft. Make a draft of the next version first.")
    if "accept" in request.POST:
        return _take(request, version)
    form = _form(request)
    if form.is_valid():
        return _found(request, version, form.cleaned_data["words"], left=form.left)
    page = {
        **_shared(version),
        "title": "Paste an existing job description",
        "form": form,
        "submit_text": "Look for standards",
        "intro": [
            WHAT_HAPPENS,
            WHAT_IS_KEPT,
        ],
    }
    return render(request, "record/form.html", page)


def _form(request: SignedIn) -> forms.Paste:
    """The form as it was sent; with the words that were looked through, where the reader went back to change them."""
    if "change" in request.POST:
        return forms.Paste(initial={"text": request.POST.get("text", "")})
    options = sent(request)
    if request.method == "POST":
        options["files"] = request.FILES
    return forms.Paste(**options)


def _take(request: SignedIn, version: ProfileVersion) -> HttpResponse:
    """Take one suggestion, and show the rest again."""
    form = forms.TakeSuggestion(request.POST)
    text = request.POST.get("text", "")
    if form.is_valid():
        try:
            one = _wanted(request, version, text, form.cleaned_data["accept"])
            actions.accept_suggestion(
                by=request.user,
                version=version,
                standard=one.standard,
                passage=one.passage,
                answer=form.guard_answer,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{one.standard} {one.title} is in the draft.")
            form = forms.TakeSuggestion(initial={"text": text})
    return _found(request, version, text, form=form)


def _wanted(request: SignedIn, version: ProfileVersion, text: str, standard: str) -> Suggestion:
    """The suggestion that somebody took. Raises `Refused` where the words do not lead to it."""
    for one in look_through(by=request.user, version=version, text=text).suggestions:
        if one.standard == standard:
            return one
    raise Refused(f"{standard} is not among what these words lead to. Add it from the draft’s page.")


def _found(
    request: SignedIn,
    version: ProfileVersion,
    text: str,
    *,
    form: forms.TakeSuggestion | None = None,
    left: tuple[str, ...] = (),
) -> HttpResponse:
    looked = look_through(by=request.user, version=version, text=text)
    page = {
        **_shared(version),
        "title": "Standards that its words lead to",
        "form": form or forms.TakeSuggestion(initial={"text": text}),
        "text": text,
        "counted": count_words(looked),
        "suggested": suggested(looked),
        "findings": looked.findings,
        "left": left,
    }
    return render(request, "documents/suggestions.html", page)


def _shared(version: ProfileVersion) -> dict[str, object]:
    href = reverse("profiles:version", args=[version.profile.code, version.number])
    return {
        "caption": f"{version.profile.name}, version {version.number}",
        "back": {"href": href, "text": f"Version {version.number}"},
    }
