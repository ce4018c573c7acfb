"""Evidence: one's own, what could serve a claim, one piece with where it serves, and its files."""

from __future__ import annotations

from dataclasses import dataclass

from standing.areas.assessment.models import Claim, CriteriaList, Evidence, EvidenceFile, Sealed
from standing.areas.assessment.permissions import claims_seen, evidence_read
from standing.areas.audit.actions import Actor
from standing.areas.people.merging import with_merged
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.record.selectors.people import NotFound
from standing.areas.standards.models import Standard


@dataclass(frozen=True)
class Piece:
    """A piece of evidence and the claims, of those its reader sees, that it serves."""

    row: Evidence
    claims: list[Claim]
    files: list[EvidenceFile]


def own_evidence(*, by: Actor) -> list[Evidence]:
    """All the evidence about oneself, the latest first."""
    person = getattr(by, "person", None)
    if person is None:
        return []
    return list(Evidence.objects.filter(with_merged(Person.objects.filter(pk=person.pk))))


def evidence_for(*, by: Actor, claim: Claim) -> list[Evidence]:
    """The evidence about the claim's person that this account may attach to it and is not attached yet."""
    about = with_merged(Person.objects.filter(pk=claim.person.kept.pk))
    rows = evidence_read(by).filter(about, hidden_at__isnull=True, withdrawn_at__isnull=True)
    return list(rows.exclude(attachments__claim=claim))


def evidence_by_key(*, by: Actor, key: int) -> Piece:
    """One piece with its content. Raises `NotFound` in the same words whether it is not there or out of sight."""
    rows = evidence_read(by).select_related("person", "signed_by", "witness")
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(f"There is no evidence {key} among what you can see.")
    claims = claims_seen(by).filter(attachments__evidence=row).select_related("standard")
    return Piece(row, list(claims), list(row.files.defer("content")))


def file_by_key(*, by: Actor, key: int) -> EvidenceFile:
    """A file of evidence that this account may read. Raises `NotFound`."""
    found = (
        EvidenceFile.objects.filter(pk=key, evidence__in=evidence_read(by))
        .select_related("evidence__person")
        .first()
    )
    if found is None:
        raise NotFound(f"There is no file {key} among what you can see.")
    return found


def sealed_to_settle(*, by: Actor) -> list[Sealed]:
    """What may identify somebody and waits to be settled, the longest waiting first; nothing about oneself."""
    if not can(by, Ability.SETTLE_IDENTIFIABLE):
        return []
    rows = Sealed.objects.filter(state=Sealed.WAITING).select_related("person", "found_by")
    own = getattr(by, "person_id", None)
    return list(rows.exclude(person=own) if isinstance(by, Account) and own else rows)


def sealed_by_key(*, by: Actor, key: int) -> Sealed:
    """One of those, with what it says. Raises `NotFound` or `NotAllowed`."""
    check_can(by, Ability.SETTLE_IDENTIFIABLE)
    for found in sealed_to_settle(by=by):
        if found.pk == key:
            return found
    raise NotFound("This was settled, or is not for you to settle.")


def criteria_lists(*, by: Actor) -> list[CriteriaList]:
    """Every list of criteria that was entered."""
    check_can(by, Ability.KEEP_CRITERIA)
    return list(CriteriaList.objects.select_related("standard").prefetch_related("criteria"))


def criteria_for(*, by: Actor, standard: Standard) -> CriteriaList | None:
    """The criteria of an edition, in use or as a draft; a draft only for those who keep criteria."""
    found = CriteriaList.objects.filter(standard=standard).select_related("standard").first()
    if found is not None and found.in_use_at is None and not can(by, Ability.KEEP_CRITERIA):
        return None
    return found
