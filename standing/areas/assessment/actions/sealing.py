"""“This names someone”: a text is hidden from everybody at once, and the information-governance lead settles it.

Whoever may read it may say so; nobody has to be sure. The content leaves its row, so that no page, file or search can
show it. The fact stays: that there was something, of which kind and day. What was found is said by kind, not in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from standing.areas.assessment.actions.evidence import empty_evidence
from standing.areas.assessment.actions.moving import account_of
from standing.areas.assessment.models import (
    Appeal,
    AppealStage,
    ClaimDecision,
    Evidence,
    EvidenceFile,
    HeldDecision,
    Judgement,
    Sealed,
    SealedFile,
    Step,
)
from standing.areas.assessment.permissions import appeals_read, claims_read, evidence_read, held_read
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.audit.erasing import leave_no_copy
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed, check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused

OfAClaim = Step | Judgement | ClaimDecision
NeverEmpty = HeldDecision | Appeal | AppealStage
"""Rows that have to say something: what stands in the place of their words says that these are hidden."""
Hideable = Evidence | OfAClaim | NeverEmpty

INSTEAD = "Hidden: it may identify somebody"

TEXTS: Mapping[type[Hideable], tuple[str, ...]] = {
    Evidence: ("what", "kept_at", "authenticator", "agreement_kept_at"),
    Step: ("words",),
    Judgement: ("note",),
    ClaimDecision: ("plan", "why_old"),
    HeldDecision: ("ended_why",),
    Appeal: ("grounds",),
    AppealStage: ("words",),
}
"""The texts of each kind of row that somebody wrote about practice."""

BY_NAME: Mapping[str, type[Hideable]] = {
    "evidence": Evidence,
    "step": Step,
    "judgement": Judgement,
    "claim-decision": ClaimDecision,
    "held-decision": HeldDecision,
    "appeal": Appeal,
    "appeal-stage": AppealStage,
}
"""The kinds of row by the first part of their subject, as addresses name them."""


class Found(StrEnum):
    """What somebody saw, by kind."""

    NAME = "name"
    NUMBER = "number"
    BIRTH = "birth"
    PLACE = "place"
    TOGETHER = "together"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The kind as the page offers it."""
        return {
            Found.NAME: "A name",
            Found.NUMBER: "An NHS number or a hospital number",
            Found.BIRTH: "A date of birth",
            Found.PLACE: "An address or a postcode",
            Found.TOGETHER: "Details that together say who it is, without a name",
            Found.OTHER: "Something else",
        }[self]


def of_row(*, row: Hideable, **_: object) -> str:
    """How the audit trail names what a refused attempt was about."""
    return row.subject


def of_sealed(*, sealed: Sealed, **_: object) -> str:
    """How the audit trail names what a refused attempt was about."""
    return sealed.subject


@writing()
@tells_of_refusals(of_row)
def report_identifiable(*, by: Actor, row: Hideable, found: Found) -> Sealed:
    """Hide a text at once, as it may identify somebody who uses services. Raises `NotAllowed` for what one may not
    read, and `Refused` where it is hidden already or says nothing.
    """
    _check_may_read(by, row)
    kept = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    content = {name: getattr(kept, name) for name in TEXTS[type(kept)]}
    if INSTEAD in content.values() or getattr(kept, "hidden_at", None) is not None:
        raise Refused("This is hidden already. The information-governance lead has been told.")
    if not any(content.values()):
        raise Refused("There are no words here to hide.")
    same = _said_twice(kept)
    sealed = _seal(by, kept, content, found)
    for other in same:
        _seal(by, other, {name: getattr(other, name) for name in TEXTS[type(other)]}, found)
    return sealed


def _said_twice(row: Hideable) -> list[Hideable]:
    """Where else the very words are: why a decision on a claim was returned is with the decision and in the claim."""
    if isinstance(row, Step):
        return list(HeldDecision.objects.filter(claim=row.claim, ended_why=row.words))
    if isinstance(row, HeldDecision) and row.claim is not None:
        return list(Step.objects.filter(claim=row.claim, words=row.ended_why, hidden_at__isnull=True))
    return []


