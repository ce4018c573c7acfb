"""What the views of this area share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from standing.areas.assessment.models import Claim
from standing.areas.assessment.presenters.claim_lists import claim_href, crumbs
from standing.areas.assessment.presenters.claims import ClaimPage
from standing.areas.assessment.selectors.claims import Shown, claim_by_key
from standing.areas.people.models import Account, Person
from standing.areas.people.views.support import SignedIn
from standing.areas.record.presenters.standing import short_standard
from standing.areas.record.views.records import is_own, log_look
from standing.areas.record.views.support import ask as ask_with

ask: Callable[..., HttpResponse] = partial(ask_with, template="assessment/form.html")
"""A page with one form: as everywhere, with what the guard found above it."""


def page_of(request: SignedIn, key: int, look: str) -> ClaimPage:
    """The claim for this reader; that somebody looked at another's is logged."""
    shown = claim_by_key(by=request.user, key=key)
    log_look(request, shown.claim.person.kept, look)
    return ClaimPage(shown, own=is_own(request.user, shown.claim.person.kept))


def for_claim(claim: Claim, title: str, submit_text: str, **more: Any) -> dict[str, Any]:
    """What the page of one thing done to a claim shows, and where it leads back to."""
    return {
        "then": claim_href(claim),
        "title": title,
        "caption": f"{claim.person.name}, {short_standard(claim.standard, claim.context)}",
        "submit_text": submit_text,
        "breadcrumbs": crumbs(claim),
        **more,
    }


def drafts_of(request: SignedIn) -> dict[str, Any]:
    """That a page keeps a draft of its form in the browser, where scripts run, for this account alone."""
    return {"keeps_draft": True}


def own_person_of(account: Account) -> Person | None:
    """The person whose own work this account adds evidence about."""
    return account.person.kept if account.person is not None else None


def claims_href() -> str:
    """The list of claims."""
    return reverse("assessment:claims")


__all__ = ["Shown", "SignedIn", "ask", "claims_href", "drafts_of", "for_claim", "own_person_of", "page_of"]
