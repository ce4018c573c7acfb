"""A claim open on an old edition, transferred to the new one: closed there and opened here, or neither."""

from __future__ import annotations

from collections.abc import Collection

from standing.areas.assessment.actions.transferring import transfer_claim as transfer_worked
from standing.areas.assessment.transfers import worked_on
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.record.actions import close_claim, open_claim
from standing.areas.record.loading import known
from standing.areas.record.models import Claim
from standing.areas.refusals import Refused
from standing.areas.revisions.selectors.transitions import old_claim


@writing()
def transfer_claim(*, by: Actor, claim: Claim, targets: Collection[str]) -> list[Claim]:
    """Close a claim on an old edition and open one on each of the new standards chosen, today.

    A claim with evidence takes it along (`assessment.actions.transferring`). A new standard that the person is working
    towards already is not opened twice. Returns what was opened on the record. Raises `NotFound` where there is no such
    claim, and `Refused` without a target or for one the crosswalk does not name.
    """
    found = old_claim(by=by, key=claim.pk)
    named = {standard.pk for standard in found.targets}
    if not targets:
        raise Refused("Choose a new standard to work towards.", field="targets")
    if unknown := sorted(set(targets) - named):
        raise Refused(f"{found.claim.standard_id} does not become {', '.join(unknown)}.", field="targets")
    old = found.claim
    towards = known(Claim.objects.filter(person=old.person, closed_on__isnull=True), None)
    there = set(towards.filter(standard__in=named).values_list("standard", flat=True))
    worked = worked_on(old)
    for one in worked:
        transfer_worked(by=by, claim=one, targets=targets)
    if worked:
        return list(towards.filter(standard__in=set(targets) - there).order_by("standard"))
    opened = [
        open_claim(by=by, person=old.person, standard=target, opened_on=clock.today())
        for target in sorted(set(targets) - there)
    ]
    close_claim(by=by, claim=old, closed_on=clock.today(), why=f"Transferred to {', '.join(sorted(targets))}")
    return opened
