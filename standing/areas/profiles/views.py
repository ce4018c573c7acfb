"""Role profiles: the list, a profile and its versions, a draft edited line by line, put in use, retired."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.audit import clock
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import actions, forms, presenters, selectors
from standing.areas.profiles.actions.versions import check_can_begin
from standing.areas.profiles.models import Need, ProfileVersion
from standing.areas.profiles.terms import LineTerms
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import ask, ask_and_confirm, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.site.components.lists import Counts
from standing.site.dates import long_day


def profiles(request: SignedIn) -> HttpResponse:
    """Every profile with how it stands today."""
    found = selectors.profiles(by=request.user)
    context = {
        "shown": Counts(len(found), len(found), "role profile", "role profiles"),
        "table": presenters.profiles_table(found),
        "may_edit": can(request.user, Ability.EDIT_PROFILES),
    }
    return render(request, "profiles/profiles.html", context)


def create(request: SignedIn) -> HttpResponse:
    """Make a profile, and go on to its draft."""
    check_can(request.user, Ability.EDIT_PROFILES)
    form = forms.CreateProfile(**sent(request))

    def do(form: forms.CreateProfile) -> str:
        profile = actions.create_profile(by=request.user, **form.cleaned_data)
        return f"The profile {profile.name} is made, with an empty draft. Add its lines, then put it in use."

    return ask(
        request,
        form,
        do=do,
        then=lambda: reverse("profiles:profile", args=[form.cleaned_data["code"]]),
        title="Make a role profile",
        submit_text="Make this profile",
        back={"href": reverse("profiles:profiles"), "text": "Role profiles"},
    )


@finds_or_404
def profile(request: SignedIn, code: str, number: int | None = None) -> HttpResponse:
    """A profile: the version in use (or the one asked for) with its lines, the others, and the posts that use it."""
    found = selectors.profile_by_code(by=request.user, code=code)
    may_edit = can(request.user, Ability.EDIT_PROFILES)
    shown = (
        selectors.version_of(found, number) if number else found.in_use or next(iter(found.versions), None)
    )
    today = clock.today()
    context: dict[str, Any] = {
        "title": found.profile.name,
        "caption": "Role profile",
        "breadcrumbs": [{"text": "Role profiles", "href": reverse("profiles:profiles")}],
        "profile": found.profile,
        "version": shown,
        "draft": found.draft,
        "may_edit": may_edit,
        "may_retire": may_edit and found.in_use is not None and found.in_use.to_on is None,
        "versions": presenters.versions_table(found, today),
        "posts": presenters.posts_table(found.posts),
    }
    if shown is not None:
        standards = [line.standard_id for line in shown.lines.all()]
        before = next((one for one in found.versions if one.number < shown.number), None)
        context |= {
            "state": presenters.version_words(shown, today),
            "lines": presenters.lines_table(
                shown,
                successors=selectors.successors_of(by=request.user, standards=standards),
                editable=may_edit and shown.is_draft,
                code=code,
            ),
            "before": before,
            "differences": presenters.difference_items(selectors.difference(before, shown)) if before else [],
        }
    return render(request, "profiles/profile.html", context)


@require_POST
@finds_or_404
def draft(request: SignedIn, code: str) -> HttpResponse:
    """Make a draft of the next version, and go on to it."""
    found = selectors.profile_by_code(by=request.user, code=code)
    made = actions.draft_version(by=request.user, profile=found.profile)
    messages.success(request, f"Version {made.number} is a draft. Change its lines, then put it in use.")
    return redirect("profiles:version", code=code, number=made.number)


@finds_or_404
def add_line(request: SignedIn, code: str) -> HttpResponse:
    """Add a standard to the draft."""
    version = _draft(request, code)
    form = forms.AddLine(**sent(request), holdings=get_holdings(by=request.user))

    def do(form: forms.AddLine) -> str:
        answers = form.cleaned_data
        line = actions.add_line(
            by=request.user,
            version=version,
            standard=form.chosen()[0],
            need=Need(answers["need"]),
            context=answers["context"],
            needed_by_days=answers["needed_by_days"],
        )
        return f"{line.standard} is added. {_superseded(request, line.standard_id)}".strip()

    page = _page(version, "Add a line", "Add this line")
    page["intro"] = [
        "A standard that an old profile names may have become another: you are told when it has."
    ]
    return ask(request, form, do=do, **page)


def _superseded(request: SignedIn, standard: str) -> str:
    found = selectors.successors_of(by=request.user, standards=[standard]).get(standard, [])
    words = "; ".join(presenters.successors_in_words(one) for one in found)
    return f"Take note: {words}." if words else ""


@finds_or_404
def change_line(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Change how a line of the draft asks for its standard."""
    line = selectors.line_by_id(by=request.user, code=code, number=number)
    initial = {"need": line.need, "context": line.context, "needed_by_days": line.needed_by_days}
    form = forms.ChangeLine(**sent(request), initial=initial)

    def do(form: forms.ChangeLine) -> str:
        answers = form.cleaned_data
        terms = replace(LineTerms.of(line), **{**answers, "need": Need(answers["need"])})
        actions.change_line(by=request.user, line=line, terms=terms)
        return f"The line for {line.standard} is changed."

    return ask(
        request, form, do=do, intro=[str(line.standard)], **_page(line.version, "Change a line", "Save")
    )


