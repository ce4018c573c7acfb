"""The safety alerts that somebody has to sign, in one query: every page of theirs asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.record.loading import known
from standing.areas.record.models import Change, Decision, Membership, Signature
from standing.core.rules.facts import CRITICAL, MET


@dataclass(frozen=True)
class AlertToSign:
    """A safety alert, by what it is signed as."""

    subject: str
    version: int
    title: str


def alerts_to_sign(*, by: Account) -> list[AlertToSign]:
    """The alerts in force that the account's own person has not signed, the newest first. One query; none without a
    record of one's own.

    Asked of the facts, not of the stored periods: those of many people are stored only some time after an alert. It
    never leaves out an alert that stops somebody counting (rules, part 4: `alert_unsigned`). It may name one to
    somebody whose holding was revoked since, whom it would stop again.
    """
    if by.person_id is None:
        return []
    today = clock.today()
    held = known(
        Decision.objects.filter(person=by.person_id, standard=OuterRef("standard"), outcome=MET), None
    )
    before = held.annotate(practice=Coalesce("practice_as_of", "decided_on")).filter(
        Q(held_from__isnull=True) | Q(held_from__lte=today), practice__lte=OuterRef("effective_on")
    )
    signed = known(
        Signature.objects.filter(
            person=by.person_id,
            subject=OuterRef("subject"),
            version__gte=OuterRef("version"),
            signed_on__lte=today,
        ),
        None,
    )
    member = known(
        Membership.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gt=today),
            person=by.person_id,
            population=OuterRef("population"),
            from_on__lte=today,
        ),
        None,
    )
    found = known(Change.objects.filter(change_class=CRITICAL, effective_on__lte=today), None).filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=today),
        Q(population="") | Exists(member),
        ~Exists(signed),
        Exists(before),
    )
    rows = found.order_by(F("effective_on").desc(), "pk").values_list("subject", "version", "title")
    return [AlertToSign(*row) for row in dict.fromkeys(rows)]
