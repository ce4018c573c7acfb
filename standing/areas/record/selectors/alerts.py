"""The safety alerts that somebody has to sign, in one query: every page of theirs asks. And whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
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
    rows = _unsigned(by.person_id).order_by(F("effective_on").desc(), "pk")
    return [AlertToSign(*row) for row in dict.fromkeys(rows.values_list("subject", "version", "title"))]


def accounts_with_alert(subject: str, version: int) -> QuerySet[Account]:
    """The open accounts whose `alerts_to_sign` name this alert: for whoever tells people of it. One query."""
    theirs = _unsigned(OuterRef(OuterRef("person"))).filter(subject=subject, version=version)
    return Account.objects.filter(Exists(theirs), is_active=True, person__isnull=False).order_by("pk")


def _unsigned(whose: int | OuterRef) -> QuerySet[Change]:
    """The alerts in force that a person has not signed: of one person or, in a query over accounts, of each."""
    today = clock.today()
    held = known(Decision.objects.filter(person=whose, standard=OuterRef("standard"), outcome=MET), None)
    before = held.annotate(practice=Coalesce("practice_as_of", "decided_on")).filter(
        Q(held_from__isnull=True) | Q(held_from__lte=today), practice__lte=OuterRef("effective_on")
    )
    signed = known(
        Signature.objects.filter(
            person=whose, subject=OuterRef("subject"), version__gte=OuterRef("version"), signed_on__lte=today
        ),
        None,
    )
    member = known(
        Membership.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gt=today),
            person=whose,
            population=OuterRef("population"),
            from_on__lte=today,
        ),
        None,
    )
    return known(Change.objects.filter(change_class=CRITICAL, effective_on__lte=today), None).filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=today),
        Q(population="") | Exists(member),
        ~Exists(signed),
        Exists(before),
    )
