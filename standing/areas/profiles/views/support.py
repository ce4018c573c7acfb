"""What the pages about a draft share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import selectors
from standing.areas.profiles.models import ProfileVersion
from standing.areas.record.selectors.people import NotFound


def draft_of(request: SignedIn, code: str) -> ProfileVersion:
    """The draft of a profile, to be changed. Raises `NotAllowed` and `NotFound`."""
    check_can(request.user, Ability.EDIT_PROFILES)
    found = selectors.profile_by_code(by=request.user, code=code)
    if found.draft is None:
        raise NotFound(f"{found.profile} has no draft.")
    return found.draft


def page_of(version: ProfileVersion, title: str, submit_text: str) -> dict[str, Any]:
    """What the page of one change to a draft shows, and where it leads back to."""
    href = reverse("profiles:version", args=[version.profile.code, version.number])
    return {
        "then": href,
        "title": title,
        "caption": f"{version.profile.name}, version {version.number}",
        "submit_text": submit_text,
        "back": {"href": href, "text": f"Version {version.number}"},
    }
