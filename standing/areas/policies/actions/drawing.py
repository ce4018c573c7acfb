"""Who of those that sign a change is observed in practice, by its seed: as they sign, and of those left over."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.policies.models import Observation, ProposedChange
from standing.areas.record.models import Signature
from standing.core.policies.observing import (
    LEFT_OVER_AFTER_DAYS,
    OBSERVED_WITHIN_MONTHS,
    is_drawn,
    left_over,
)
from standing.core.policies.proposals import State
from standing.core.rules.days import add_months


def draw_signer(by: Actor, change: ProposedChange, signature: Signature) -> None:
    """Draw whether somebody who signs now is observed, in the transaction of their signature."""
    if change.seed is None or change.group is None:
        return
    place = _signers(change).exclude(pk=signature.pk).count()
    first = place - place % change.group
    if is_drawn(change.seed, place, change.group) and not _is_drawn_from(change, first):
        _draw(by, change, signature, place)


def draw_left_over(*, by: Actor, today: date) -> int:
    """Draw one of each unfinished group of signers of whom nobody was drawn and whose first signed some weeks ago: what
    is left over is rounded up. Done twice, it is done once. How many were drawn.
    """
    found = ProposedChange.objects.filter(state=State.IN_FORCE.value, seed__isnull=False)
    return sum(_draw_left_over(by, change, today) for change in found.select_related("version__policy"))


@writing()
def _draw_left_over(by: Actor, change: ProposedChange, today: date) -> int:
    if change.seed is None or change.group is None:
        return 0
    number, signed = divmod(_signers(change).count(), change.group)
    first = number * change.group
    if not signed or _is_drawn_from(change, first):
        return 0
    waiting = list(_signers(change)[first : first + signed])
    if waiting[0].signed_on + timedelta(days=LEFT_OVER_AFTER_DAYS) > today:
        return 0
    place = left_over(change.seed, number, signed)
    _draw(by, change, waiting[place], first + place)
    return 1


def _signers(change: ProposedChange) -> QuerySet[Signature]:
    subject, version = change.signed_as
    return Signature.objects.filter(subject=subject, version=version).order_by("pk")


def _is_drawn_from(change: ProposedChange, first: int) -> bool:
    """Whether somebody of the group that begins at a place was drawn."""
    assert change.group is not None
    places = range(first, first + change.group)
    return change.observations.filter(
        signed_at_place__gte=places.start, signed_at_place__lt=places.stop
    ).exists()


def _draw(by: Actor, change: ProposedChange, signature: Signature, place: int) -> None:
    drawn, is_new = Observation.objects.get_or_create(
        change=change,
        person=signature.person,
        defaults={
            "signed_on": signature.signed_on,
            "signed_at_place": place,
            "due_on": add_months(signature.signed_on, OBSERVED_WITHIN_MONTHS),
        },
    )
    if is_new:
        words = {"change": signature.subject, "version": signature.version, "person": signature.person.ref}
        record_event(by=by, action="draw_observation", subject=drawn.subject, words=words | {"place": place})
