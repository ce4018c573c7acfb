"""A claim on an edition that was replaced goes on with a new one: its evidence goes along, and the old is closed."""

from __future__ import annotations

from collections.abc import Collection

from standing.areas.assessment.actions.claims import check_may_assess, make_claim, of_claim
from standing.areas.assessment.actions.moving import account_of, check_move, fresh, make_move
from standing.areas.assessment.models import Attachment, Claim
from standing.areas.assessment.transfers import ToTransfer, to_transfer
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.assessing.states import WORKING, Move, Party


@writing()
@tells_of_refusals(of_claim)
def transfer_claim(*, by: Actor, claim: Claim, targets: Collection[str]) -> list[Claim]:
    """Go on under new standards instead of the old one, which is withdrawn with that reason.

    Of each that the person does not work towards yet a claim is opened, with the same assessor where they may assess
    it, and with the evidence that is there: for the criteria that say word for word what it served. The evidence stays
    with the old claim too. Returns the new claims. Raises `Refused` where the claim is decided already, and as opening.
    """
    claim = fresh(claim)
    check_can_for_person(by, Ability.OPEN_CLAIM, claim.person)
    check_move(by, claim, Move.WITHDRAW)
    names = sorted(set(targets))
    found = Standard.objects.in_bulk(names)
    opened = [_begin(by, to_transfer(claim, found[name])) for name in names if not _is_worked_on(claim, name)]
    make_move(
        by=by,
        claim=claim,
        move=Move.WITHDRAW,
        action="transfer_claim",
        words=f"Transferred to {', '.join(names)}",
        said={"to": names, "claims": [one.subject for one in opened]},
    )
    return opened


def _is_worked_on(claim: Claim, standard: str) -> bool:
    states = [state.value for state in WORKING]
    about = {"person": claim.person.kept, "standard": standard, "context": claim.context}
    return Claim.objects.filter(**about, state__in=states).exists()


def _begin(by: Actor, one: ToTransfer) -> Claim:
    old = one.claim
    new = make_claim(by=by, person=old.person, standard=one.target.pk, context=old.context)
    new.assessor = _assessor_of(old)
    new.save(update_fields=["assessor"])
    for attachment, criteria in one.serves:
        made = Attachment.objects.create(
            claim=new, evidence=attachment.evidence, attached_at=clock.now(), attached_by=account_of(by)
        )
        made.criteria.set(criteria)
    if one.serves:
        pieces = [attachment.evidence_id for attachment, _ in one.serves]
        make_move(
            by=by,
            claim=new,
            move=Move.ATTACH,
            action="attach_evidence",
            words=f"With the evidence of the claim on {old.standard_id}",
            parties={Party.PRACTITIONER},
            said={
                "evidence": pieces,
                "criteria": sorted(c.number for c in one.criteria if c.pk in one.covered),
            },
        )
    return new


def _assessor_of(claim: Claim) -> Account | None:
    """Whoever assessed the old claim, if they may still decide about the person."""
    if claim.assessor is None:
        return None
    try:
        check_may_assess(claim.assessor, claim.person)
    except Refused:
        return None
    return claim.assessor
