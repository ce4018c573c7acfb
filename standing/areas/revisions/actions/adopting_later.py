"""Adopting from a page: a small one while the reader waits, a big one in the background, watched and stopped there."""

from __future__ import annotations

from standing.areas.audit.actions import Actor, writing
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.actions import discard_batch
from standing.areas.record.models import Batch
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions import adopting
from standing.areas.revisions.adopted import KIND

AT_ONCE = 250
"""For how many people the reader waits."""
STOPPED = "Stopped by somebody before it was done."


def start_adoption(*, by: Account, revision: str) -> adopting.Adopted | None:
    """Adopt a revision: done when this returns, or, for many people, begun in the background (None).

    Begun again it goes on where it stopped. Raises as `adopt_revision`; then nothing is begun.
    """
    prepared = adopting.prepare_adoption(by=by, revision=revision)
    if isinstance(prepared, adopting.Adopted):
        return prepared
    if prepared.number_of_people() <= AT_ONCE:
        return adopting.adopt_revision(by=by, revision=revision)
    from standing.areas.revisions.tasks import adopt_in_background  # noqa: PLC0415 - it calls this module

    adopt_in_background.enqueue(revision, by.pk)
    return None


def run_adoption(*, revision: str, account: int) -> None:
    """Adopt what an account began, with what it may do now. Refused, the reason is kept for its page."""
    by = Account.objects.get(pk=account)
    try:
        adopting.adopt_revision(by=by, revision=revision)
    except (Refused, NotAllowed) as refusal:
        words = refusal.reason if len(refusal.reason) <= 500 else f"{refusal.reason[:497]}..."
        _discard(by, revision, words)


def stop_adoption(*, by: Account, revision: str) -> None:
    """Stop an adoption that is being prepared: what was prepared is thrown away, and nothing was written.

    Raises `NotAllowed`, and `Refused` where none is under way.
    """
    check_can(by, Ability.ADOPT_REVISION)
    if not _discard(by, revision, STOPPED):
        raise Refused("Nothing is being prepared. Reload the page to see how it stands now.")


@writing()
def _discard(by: Actor, revision: str, why: str) -> int:
    staged = Batch.objects.filter(kind=KIND, source=revision, state=Batch.STAGED)
    for batch in staged:
        discard_batch(by=by, batch=batch, why=why)
    return len(staged)
