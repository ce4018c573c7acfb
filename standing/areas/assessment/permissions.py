"""Who has which part in a claim, and who sees what of it: the content of evidence is seen by fewest."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from standing.areas.assessment.bank_holidays import appeals_expected_since
from standing.areas.assessment.models import Appeal, Claim, Evidence, HeldDecision
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, System
from standing.areas.people.merging import with_merged
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.permissions import can_for_person, people_in_scope
from standing.areas.refusals import NotAllowed
from standing.core.assessing.appeals import Stage
from standing.core.assessing.states import Party, State

AT_REST = frozenset(
    {State.RELEASED, State.CERTIFICATED, State.NOT_YET, State.REVOKED, State.WITHDRAWN, State.EXPIRED}
)
"""The states in which nothing waits for an assessor."""


def parties_of(by: Actor, claim: Claim) -> frozenset[Party]:
    """What this account is to a claim. Nobody is its manager or its assessor where the claim is their own."""
    if isinstance(by, System):
        return frozenset(Party)
    if not isinstance(by, Account):
        return frozenset()
    person = claim.person.kept
    if by.person_id == person.pk:
        return frozenset({Party.PRACTITIONER} if can_for_person(by, Ability.ADD_EVIDENCE, person) else set())
    found = set()
    if can_for_person(by, Ability.ALLOCATE_CLAIM, person):
        found.add(Party.MANAGER)
        if scope_of(by, Ability.ALLOCATE_CLAIM, clock.today()).service:
            found.add(Party.LEAD)
    if claim.assessor_id == by.pk and can_for_person(by, Ability.RECORD_DECISION, person):
        found.add(Party.ASSESSOR)
    return frozenset(found)


def claims_seen(by: Actor) -> QuerySet[Claim]:
    """The claims this account sees at all: own, of people they manage, allocated ones while open and in the time for
    appeals. That something was not yet met is for the person, the assessor, the verifier and the manager: a workforce
    lead sees no claim that ever was.
    """
    claims = Claim.objects.all()
    if isinstance(by, System):
        return claims
    if not isinstance(by, Account):
        return claims.none()
    seen = with_merged(people_in_scope(by, Ability.SEE_CLAIMS).filter(_not_by_service_alone(by)))
    if scope_of(by, Ability.SEE_CLAIMS, clock.today()).service:
        seen |= ~Q(pk__in=Claim.objects.filter(decisions__outcome="not_yet").values("pk"))
    return claims.filter(seen | _allocated(by) | _looked_at(by)).distinct()


def _not_by_service_alone(by: Account) -> Q:
    """The people this account reaches as themself or as the manager of their units: not all, as a lead does."""
    scope = scope_of(by, Ability.SEE_NOT_YET, clock.today())
    if scope.service:
        return Q()
    return Q(pk__in=people_in_scope(by, Ability.SEE_NOT_YET).values("pk"))


def _allocated(by: Account) -> Q:
    since = _appeals_expected_since()
    resting = Q(state__in=[state.value for state in AT_REST])
    still = with_merged(people_in_scope(by, Ability.RECORD_DECISION))
    return Q(assessor=by) & still & (~resting | Q(since__gte=since))


def _appeals_expected_since() -> datetime:
    """The first moment of the time in which an appeal is expected. So long whoever decided about a claim sees it, and
    again once there is one.
    """
    return timezone.make_aware(datetime.combine(appeals_expected_since(clock.today()), time.min))


def _looked_at(by: Account) -> Q:
    """The claims whose decision somebody countersigns, verifies, or decides an appeal about: while it waits, and for
    the time of an appeal.
    """
    recent = Q(held__ended_at__gte=_appeals_expected_since())
    verified = with_merged(people_in_scope(by, Ability.VERIFY), "held__person")
    to_verify = verified & (Q(held__state=HeldDecision.VERIFYING) | recent)
    to_countersign = Q(held__state=HeldDecision.COUNTERSIGNING) & with_merged(
        people_in_scope(by, Ability.RECORD_DECISION), "held__person"
    )
    appealed = Q(decisions__row__appeals__state=Appeal.OPEN)
    deciders = people_in_scope(by, Ability.VERIFY) | people_in_scope(by, Ability.SIT_ON_PANEL)
    return to_verify | to_countersign | (appealed & with_merged(deciders))


def claims_read(by: Actor) -> QuerySet[Claim]:
    """The claims whose evidence and words this account may read: their own, those allocated to them, those they verify.

    A manager sees that there is evidence, of which kind and day, and not what it says.
    """
    claims = Claim.objects.all()
    if isinstance(by, System):
        return claims
    if not isinstance(by, Account):
        return claims.none()
    own = with_merged(Person.objects.filter(pk=by.person_id)) if by.person_id else Q(pk__in=[])
    return claims.filter(own | _allocated(by) | _looked_at(by)).distinct()


def evidence_read(by: Actor) -> QuerySet[Evidence]:
    """The evidence whose content this account may read: about themself, or attached to a claim they read."""
    if isinstance(by, System):
        return Evidence.objects.all()
    if not isinstance(by, Account):
        return Evidence.objects.none()
    own = with_merged(Person.objects.filter(pk=by.person_id)) if by.person_id else Q(pk__in=[])
    attached = Q(attachments__claim__in=claims_read(by))
    return Evidence.objects.filter(own | attached).distinct()


def held_read(by: Actor) -> QuerySet[HeldDecision]:
    """The held decisions this account may read: those it made, those of people it verifies for, and those it could
    countersign.
    """
    held = HeldDecision.objects.all()
    if isinstance(by, System):
        return held
    if not isinstance(by, Account):
        return held.none()
    verifies = with_merged(people_in_scope(by, Ability.VERIFY))
    countersigns = with_merged(people_in_scope(by, Ability.RECORD_DECISION))
    return held.filter(Q(assessor=by) | verifies | (Q(state=HeldDecision.COUNTERSIGNING) & countersigns))


def appeals_read(by: Actor) -> QuerySet[Appeal]:
    """The appeals this account sees: its own, those about decisions of its own, of people it verifies or assesses for
    once they are past the assessor, and on the panel those that have come to it.
    """
    if not isinstance(by, Account):
        return Appeal.objects.none()
    past_first = Q(stages__stage__in=[Stage.INDEPENDENT.value, Stage.PANEL.value])
    panel = Q(stages__stage__in=[Stage.PANEL.value, Stage.ORGANISATION.value])
    decided = Q(decision__decided_by=by) | Q(decision__decided_by__isnull=True, decision__recorded_by=by)
    seen = decided | Q(stages__decided_by=by)
    seen |= Q(decision__person__in=people_in_scope(by, Ability.APPEAL))
    seen |= past_first & Q(decision__person__in=people_in_scope(by, Ability.VERIFY))
    seen |= panel & Q(decision__person__in=people_in_scope(by, Ability.SIT_ON_PANEL))
    independent = Q(stages__stage=Stage.INDEPENDENT.value, stages__outcome="")
    seen |= independent & Q(decision__person__in=people_in_scope(by, Ability.RECORD_DECISION))
    return Appeal.objects.filter(seen).distinct()


def check_can_add_evidence(by: Actor, person: Person, claim: Claim | None) -> None:
    """About oneself, or as the assessor of the claim it is for. Raises `NotAllowed`."""
    if isinstance(by, System):
        return
    own = isinstance(by, Account) and by.person_id == person.pk
    if own and can_for_person(by, Ability.ADD_EVIDENCE, person):
        return
    assessed = claim is not None and claim.person.kept.pk == person.pk
    if claim is not None and assessed and Party.ASSESSOR in parties_of(by, claim):
        return
    raise NotAllowed(
        f"You cannot {Ability.ADD_EVIDENCE.value}. They add it themself, or the assessor of their claim does."
    )
