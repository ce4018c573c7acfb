"""Role profiles: the list, one made, one with its versions, a draft begun and thrown away, retired."""

from __future__ import annotations

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
from standing.areas.profiles import actions, forms, selectors, told_beside
from standing.areas.profiles.comparing import difference
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.presenters import comparing, listing
from standing.areas.profiles.presenters import people as people_shown
from standing.areas.profiles.presenters import version as version_shown
from standing.areas.profiles.selectors import ProfileInFull
from standing.areas.profiles.undecided import undecided as found_undecided
from standing.areas.profiles.views.support import draft_of, page_of
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.site.components.lists import Counts
from standing.site.dates import long_day


def profiles(request: SignedIn) -> HttpResponse:
    """Every profile with how it stands today."""
    found = selectors.profiles(by=request.user)
    context = {
        "shown": Counts(len(found), len(found), "role profile", "role profiles"),
        "table": listing.profiles_table(found),
        "may_edit": can(request.user, Ability.EDIT_PROFILES),
    }
    return render(request, "profiles/profiles.html", context)


def create(request: SignedIn) -> HttpResponse:
    """Make a profile, and go on to its draft."""
    check_can(request.user, Ability.EDIT_PROFILES)
    form = forms.CreateProfile(**sent(request))

    def do(form: forms.CreateProfile) -> str:
        profile = actions.create_profile(by=request.user, **form.cleaned_data)
        return (
            f"The profile {profile.name} is made, with an empty draft. Say what the role does, choose standards for "
            "it, then put it in use. To decide on it together, open a proposal before you choose standards."
        )

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
    """A profile: the version in use (or the one asked for), the others, and who has the role."""
    found = selectors.profile_by_code(by=request.user, code=code)
    may_edit = can(request.user, Ability.EDIT_PROFILES)
    shown = (
        selectors.version_of(found, number) if number else found.in_use or next(iter(found.versions), None)
    )
    today = clock.today()
    in_role = selectors.people_in_role(by=request.user, code=code)
    context: dict[str, Any] = {
        "title": found.profile.name,
        "caption": "Role profile",
        "breadcrumbs": [{"text": "Role profiles", "href": reverse("profiles:profiles")}],
        "profile": found.profile,
        "draft": found.draft,
        "may_edit": may_edit,
        "may_retire": may_edit and found.in_use is not None and found.in_use.to_on is None,
        "versions": listing.versions_table(found, today),
        "posts": listing.posts_table(found.posts),
        "people": people_shown.people_in_role(in_role),
    }
    if shown is not None:
        context |= _version(request, found, shown, may_edit)
    return render(request, "profiles/profile.html", context)


def _version(
    request: SignedIn, found: ProfileInFull, shown: ProfileVersion, may_edit: bool
) -> dict[str, Any]:
    """What the page shows of one of the versions, beside the one before it."""
    version = selectors.version_in_full(request.user, shown.pk)
    editable = may_edit and shown.is_draft
    undecided = found_undecided(request.user, shown.pk)
    earlier = next((one for one in found.versions if one.number < shown.number), None)
    before = selectors.version_in_full(request.user, earlier.pk) if earlier else None
    context = {
        "version": version,
        "editable": editable,
        "undecided": undecided,
        "state": listing.version_words(version, clock.today()),
        "about": version_shown.about_rows(version, editable=editable, undecided=bool(undecided)),
        "sections": version_shown.sections(version, editable=editable),
        "groups": version_shown.groups_table(version, editable=editable),
        "told_beside": told_beside.sections(request.user, shown.pk),
        "before": before,
    }
    if before is not None:
        found_different = difference(before, version)
        context |= {
            "differs": comparing.difference_words(found_different),
            "differences": comparing.difference_items(found_different),
        }
    if editable:
        guidance = selectors.guidance_for(by=request.user, version=version)
        context |= {
            "to_look_at": version_shown.to_look_at(version, guidance),
            "suggestions": version_shown.suggestions(version, guidance),
        }
    return context


@require_POST
@finds_or_404
def draft(request: SignedIn, code: str) -> HttpResponse:
    """Make a draft of the next version, and go on to it."""
    found = selectors.profile_by_code(by=request.user, code=code)
    made = actions.draft_version(by=request.user, profile=found.profile)
    messages.success(request, f"Version {made.number} is a draft. Change its lines, then put it in use.")
    return redirect("profiles:version", code=code, number=made.number)


@finds_or_404
def compare(request: SignedIn, code: str) -> HttpResponse:
    """Two versions of a profile, line by line: those asked for, or the newest and the one before."""
    found = selectors.profile_by_code(by=request.user, code=code)
    numbers = [(str(one.number), f"Version {one.number}") for one in found.versions]
    newest = [number for number, _ in numbers[:2]]
    initial = {"earlier": newest[-1] if newest else "", "later": newest[0] if newest else ""}
    form = forms.CompareVersions({**initial, **request.GET.dict()}, numbers=numbers)
    context: dict[str, Any] = {
        "title": "Compare versions",
        "caption": found.profile.name,
        "back": {"href": reverse("profiles:profile", args=[code]), "text": found.profile.name},
        "form": form,
    }
    if form.is_valid():
        before, after = (
            selectors.version_in_full(request.user, selectors.version_of(found, int(number)).pk)
            for number in (form.cleaned_data["earlier"], form.cleaned_data["later"])
        )
        context |= {
            "before": before,
            "after": after,
            "states": [
                f"Version {one.number}: {listing.version_words(one, clock.today())}"
                for one in (before, after)
            ],
            "table": comparing.comparison_table(before, after, difference(before, after)),
        }
    return render(request, "profiles/compare.html", context)


@finds_or_404
def discard(request: SignedIn, code: str) -> HttpResponse:
    """Throw the draft away, once the reader has said that they mean it."""
    version = draft_of(request, code)

    def do(_: ActionForm) -> str:
        actions.discard_draft(by=request.user, version=version)
        return f"The draft of version {version.number} is discarded."

    page = page_of(version, "Discard a draft", "Discard this draft")
    page["then"] = reverse("profiles:profile", args=[code])
    lines = getattr(version, "size", 0)
    has = "1 line. It" if lines == 1 else f"{lines} lines. They"
    intro = [f"Version {version.number} has {has} cannot be brought back."]
    return ask(request, ActionForm(**sent(request)), do=do, intro=intro, is_warning=True, **page)


@finds_or_404
def retire(request: SignedIn, code: str) -> HttpResponse:
    """Retire the profile: from a day on the role asks for nothing."""
    check_can(request.user, Ability.EDIT_PROFILES)
    found = selectors.profile_by_code(by=request.user, code=code)
    form = forms.Retire(**sent(request))

    def do(form: forms.Retire) -> str:
        actions.retire_profile(
            by=request.user, profile=found.profile, **form.cleaned_data, guard=form.guard_answer
        )
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