@finds_or_404
def remove_line(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Take a line out of the draft, once the reader has said that they mean it."""
    line = selectors.line_by_id(by=request.user, code=code, number=number)

    def do(_: ActionForm) -> str:
        actions.remove_line(by=request.user, line=line)
        return f"{line.standard} is removed from the draft."

    page = _page(line.version, "Remove a line", "Remove this line")
    return ask(
        request, ActionForm(**sent(request)), do=do, intro=[str(line.standard)], is_warning=True, **page
    )


@finds_or_404
def put_in_use(request: SignedIn, code: str) -> HttpResponse:
    """Put the draft in use: from when, then what it changes and for whom, then done."""
    version = _draft(request, code)
    form = forms.PutInUse(**sent(request))

    def preview(form: forms.PutInUse) -> dict[str, Any]:
        check_can_begin(version, form.cleaned_data["from_on"])
        found = selectors.preview_use(by=request.user, version=version, from_on=form.cleaned_data["from_on"])
        return {"title": "What this version changes", **presenters.use_page(found, form.cleaned_data["why"])}

    def do(form: forms.PutInUse) -> str:
        actions.put_in_use(by=request.user, version=version, **form.cleaned_data)
        return f"{version} is in use from {long_day(form.cleaned_data['from_on'])}."

    page = _page(version, "Put a version in use", "See what it changes")
    page["then"] = reverse("profiles:profile", args=[code])
    return ask_and_confirm(
        request, form, preview=preview, do=do, confirm_template="profiles/use_confirm.html", **page
    )


@finds_or_404
def discard(request: SignedIn, code: str) -> HttpResponse:
    """Throw the draft away, once the reader has said that they mean it."""
    version = _draft(request, code)

    def do(_: ActionForm) -> str:
        actions.discard_draft(by=request.user, version=version)
        return f"The draft of version {version.number} is discarded."

    page = _page(version, "Discard a draft", "Discard this draft")
    page["then"] = reverse("profiles:profile", args=[code])
    intro = [f"Version {version.number} has {version.lines.count()} lines. They cannot be brought back."]
    return ask(request, ActionForm(**sent(request)), do=do, intro=intro, is_warning=True, **page)


@finds_or_404
def retire(request: SignedIn, code: str) -> HttpResponse:
    """Retire the profile: from a day on the role asks for nothing."""
    check_can(request.user, Ability.EDIT_PROFILES)
    found = selectors.profile_by_code(by=request.user, code=code)
    form = forms.Retire(**sent(request))

    def do(form: forms.Retire) -> str:
        actions.retire_profile(by=request.user, profile=found.profile, **form.cleaned_data)
        return f"{found.profile.name} asks for nothing from {long_day(form.cleaned_data['to_on'])}."

    href = reverse("profiles:profile", args=[code])
    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Retire a profile",
        caption=found.profile.name,
        submit_text="Retire it",
        is_warning=True,
        intro=["People keep what they hold. The role no longer asks anybody for it."],
        back={"href": href, "text": found.profile.name},
    )


def _draft(request: SignedIn, code: str) -> ProfileVersion:
    check_can(request.user, Ability.EDIT_PROFILES)
    found = selectors.profile_by_code(by=request.user, code=code)
    if found.draft is None:
        raise NotFound(f"{found.profile} has no draft.")
    return found.draft


def _page(version: ProfileVersion, title: str, submit_text: str) -> dict[str, Any]:
    """What the page of one change to a draft shows, and where it leads back to."""
    href = reverse("profiles:version", args=[version.profile.code, version.number])
    return {
        "then": href,
        "title": title,
        "caption": f"{version.profile.name}, version {version.number}",
        "submit_text": submit_text,
        "back": {"href": href, "text": f"Version {version.number}"},
    }
