"""Rehearsals kept for whoever asked: begun, run in the background where they are big, stopped, forgotten.

A rehearsal is no fact: what is kept are its numbers, for some days, and nobody's name.
"""

from __future__ import annotations

import logging
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import record_event, writing
from standing.areas.people.models import Account
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.rehearsing.asked import Asked
from standing.areas.revisions.rehearsing.running import as_numbers
from standing.areas.revisions.selectors.rehearsals import check_can_rehearse, plan_asked, rehearse_now
from standing.core.rules.days import add_days
from standing.core.rules.facts import BadFact

logger = logging.getLogger("standing.revisions")

KEPT_DAYS = 14
AT_ONCE = 250
"""How many people are rehearsed while the reader waits; for more it is done in the background."""
MOST_UNDER_WAY = 3
"""How many an account may have waiting or running: each takes a while of the one worker."""


class _StoppedError(Exception):
    """Somebody stopped the rehearsal."""


def start_rehearsal(*, by: Account, asked: Asked, below: int | None = None) -> StoredRehearsal:
    """Begin a rehearsal. A small one is done when this returns; a big one goes on in the background.

    Raises `NotAllowed`, `Refused` or `BadFact` for what cannot be rehearsed; then nothing is kept.
    """
    plan = plan_asked(by=by, asked=asked)
    people = plan.people.count()
    with writing():
        under_way = StoredRehearsal.objects.filter(
            account=by, state__in=(StoredRehearsal.QUEUED, StoredRehearsal.RUNNING)
        )
        if under_way.count() >= MOST_UNDER_WAY:
            raise Refused("You have three rehearsals under way. Wait for one to end, or stop one.")
        kept = StoredRehearsal.objects.create(
            account=by,
            asked=dict(asked),
            title=plan.title[:300],
            below=below,
            of=people,
            made_at=clock.now(),
            kept_until=add_days(clock.today(), KEPT_DAYS),
        )
        words = {"kind": plan.kind, "title": plan.title, "people": people}
        record_event(by=by, action="start_rehearsal", subject=f"rehearsal:{kept.pk}", words=words)
    if people <= AT_ONCE:
        run_rehearsal(key=kept.pk)
        kept.refresh_from_db()
    else:
        from standing.areas.revisions.tasks import rehearse_in_background  # noqa: PLC0415 - it calls this module

        rehearse_in_background.enqueue(kept.pk)
    return kept


def run_rehearsal(*, key: int) -> None:
    """Run a rehearsal that was begun, for the account that asked, with what it may do now. Run twice, it runs once."""
    begun = StoredRehearsal.objects.filter(pk=key, state=StoredRehearsal.QUEUED)
    if not begun.update(state=StoredRehearsal.RUNNING):
        return
    kept = StoredRehearsal.objects.select_related("account").get(pk=key)
    try:
        plan = plan_asked(by=kept.account, asked=kept.asked)
        found = rehearse_now(
            by=kept.account, plan=plan, below=kept.below, done=lambda done, of: _progress(key, done, of)
        )
        _end(key, StoredRehearsal.DONE, numbers=as_numbers(found))
    except _StoppedError:
        logger.info("Rehearsal %s was stopped.", key)
    except (Refused, NotAllowed) as refusal:
        _end(key, StoredRehearsal.FAILED, words=refusal.reason)
    except BadFact as bad:
        _end(key, StoredRehearsal.FAILED, words=f"It cannot be rehearsed: {bad}.")
    except Exception:
        logger.exception("Rehearsal %s failed.", key)
        _end(key, StoredRehearsal.FAILED, words="Something went wrong that is our fault. Try it once more.")
        raise


def stop_rehearsal(*, by: Account, key: int) -> None:
    """Stop a rehearsal of one's own that is under way. Raises `Refused` if it has ended, or is not one's own."""
    check_can_rehearse(by)
    with writing():
        stopped = StoredRehearsal.objects.filter(
            pk=key, account=by, state__in=(StoredRehearsal.QUEUED, StoredRehearsal.RUNNING)
        ).update(state=StoredRehearsal.STOPPED, ended_at=clock.now())
        if not stopped:
            raise Refused("This rehearsal has ended already. Look at what it found.")
        record_event(by=by, action="stop_rehearsal", subject=f"rehearsal:{key}", words={})


def forget_old_rehearsals(*, today: date) -> int:
    """Forget the rehearsals whose days are over. Returns how many."""
    number, _ = StoredRehearsal.objects.filter(kept_until__lt=today).delete()
    return number


def _progress(key: int, done: int, of: int) -> None:
    """Say how far it has got; raise where somebody has stopped it."""
    under_way = StoredRehearsal.objects.filter(pk=key, state=StoredRehearsal.RUNNING)
    if not under_way.update(done=done, of=of):
        raise _StoppedError


def _end(key: int, state: str, *, numbers: dict[str, object] | None = None, words: str = "") -> None:
    StoredRehearsal.objects.filter(pk=key, state=StoredRehearsal.RUNNING).update(
        state=state, numbers=numbers, words=words, ended_at=clock.now()
    )
