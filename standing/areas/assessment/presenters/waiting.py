"""What of claims and evidence waits for an account: in words, with where it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from standing.areas.assessment.models import Claim
from standing.areas.assessment.selectors.claims import claims_to_allocate, claims_to_assess, own_claims
from standing.areas.assessment.selectors.evidence import sealed_to_settle
from standing.areas.people.models import Account
from standing.areas.record.presenters.standing import short_standard
from standing.core.assessing.states import State
from standing.core.inbox import Waiting, by_kind
from standing.site.components.lists import Task
from standing.site.dates import long_day

OWN = "Claims to go on with"
TO_ASSESS = "Claims to assess"
TO_ALLOCATE = "Claims to allocate"
TO_SETTLE = "What may identify somebody"

SHOWN = 5
"""How many of a kind the home page shows before it leads to all of them."""

_PLACES = {OWN: 12, TO_ASSESS: 13, TO_ALLOCATE: 28, TO_SETTLE: 5}

_OWN_WORDS = {
    State.MORE_NEEDED: "Add the evidence that is asked for",
    State.NOT_YET: "Go on with your plan",
    State.COLLECTING: "Add evidence, or submit",
    State.PLANNED: "Add evidence",
}
_ASSESS_WORDS = {
    State.SUBMITTED: "Begin assessing",
    State.IN_ASSESSMENT: "Go on assessing",
    State.RETURNED: "Look again at what was returned",
}


def waiting_for(account: Account) -> Iterator[Waiting]:
    """All of it, in no order."""
    yield from _of_claims("own", OWN, _OWN_WORDS, own_claims(by=account), with_name=False)
    yield from _of_claims("assess", TO_ASSESS, _ASSESS_WORDS, claims_to_assess(by=account))
    for claim in claims_to_allocate(by=account):
        yield _of_claim("allocate", TO_ALLOCATE, "Say who assesses", claim, "assessment:allocate")
    for sealed in sealed_to_settle(by=account):
        yield Waiting(
            key=f"assessment:settle:{sealed.pk}",
            what="Settle what may identify somebody",
            about=f"In the work of {sealed.person.name}",
            since=timezone.localdate(sealed.found_at),
            href=reverse("assessment:settle", args=[sealed.pk]),
            kind=TO_SETTLE,
        )


def _of_claims(
    name: str, kind: str, words: dict[State, str], claims: Iterable[Claim], *, with_name: bool = True
) -> Iterator[Waiting]:
    for claim in claims:
        if claim.at in words:
            yield _of_claim(name, kind, words[claim.at], claim, "assessment:claim", with_name=with_name)


def _of_claim(name: str, kind: str, what: str, claim: Claim, page: str, *, with_name: bool = True) -> Waiting:
    standard = short_standard(claim.standard, claim.context)
    return Waiting(
        key=f"assessment:{name}:{claim.pk}:{claim.state}",
        what=what,
        about=f"{claim.person.name}, {standard}" if with_name else f"{standard} {claim.standard.title}",
        since=timezone.localdate(claim.since),
        href=reverse(page, args=[claim.pk]),
        kind=kind,
    )


def home_blocks(waiting: Iterable[Waiting]) -> list[tuple[int, str, dict[str, Any]]]:
    """Of all that waits for somebody, the claims for the home page: the place of each kind, its name, and the first."""
    return [
        (
            _PLACES[kind.name],
            kind.name,
            {
                "tasks": [_task(one) for one in kind.waiting[:SHOWN]],
                "number": len(kind.waiting),
                "shown": SHOWN,
                **_all(kind.name),
            },
        )
        for kind in by_kind(one for one in waiting if one.kind in _PLACES)
    ]


def _all(kind: str) -> dict[str, str]:
    if kind == TO_SETTLE:
        return {"all_href": reverse("assessment:sealed"), "all_text": "See all that is hidden"}
    return {"all_href": reverse("assessment:claims"), "all_text": "See all claims"}


def _task(one: Waiting) -> Task:
    return Task(title=f"{one.what}: {one.about}", href=one.href, hint=f"Since {long_day(one.since)}")
