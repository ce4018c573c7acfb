"""A claim opened, allocated, submitted, taken back, withdrawn: everything before and beside its assessment."""

from __future__ import annotations

from datetime import date

from standing.areas.assessment.actions.moving import (
    account_of,
    add_step,
    check_move,
    fresh,
    make_move,
    open_fact,
)
from standing.areas.assessment.actions.writing_about import Answer, check_text
from standing.areas.assessment.models import Claim
from standing.areas.assessment.permissions import parties_of
from standing.areas.assessment.working import under_way
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.editions import check_may_begin
from standing.areas.record.models import RefreshRule
from standing.areas.record.permissions import can_for_person, check_can_for_person
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.assessing.states import Move, State

LONGEST_CONTEXT = 100


def of_person(*, person: Person, **_: object) -> str:
    """How the audit trail names whom a refused attempt was about."""
    return f"person:{person.ref}"


def of_claim(*, claim: Claim, **_: object) -> str:
    """How the audit trail names the claim that a refused attempt was about."""
    return claim.subject


@writing()
@tells_of_refusals(of_person)
def open_claim(
    *, by: Actor, person: Person, standard: str, context: str = "", assessor: Account | None = None
) -> Claim:
    """Somebody begins to work towards a standard: they say so, or somebody who manages them.

    A manager may say at once who assesses it. Raises `NotAllowed`, and `Refused` where they work towards it already,
    or nobody could decide it as the standard has no refresh rule.
    """
    check_can_for_person(by, Ability.OPEN_CLAIM, person)
    claim = make_claim(by=by, person=person, standard=standard, context=context)
    if assessor is not None:
        return allocate_claim(by=by, claim=claim, assessor=assessor)
    return claim


def make_claim(
    *,
    by: Actor,
    person: Person,
    standard: str,
    context: str,
    at_session: bool = False,
    opened_on: date | None = None,
) -> Claim:
    """A claim with its first step, whoever may. Raises `Refused`."""
    person, context = person.kept, checked_context(context)
    found = Standard.objects.filter(pk=standard).first()
    if found is None:
        raise Refused(f"There is no standard {standard}. Search the catalogue for it.", field="standard")
    if not RefreshRule.objects.filter(standard=found, retracted_on__isnull=True).exists():
        raise Refused(
            f"{standard} has no refresh rule, so no decision could be made on it. "
            "Ask the workforce lead to set one under Refresh rules first.",
            field="standard",
        )
    if not at_session:
        check_may_begin(standard, opened_on or clock.today())
    if under_way([person], standard, context).exists():
        raise Refused(
            f"{person.name} works towards {standard} already. Go on with that claim.", field="standard"
        )
    claim = Claim(
        person=person,
        standard=found,
        context=context,
        state=State.PLANNED.value,
        since=clock.now(),
        opened_on=opened_on or clock.today(),
        opened_by=account_of(by),
        at_session=at_session,
    )
    claim.fact = open_fact(by, claim)
    claim.save(force_insert=True)
    add_step(by=by, claim=claim, move=None, before=None)
    words = {"person": person.ref, "standard": standard, "context": context}
    record_event(by=by, action="open_claim", subject=claim.subject, words=words)
    return claim


def checked_context(context: str) -> str:
    """A context as it is compared: spaces made single. Raises `Refused` for one that is too long."""
    kept = " ".join(context.split())
    if len(kept) > LONGEST_CONTEXT:
        raise Refused(
            f"Shorten the context: it has {len(kept)} characters, and {LONGEST_CONTEXT} fit.", field="context"
        )
    return kept


@writing()
@tells_of_refusals(of_claim)
def allocate_claim(*, by: Actor, claim: Claim, assessor: Account) -> Claim:
    """Say who assesses a claim: somebody who may record decisions about the person, and is not them.

    One that is being assessed, or was returned, waits for the new assessor from the beginning of the assessment.
    Whether the assessor is independent enough is asked when they decide.
    """
    claim = fresh(claim)
    check_may_assess(assessor, claim.person)
    if claim.assessor_id == assessor.pk:
        raise Refused(f"{assessor.name} assesses this claim already.", field="assessor")
    move = Move.ASSESS_AGAIN if claim.at is State.OVERTURNED else Move.ALLOCATE
    words = {
        "assessor": assessor.audit_name,
        "instead_of": claim.assessor.audit_name if claim.assessor else None,
    }
    make_move(
        by=by,
        claim=claim,
        move=move,
        action="allocate_claim",
        words=f"To {assessor.name}",
        said=words,
        assessor=assessor,
    )
    return claim


def check_may_assess(assessor: Account, person: Person) -> None:
    """Raises `Refused`, about `assessor`, unless that account may record decisions about the person."""
    if assessor.person_id is not None and assessor.person_id == person.kept.pk:
        raise Refused("Nobody assesses themself. Choose somebody else.", field="assessor")
    if not can_for_person(assessor, Ability.RECORD_DECISION, person):
        raise Refused(
            f"{assessor.name} may not record decisions about {person.name}. Choose an assessor whose units they work "
            "in.",
            field="assessor",
        )


@writing()
@tells_of_refusals(of_claim)
def submit_claim(*, by: Actor, claim: Claim) -> Claim:
    """The practitioner hands the claim in: from now on it waits for its assessor.

    Raises `Refused` where no evidence is attached.
    """
    claim = fresh(claim)
    parties = parties_of(by, claim)
    check_move(by, claim, Move.SUBMIT, parties)
    there = claim.attachments.filter(evidence__hidden_at__isnull=True, evidence__withdrawn_at__isnull=True)
    number = there.count()
    if not number:
        raise Refused("Attach some evidence first: there is nothing to assess yet.")
    said = {"evidence": number}
    make_move(by=by, claim=claim, move=Move.SUBMIT, action="submit_claim", parties=parties, said=said)
    return claim


@writing()
@tells_of_refusals(of_claim)
def take_back_claim(*, by: Actor, claim: Claim) -> Claim:
    """The practitioner takes a submitted claim back to change it, as long as the assessor has not begun."""
    claim = fresh(claim)
    make_move(by=by, claim=claim, move=Move.TAKE_BACK, action="take_back_claim")
    return claim


@writing()
@tells_of_refusals(of_claim)
def go_on_with_claim(*, by: Actor, claim: Claim) -> Claim:
    """After a “not yet”, the practitioner goes on collecting, by the plan. Judgements made before stay to be read and
    are made again when it is assessed again.
    """
    claim = fresh(claim)
    make_move(by=by, claim=claim, move=Move.GO_ON, action="go_on_with_claim")
    return claim


@writing()
@tells_of_refusals(of_claim)
def withdraw_claim(*, by: Actor, claim: Claim, why: str, answer: Answer | None = None) -> Claim:
    """The work towards the standard stops before a decision. The evidence stays, and can serve another claim."""
    claim = fresh(claim)
    if not why.strip():
        raise Refused("Say why the claim is withdrawn: the reason stays with it.", field="why")
    checked = check_text({"why": ("Reason", why)}, answer)
    step = make_move(by=by, claim=claim, move=Move.WITHDRAW, action="withdraw_claim", words=why)
    checked.keep(by, step.subject)
    return claim
