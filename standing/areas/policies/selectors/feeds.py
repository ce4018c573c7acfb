"""What feeds said: the candidates, the imports, and where each feed is fetched from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from standing.areas.audit.actions import Actor
from standing.areas.people.permissions import check_can, check_can_any
from standing.areas.people.roles import Ability
from standing.areas.policies.feed_models import FEEDS
from standing.areas.policies.models import Candidate, FeedImport, FeedSource, Policy
from standing.areas.record.selectors.people import NotFound
from standing.core.search.folding import likeness

ASIDE = "set_aside"
SHOWN = (Candidate.WAITING, Candidate.LINKED, Candidate.DISMISSED, ASIDE)
"""What candidates are listed by: their state, or that they were set aside."""

_ALIKE = 0.35
"""From which likeness of titles, 0 to 1, a policy is suggested."""


@dataclass(frozen=True)
class FeedState:
    """A feed: its last import, where it is fetched from, and how many candidates wait or were set aside."""

    feed: str
    name: str
    last: FeedImport | None
    source: FeedSource | None
    waiting: int
    set_aside: int


def feeds(*, by: Actor) -> list[FeedState]:
    """Every feed that is read. Four queries."""
    check_can_any(by, (Ability.KEEP_POLICIES, Ability.SET_FEEDS))
    sources = {source.feed: source for source in FeedSource.objects.all()}
    last = {done.feed: done for done in FeedImport.objects.order_by("pk")}
    counts: dict[str, dict[str, Any]] = {
        row["feed"]: dict(row)
        for row in Candidate.objects.order_by()
        .values("feed")
        .annotate(
            waiting=Count("pk", filter=Q(state=Candidate.WAITING, set_aside="")),
            aside=Count("pk", filter=~Q(set_aside="")),
        )
    }
    return [
        FeedState(
            feed,
            name,
            last.get(feed),
            sources.get(feed),
            counts.get(feed, {}).get("waiting", 0),
            counts.get(feed, {}).get("aside", 0),
        )
        for feed, name in FEEDS.items()
    ]


def candidates(
    *,
    by: Actor,
    feed: str = "",
    shown: str = Candidate.WAITING,
    kind: str = "",
    status: str = "",
    words: str = "",
) -> QuerySet[Candidate]:
    """The candidates that answer the filters: those with a policy first, then the newest in substance."""
    check_can(by, Ability.KEEP_POLICIES)
    found = Candidate.objects.select_related("policy", "decided_by")
    found = found.exclude(set_aside="") if shown == ASIDE else found.filter(state=shown, set_aside="")
    for name, value in (("feed", feed), ("kind", kind), ("status", status)):
        if value:
            found = found.filter(**{name: value})
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(key__iexact=word))
    with_policy, newest = F("policy").asc(nulls_last=True), F("modified_on").desc(nulls_last=True)
    return found.order_by(with_policy, newest, "feed", "key")


def kinds_of_candidates(*, by: Actor) -> list[str]:
    """The kinds that there are candidates of."""
    check_can(by, Ability.KEEP_POLICIES)
    return sorted(set(Candidate.objects.order_by().values_list("kind", flat=True).distinct()) - {""})


def candidate_by_number(*, by: Actor, number: int) -> Candidate:
    """One candidate. Raises `NotFound`."""
    check_can(by, Ability.KEEP_POLICIES)
    found = Candidate.objects.select_related("policy", "decided_by").filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such candidate.")
    return found


def source_of(*, by: Actor, feed: str) -> FeedSource | None:
    """Where a feed is fetched from, if an administrator said. Raises `NotFound` for a feed that is not read."""
    check_can_any(by, (Ability.KEEP_POLICIES, Ability.SET_FEEDS))
    if feed not in FEEDS:
        raise NotFound("There is no such feed.")
    return FeedSource.objects.filter(feed=feed).first()


def suggested_policies(candidate: Candidate, policies: Sequence[Policy]) -> list[Policy]:
    """The policies that a candidate may concern, the likeliest first: the one of its own number, then like titles."""

    def score(policy: Policy) -> float:
        own = policy.code.casefold() == candidate.key.replace("/", "-").casefold()
        return 1.0 if own or policy.pk == candidate.policy_id else likeness(policy.title, candidate.title)

    scored = sorted(((score(policy), policy) for policy in policies), key=lambda one: (-one[0], one[1].title))
    return [policy for found, policy in scored if found >= _ALIKE]


def waiting_count(*, by: Actor) -> int:
    """How many candidates wait for somebody."""
    check_can(by, Ability.KEEP_POLICIES)
    return Candidate.objects.filter(state=Candidate.WAITING, set_aside="").count()
