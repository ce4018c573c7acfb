"""What of this area waits for an account: to say something, to read an answer, to answer, to decide, to do.

Worked out from what the account may do now: what was put to a group stops waiting for somebody who left it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Max, Prefetch
from django.urls import reverse

from standing.areas.coproduction.actions.deciding import what_is_missing
from standing.areas.coproduction.models import PlanItem, Position, Proposal
from standing.areas.coproduction.permissions import can_run
from standing.areas.coproduction.presenters.plain import proposal_href
from standing.areas.coproduction.selectors.proposals import Mine, is_hidden_from, open_for
from standing.areas.people.models import Account
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.core.coproduction.proposing import About, State
from standing.core.inbox import Waiting


def waiting(account: Account, today: date) -> Iterable[Waiting]:
    """Each thing of this area that the account can do something about today."""
    if not can(account, Ability.SEE_PROPOSALS):
        return
    for one in open_for(by=account):
        yield from _to_say(one)
    yield from _to_do(account)
    if can(account, Ability.RUN_PROPOSALS):
        yield from _to_run(account)


def _to_say(one: Mine) -> Iterator[Waiting]:
    proposal, mine = one.proposal, one.my_position
    href, kind = proposal_href(proposal), "Decide together"
    if mine is not None and mine.is_objection and mine.answered_at is not None and mine.settled_at is None:
        what, since = "Read the answer about", mine.answered_at.date()
        yield Waiting(f"coproduction:answered:{mine.pk}", what, proposal.question, since, href, kind)
    elif one.is_changed and mine is not None:
        key = f"coproduction:changed:{mine.pk}"
        yield Waiting(
            key, "Look again at", proposal.question, mine.given_at.date(), href, kind, proposal.answer_by
        )
    elif one.asks_me and proposal.put_at is not None:
        key, since = f"coproduction:say:{proposal.pk}", proposal.put_at.date()
        yield Waiting(key, "Say what you think of", proposal.question, since, href, kind, proposal.answer_by)
    elif proposal.put_at is None and (one.me is None or not one.me.took_part):
        key, since = f"coproduction:matters:{proposal.pk}", proposal.opened_at.date()
        yield Waiting(key, "Say what matters to you about", proposal.question, since, href, kind)


def _to_do(account: Account) -> Iterator[Waiting]:
    rows = PlanItem.objects.select_related("proposal").filter(
        owner=account, done_on__isnull=True, proposal__state=State.AGREED.value
    )
    for item in rows:
        assert item.proposal.closed_at is not None, "an agreed plan has its day"
        yield Waiting(
            f"coproduction:do:{item.pk}",
            "Do",
            item.what,
            item.proposal.closed_at.date(),
            reverse("coproduction:done", args=[item.pk]),
            "Things to do, of plans",
            item.due_on,
        )


def _to_run(account: Account) -> Iterator[Waiting]:
    may = {one for one in About if can_run(account, one)}
    unanswered = Position.objects.filter(is_latest=True, stance="objects", answer="")
    proposals = (
        Proposal.objects.filter(state=State.OPEN.value)
        .select_related("profile", "version__profile", "change")
        .prefetch_related(Prefetch("positions", unanswered, to_attr="unanswered"))
        .annotate(last_said=Max("positions__given_at"))
        .order_by("opened_at")
    )
    for proposal in proposals:
        if proposal.kind not in may or is_hidden_from(account, proposal):
            continue
        href, kind = proposal_href(proposal, "run"), "Proposals to run"
        for one in proposal.unanswered:
            key, since = f"coproduction:answer:{one.pk}", one.given_at.date()
            yield Waiting(key, "Answer an objection to", proposal.question, since, href, kind)
        # Nothing is decided of which nobody was asked: what else is missing is for its own page to say.
        if proposal.put_at is not None and not what_is_missing(proposal):
            since = (proposal.last_said or proposal.opened_at).date()
            yield Waiting(
                f"coproduction:decide:{proposal.pk}", "Decide", proposal.question, since, href, kind
            )