def _seal(by: Actor, kept: Hideable, content: Mapping[str, str], found: Found) -> Sealed:
    sealed = Sealed.objects.create(
        subject=kept.subject,
        person=_person_of(kept),
        content=content,
        said=found.value,
        found_by=account_of(by),
        found_at=clock.now(),
    )
    if isinstance(kept, Evidence):
        SealedFile.objects.bulk_create(_sealed_file(sealed, one) for one in kept.files.all())
        empty_evidence(kept)
    else:
        for name in content:
            setattr(kept, name, INSTEAD if isinstance(kept, NeverEmpty) else "")
    if not isinstance(kept, NeverEmpty):
        kept.hidden_at = clock.now()
    kept.save()
    record_event(by=by, action="report_identifiable", subject=kept.subject, words={"found": found.value})
    return sealed


@writing()
@tells_of_refusals(of_sealed)
def erase_sealed(*, by: Actor, sealed: Sealed) -> Sealed:
    """It does identify somebody: the content is erased for good. The fact that it was there stays."""
    kept = _to_settle(by, sealed)
    kept.files.all().delete()
    leave_no_copy()
    return _settle(by, kept, Sealed.ERASED, "erase_sealed")


@writing()
@tells_of_refusals(of_sealed)
def give_sealed_back(*, by: Actor, sealed: Sealed) -> Sealed:
    """It identifies nobody: the content goes back where it was, and is shown again to those who may read it."""
    kept = _to_settle(by, sealed)
    row = row_of(kept.subject)
    if isinstance(row, Evidence):
        EvidenceFile.objects.bulk_create(_file_again(row, one) for one in kept.files.all())
    kept.files.all().delete()
    for name, text in (kept.content or {}).items():
        setattr(row, name, text)
    if not isinstance(row, NeverEmpty):
        row.hidden_at = None
    row.save()
    return _settle(by, kept, Sealed.GIVEN_BACK, "give_sealed_back")


def row_of(subject: str) -> Hideable:
    """The row that a subject names. Raises `Refused` for one that is none."""
    name, _, key = subject.rpartition(":")
    model = BY_NAME.get(name)
    row = model._default_manager.filter(pk=key).first() if model and key.isdecimal() else None
    if row is None:
        raise Refused("There is nothing there to hide. Reload the page.")
    return row


def may_read(by: Actor, row: Hideable) -> bool:
    """Whether this account may read the texts of a row."""
    if isinstance(row, Evidence):
        return evidence_read(by).filter(pk=row.pk).exists()
    if isinstance(row, HeldDecision):
        return held_read(by).filter(pk=row.pk).exists()
    if isinstance(row, Appeal | AppealStage):
        appeal = row if isinstance(row, Appeal) else row.appeal
        return appeals_read(by).filter(pk=appeal.pk).exists()
    return claims_read(by).filter(pk=row.claim_id).exists()


def _check_may_read(by: Actor, row: Hideable) -> None:
    if not may_read(by, row):
        raise NotAllowed("You cannot hide this: it is not yours to read.")


def _person_of(row: Hideable) -> Person:
    if isinstance(row, Appeal | AppealStage):
        appeal = row if isinstance(row, Appeal) else row.appeal
        return appeal.decision.person
    return row.person if isinstance(row, Evidence | HeldDecision) else row.claim.person


def _to_settle(by: Actor, sealed: Sealed) -> Sealed:
    check_can(by, Ability.SETTLE_IDENTIFIABLE)
    kept = Sealed.objects.select_for_update(of=("self",)).select_related("person").get(pk=sealed.pk)
    if isinstance(by, Account) and by.person_id == kept.person.kept.pk:
        raise NotAllowed("This is about your own work. Ask another information-governance lead to settle it.")
    if kept.state != Sealed.WAITING:
        raise Refused("This was settled before. Reload the page.")
    return kept


def _settle(by: Actor, sealed: Sealed, state: str, action: str) -> Sealed:
    sealed.state, sealed.content = state, None
    sealed.settled_by, sealed.settled_at = account_of(by), clock.now()
    sealed.save()
    record_event(by=by, action=action, subject=sealed.subject, words={"found": sealed.said})
    return sealed


def _sealed_file(sealed: Sealed, one: EvidenceFile) -> SealedFile:
    return SealedFile(sealed=sealed, **_parts(one))


def _file_again(evidence: Evidence, one: SealedFile) -> EvidenceFile:
    return EvidenceFile(evidence=evidence, **_parts(one))


def _parts(one: EvidenceFile | SealedFile) -> dict[str, object]:
    names = ("name", "kind", "size", "sha256", "content", "added_at")
    return {name: getattr(one, name) for name in names}
