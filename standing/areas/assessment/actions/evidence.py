"""Evidence: signed by whoever adds it, attached to claims and their criteria, and taken back by whoever gave it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from standing.areas.assessment.actions.claims import checked_context, of_claim, of_person
from standing.areas.assessment.actions.moving import account_of, check_move, fresh, make_move
from standing.areas.assessment.actions.writing_about import Answer, check_text
from standing.areas.assessment.files import SentFile, checked_files
from standing.areas.assessment.models import Attachment, Claim, Criterion, Evidence, EvidenceFile
from standing.areas.assessment.permissions import (
    check_can_add_evidence,
    claims_read,
    evidence_read,
    parties_of,
)
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.people.checks import checked_text
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.refusals import Refused
from standing.core.assessing.evidence import ASKS_AGREEMENT, MUST_AGREE, Agreement, Kind, signed_digest
from standing.core.assessing.states import Move, Party

LONGEST_WHAT = 4000


@dataclass(frozen=True)
class Pointer:
    """What is said of a piece of evidence: what it shows, of which day, where it is kept, who can vouch for it."""

    kind: Kind
    what: str
    made_on: date
    kept_at: str
    authenticator: str
    witness_email: str = ""
    context: str = ""
    agreement: str = ""
    agreement_kept_at: str = ""


@writing()
@tells_of_refusals(of_person)
def add_evidence(
    *,
    by: Actor,
    person: Person,
    pointer: Pointer,
    claim: Claim | None = None,
    criteria: Collection[Criterion] = (),
    files: Sequence[SentFile] = (),
    answer: Answer | None = None,
) -> Evidence:
    """Add a piece of evidence about a person, signed by whoever adds it, and attach it to a claim if one is named.

    Raises `MayIdentify` where its words or files may identify somebody and the author has not said what it is;
    `Refused` without agreement where that is needed, and for what the service does not allow; `NotAllowed`.
    """
    person = person.kept
    check_can_add_evidence(by, person, claim)
    row = checked_evidence(by, person, pointer)
    kept = checked_files(files)
    texts = {
        "what": ("What it shows", row.what),
        "kept_at": ("Where it is kept", row.kept_at),
        "authenticator": ("Who can authenticate it", row.authenticator),
        "context": ("Context", row.context),
        "agreement_kept_at": ("Where the agreement is recorded", row.agreement_kept_at),
    }
    checked = check_text(texts, answer, [(one.name, one.content) for one in kept])
    row.save(force_insert=True)
    EvidenceFile.objects.bulk_create(
        EvidenceFile(
            evidence=row,
            name=one.name,
            kind=one.kind,
            size=len(one.content),
            sha256=one.sha256,
            content=one.content,
            added_at=clock.now(),
        )
        for one in kept
    )
    checked.keep(by, row.subject)
    words = {
        "person": person.ref,
        "kind": row.kind,
        "made_on": row.made_on,
        "digest": row.digest,
        "files": [one.sha256 for one in kept],
        **checked.said,
    }
    record_event(by=by, action="add_evidence", subject=row.subject, words=words)
    if claim is not None:
        attach_evidence(by=by, claim=claim, evidence=row, criteria=criteria)
    return row


def checked_evidence(by: Actor, person: Person, pointer: Pointer) -> Evidence:
    """A piece of evidence as it is said to be, signed and not saved yet. Raises `Refused`."""
    if pointer.made_on > clock.today():
        raise Refused("The day of the evidence is in the future. Give the day it was made.", field="made_on")
    what = pointer.what.strip()
    if not what:
        raise Refused("Say what it shows, without naming anybody who uses services.", field="what")
    if len(what) > LONGEST_WHAT:
        raise Refused(
            f"Shorten what it shows: it has {len(what):,} characters, and {LONGEST_WHAT:,} fit.", field="what"
        )
    _check_agreement(pointer)
    row = Evidence(
        person=person,
        kind=pointer.kind.value,
        what=what,
        made_on=pointer.made_on,
        kept_at=checked_text(
            pointer.kept_at, field="kept_at", what="where the record of it is kept", longest=300
        ),
        authenticator=checked_text(
            pointer.authenticator, field="authenticator", what="who can authenticate it"
        ),
        witness=_witness(person, pointer.witness_email),
        context=checked_context(pointer.context),
        agreement=pointer.agreement,
        agreement_kept_at=pointer.agreement_kept_at.strip(),
        signed_by=account_of(by),
        signed_at=clock.now(),
    )
    row.digest = digest_of(row)
    return row


def digest_of(row: Evidence) -> str:
    """What stands for all that was signed of a piece of evidence."""
    names = ("kind", "what", "kept_at", "authenticator", "context", "agreement", "agreement_kept_at")
    parts = {name: str(getattr(row, name)) for name in names}
    parts |= {
        "person": str(row.person_id),
        "made_on": row.made_on.isoformat(),
        "signed_by": str(row.signed_by_id),
        "signed_at": row.signed_at.astimezone(UTC).isoformat(),
    }
    return signed_digest(parts)


def _check_agreement(pointer: Pointer) -> None:
    kind = pointer.kind
    if kind not in ASKS_AGREEMENT:
        return
    if kind in MUST_AGREE and pointer.agreement != Agreement.GIVEN:
        raise Refused(
            "Feedback can only be used where the person who gave it agreed. Ask them first.",
            field="agreement",
        )
    if pointer.agreement not in set(Agreement):
        raise Refused("Say whether anybody who uses services was there, and agreed.", field="agreement")
    if pointer.agreement == Agreement.GIVEN:
        checked_text(
            pointer.agreement_kept_at,
            field="agreement_kept_at",
            what="where their agreement is recorded: their words are kept there, never here",
            longest=300,
        )


def _witness(person: Person, email: str) -> Account | None:
    if not email.strip():
        return None
    found = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise Refused(
            "Nobody signs in here with that email address. Check it, or leave it empty and give their name and post.",
            field="witness_email",
        )
    if found.person_id == person.pk:
        raise Refused(
            "Somebody else has to authenticate it: nobody vouches for themself.", field="witness_email"
        )
    return found


@writing()
@tells_of_refusals(of_claim)
def attach_evidence(
    *, by: Actor, claim: Claim, evidence: Evidence, criteria: Collection[Criterion] = ()
) -> Attachment:
    """Let a piece of evidence serve a claim, for these criteria; attached already, it serves these and no others.

    The person whose claim it is does so, or its assessor. Raises `Refused` for evidence that is not there any more, is
    about somebody else, or names a criterion of another standard.
    """
    claim = fresh(claim)
    move, parties = Move.ATTACH, parties_of(by, claim)
    check_move(by, claim, move, parties)
    signed_it = evidence.signed_by_id is not None and evidence.signed_by == account_of(by)
    if not signed_it and not evidence_read(by).filter(pk=evidence.pk).exists():
        raise NotAllowed("You cannot use this evidence: it is not yours, nor of a claim you assess.")
    if evidence.person.kept.pk != claim.person.kept.pk:
        raise Refused("This evidence is about somebody else.")
    if not evidence.is_there:
        raise Refused("This evidence is hidden or was taken back. Choose another piece.")
    _check_criteria(claim, criteria)
    attachment = claim.attachments.filter(evidence=evidence).first()
    new = attachment is None
    if attachment is None:
        attachment = Attachment.objects.create(
            claim=claim, evidence=evidence, attached_at=clock.now(), attached_by=account_of(by)
        )
    if criteria or not new:
        attachment.criteria.set(criteria)
    numbers = sorted(one.number for one in criteria)
    make_move(
        by=by,
        claim=claim,
        move=move,
        action="attach_evidence" if new else "change_what_evidence_serves",
        words=_served(numbers),
        parties=parties,
        said={"evidence": evidence.pk, "criteria": numbers},
    )
    return attachment


def _served(numbers: Sequence[str]) -> str:
    return f"For {', '.join(numbers)}" if numbers else ""


def _check_criteria(claim: Claim, criteria: Collection[Criterion]) -> None:
    wrong = [one.number for one in criteria if one.list.standard_id != claim.standard_id]
    if wrong:
        raise Refused(f"{', '.join(wrong)}: no criterion of {claim.standard_id}.", field="criteria")


@writing()
@tells_of_refusals(of_claim)
def detach_evidence(*, by: Actor, claim: Claim, evidence: Evidence) -> None:
    """Take a piece of evidence off a claim. It stays, and can serve others."""
    claim = fresh(claim)
    check_move(by, claim, Move.DETACH)
    attachment = claim.attachments.filter(evidence=evidence).first()
    if attachment is None:
        raise Refused("This evidence is not attached to the claim. Reload the page.")
    attachment.delete()
    make_move(by=by, claim=claim, move=Move.DETACH, action="detach_evidence", said={"evidence": evidence.pk})


def of_evidence(*, evidence: Evidence, **_: object) -> str:
    """How the audit trail names the evidence that a refused attempt was about."""
    return evidence.subject


@writing()
@tells_of_refusals(of_evidence)
def withdraw_feedback(*, by: Actor, evidence: Evidence) -> Evidence:
    """The person who gave feedback takes it back: its content is gone at once and for good, and serves no claim.

    That it was given, of which day, and where it had served stays. Done by the person it is about, or the assessor of a
    claim it serves, for whoever gave it. Raises `Refused` for anything but feedback.
    """
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("person").get(pk=evidence.pk)
    _check_may_withdraw(by, evidence)
    if evidence.kind != Kind.FEEDBACK.value:
        raise Refused("Only feedback is taken back by whoever gave it.")
    if evidence.withdrawn_at is not None:
        raise Refused("This feedback was taken back before.")
    if evidence.hidden_at is not None:
        raise Refused("This feedback is hidden. The information-governance lead settles it.")
    empty_evidence(evidence)
    evidence.withdrawn_at = clock.now()
    evidence.save()
    claims = sorted(evidence.attachments.values_list("claim", flat=True))
    record_event(
        by=by,
        action="withdraw_feedback",
        subject=evidence.subject,
        words={"served": [f"worked-claim:{key}" for key in claims]},
    )
    return evidence


def _check_may_withdraw(by: Actor, evidence: Evidence) -> None:
    if not isinstance(by, Account) or by.person_id == evidence.person.kept.pk:
        return
    assessed = [
        claim
        for claim in claims_read(by).filter(attachments__evidence=evidence)
        if Party.ASSESSOR in parties_of(by, claim)
    ]
    if not assessed:
        raise NotAllowed("You cannot take this feedback back. Ask the person it is about, or their assessor.")


def empty_evidence(evidence: Evidence) -> None:
    """Take the content away from a piece of evidence, and its files. The row itself is for the caller to save."""
    for name in ("what", "kept_at", "authenticator", "agreement_kept_at"):
        setattr(evidence, name, "")
    evidence.files.all().delete()
