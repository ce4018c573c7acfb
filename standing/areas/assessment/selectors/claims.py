"""Claims: one's own, those to assess, those to allocate, and one of them with all its reader may see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from standing.areas.assessment.models import Attachment, Claim, ClaimDecision, Criterion, Judgement, Step
from standing.areas.assessment.permissions import claims_read, claims_seen, parties_of
from standing.areas.assessment.working import (
    attachments_of,
    criteria_list_of,
    criteria_of,
    judgements_of,
    work_of,
)
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.merging import with_merged
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import active_grants, scope_of
from standing.areas.people.roles import Ability, Role
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Appointment
from standing.areas.record.permissions import can_for_person, people_in_scope
from standing.areas.record.selectors.people import NotFound
from standing.core.assessing.evidence import Basis, Coverage, coverage
from standing.core.assessing.judging import Work
from standing.core.assessing.states import (
    TRANSITIONS,
    WITH_ASSESSOR,
    WORKING,
    Move,
    Party,
    State,
    moves_for,
)
from standing.core.rules.facts import GENERAL


@dataclass(frozen=True)
class Shown:
    """A claim as one reader sees it. `reads`: its evidence and its words, and not only how it stands."""

    claim: Claim
    parties: frozenset[Party]
    reads: bool

    @property
    def moves(self) -> tuple[Move, ...]:
        """What this reader can do to it now."""
        return moves_for(self.claim.at, self.parties)

    def may(self, move: Move) -> bool:
        """Whether this is among what the reader can do now."""
        return move in self.moves

    @cached_property
    def attachments(self) -> list[Attachment]:
        """What is attached to it."""
        return attachments_of(self.claim)

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria it is judged by; none: on scope only."""
        return criteria_of(criteria_list_of(self.claim.standard_id))

    @cached_property
    def judgements(self) -> dict[int | None, Judgement]:
        """What its assessor of now has judged, by criterion."""
        return judgements_of(self.claim)

    @cached_property
    def work(self) -> Work:
        """The claim as the rules of judging see it."""
        return work_of(self.claim, self.attachments)

    @property
    def basis(self) -> Basis:
        """What the latest decision rests on or, before there is one, what it would."""
        made = self.decisions[-1] if self.decisions else None
        return (
            Basis(made.basis)
            if made is not None and self.claim.at not in WORKING - _JUST_DECIDED
            else self.work.basis
        )

    @cached_property
    def coverage(self) -> Coverage:
        """Which criteria have evidence."""
        work = self.work
        return coverage(work.criteria, work.pieces, forbids_simulation=work.rules.forbids_simulation)

    @cached_property
    def decisions(self) -> list[ClaimDecision]:
        """What was decided on it, the latest last."""
        return list(self.claim.decisions.select_related("decided_by", "row"))

    @cached_property
    def steps(self) -> list[Step]:
        """Its history, the latest last."""
        return list(self.claim.steps.select_related("by"))


_JUST_DECIDED = frozenset({State.MET, State.NOT_YET, State.AWAITING_VERIFICATION})


def claim_by_key(*, by: Actor, key: int) -> Shown:
    """One claim. Raises `NotFound` in the same words whether it is not there or out of sight."""
    rows = claims_seen(by).select_related("person", "standard__suite", "assessor", "opened_by")
    claim = rows.filter(pk=key).first()
    if claim is None:
        raise NotFound(f"There is no claim {key} among those you can see.")
    reads = claims_read(by).filter(pk=key).exists()
    return Shown(claim, parties_of(by, claim), reads)


def _listed(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    there = Q(attachments__evidence__hidden_at__isnull=True, attachments__evidence__withdrawn_at__isnull=True)
    return claims.select_related("person", "standard", "assessor").annotate(
        pieces=Count("attachments", filter=there, distinct=True)
    )


def own_claims(*, by: Actor) -> list[Claim]:
    """One's own claims: those to go on with first, then the latest."""
    person = getattr(by, "person", None)
    if person is None:
        return []
    rows = _listed(claims_seen(by).filter(with_merged(Person.objects.filter(pk=person.pk))))
    return sorted(rows, key=lambda claim: (claim.at not in WORKING, -claim.since.timestamp()))


def claims_to_assess(*, by: Actor) -> list[Claim]:
    """The claims allocated to this account that it may still see: those that wait for it first, the longest first."""
    if not isinstance(by, Account) or not scope_of(by, Ability.RECORD_DECISION, clock.today()).anyone:
        return []
    rows = _listed(claims_seen(by).filter(assessor=by))
    return sorted(rows, key=lambda claim: (claim.at not in WITH_ASSESSOR, claim.since))


def claims_to_allocate(*, by: Actor) -> list[Claim]:
    """The claims, of the people this account allocates for, that nobody assesses: nobody yet, nobody again after an
    appeal, or somebody who may no longer. What was submitted first, then the longest waiting.
    """
    people = people_in_scope(by, Ability.ALLOCATE_CLAIM)
    if not people.exists():
        return []
    states = [each.state.value for each in TRANSITIONS if each.move in (Move.ALLOCATE, Move.ASSESS_AGAIN)]
    rows = _listed(claims_seen(by).filter(with_merged(people), state__in=states))
    reach = _Reach()
    found = [claim for claim in rows if claim.at is State.OVERTURNED or not reach.assesses(claim)]
    return sorted(found, key=lambda claim: (claim.at is not State.SUBMITTED, claim.since))


class _Reach:
    """Whom each assessor may decide about, asked once for each of them."""

    def __init__(self) -> None:
        self._people: dict[int, frozenset[int]] = {}

    def assesses(self, claim: Claim) -> bool:
        """Whether somebody assesses a claim and still may."""
        assessor = claim.assessor
        if assessor is None:
            return False
        if assessor.pk not in self._people:
            reached = people_in_scope(assessor, Ability.RECORD_DECISION).values_list("pk", flat=True)
            self._people[assessor.pk] = frozenset(reached)
        return claim.person.kept.pk in self._people[assessor.pk]


def claims_of_team(*, by: Actor) -> list[Claim]:
    """The open claims of the people this account manages."""
    people = people_in_scope(by, Ability.ALLOCATE_CLAIM)
    states = [state.value for state in WORKING]
    rows = claims_seen(by).filter(with_merged(people), state__in=states)
    return list(_listed(rows).order_by("person__family_name", "person__given_name", "standard"))


def assessors_of(*, by: Actor, person: Person) -> Sequence[Account]:
    """Who could assess this person's claims, for somebody who allocates them: by name. Never the person."""
    if not can_for_person(by, Ability.ALLOCATE_CLAIM, person):
        return []
    granted = active_grants(clock.today()).filter(role=Role.ASSESSOR.value).values("account")
    found = Account.objects.filter(pk__in=granted, is_active=True).order_by("name", "email")
    others = [account for account in found if account.person_id != person.kept.pk]
    return [account for account in others if can_for_person(account, Ability.RECORD_DECISION, person)]


def able_to_assess(*, claim: Claim, assessors: Sequence[Account]) -> frozenset[int]:
    """Of these accounts, those that count in the standard of a claim today or are appointed for it, by key: whoever
    allocates chooses among them. Independence is asked when they decide.
    """
    today = clock.today()
    keys = {account.person_id: account.pk for account in assessors if account.person_id is not None}
    people = list(Person.objects.select_related("stale").filter(pk__in=keys))
    found = standings_on(people, today)
    able = set()
    for person in people:
        general = found.get(Pair(person.ref, claim.standard_id, GENERAL))
        standing = found.get(Pair(person.ref, claim.standard_id, claim.context), general)
        if standing is not None and standing.counts:
            able.add(keys[person.pk])
    rows = Appointment.objects.filter(
        account__in=assessors, standard=claim.standard_id, agreed_on__isnull=False
    )
    able |= {row.account_id for row in rows if row.context in ("", claim.context) and row.covers(today)}
    return frozenset(able)
