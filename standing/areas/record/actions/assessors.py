"""Who may assess what: appointments by two people, relationships declared, and how far an assessor has come."""

from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account, Person, RoleGrant
from standing.areas.people.permissions import active_grants, refusal, scope_of
from standing.areas.people.roles import Ability, Role
from standing.areas.record.models import Appointment, AssessorLevel, Relationship
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards.models import Standard
from standing.core.rules.days import add_months

LONGEST_MONTHS = 24
"""For how many months at most somebody is appointed to assess what they do not hold: then it is looked at again."""


def _of_account(*, account: Account, **_: object) -> str:
    return account.audit_name


def _of_its_account(**given: Any) -> str:
    row = given.get("appointment") or given["relationship"]
    return str(row.account.audit_name)


@writing()
@passes_guard(_of_account, why="Reason")
def propose_appointment(
    *, by: Actor, account: Account, standard: str, from_on: date, to_on: date, why: str, context: str = ""
) -> Appointment:
    """Put somebody forward to assess a standard they do not count in, until `to_on`, the first day it is over.

    It counts once another person has agreed. Raises `NotAllowed` for whoever may not appoint this assessor, or is the
    assessor, and `Refused` for what cannot be.
    """
    proposer = _somebody_else(by, account)
    check_can_over_assessor(by, Ability.APPOINT_ASSESSORS, account)
    _check_assesses(account)
    found = _standard(standard)
    if to_on <= max(from_on, clock.today()):
        raise Refused("The last day must be after the first, and not past already.", field="to_on")
    if to_on > add_months(from_on, LONGEST_MONTHS):
        raise Refused(
            f"An appointment lasts {LONGEST_MONTHS} months at most. Give an earlier end; it can be made again.",
            field="to_on",
        )
    row = Appointment.objects.create(
        account=account,
        standard=found,
        context=context.strip(),
        from_on=from_on,
        to_on=to_on,
        why=_reason(why),
        proposed_by=proposer,
        proposed_at=clock.now(),
    )
    _tell(by, "propose_appointment", row, {"from": from_on, "to": to_on, "why": row.why})
    return row


@writing()
def agree_appointment(*, by: Actor, appointment: Appointment) -> Appointment:
    """Agree to an appointment that somebody else has put forward: it counts from today, or from its first day."""
    row = _open(appointment)
    agreeing = _somebody_else(by, row.account)
    check_can_over_assessor(by, Ability.APPOINT_ASSESSORS, row.account)
    if agreeing.pk == row.proposed_by_id:
        raise NotAllowed("You have put this appointment forward. Two people appoint: ask another to agree.")
    if row.to_on <= clock.today():
        raise Refused("This appointment would be over already. Put forward another.")
    row.agreed_by, row.agreed_on, row.agreed_at = agreeing, clock.today(), clock.now()
    row.save(update_fields=["agreed_by", "agreed_on", "agreed_at"])
    _tell(by, "agree_appointment", row, {"counts_from": row.counts_from, "to": row.to_on})
    return row


@writing()
@passes_guard(_of_its_account, why="Reason")
def end_appointment(*, by: Actor, appointment: Appointment, why: str) -> Appointment:
    """Turn down an appointment that was put forward, or end one that counts: from today it does not."""
    row = _fresh(appointment)
    _somebody_else(by, row.account)
    check_can_over_assessor(by, Ability.APPOINT_ASSESSORS, row.account)
    if row.ended_on is not None or row.to_on <= clock.today():
        raise Refused("This appointment is over already. Reload the page to see how it stands.")
    row.ended_on, row.ended_at, row.ended_why = clock.today(), clock.now(), _reason(why)
    row.ended_by = by if isinstance(by, Account) else None
    row.save(update_fields=["ended_on", "ended_at", "ended_by", "ended_why"])
    action = "end_appointment" if row.agreed_on else "turn_down_appointment"
    _tell(by, action, row, {"why": row.ended_why})
    return row


@writing()
def declare_relationship(*, by: Actor, account: Account, person: Person) -> Relationship:
    """Declare that an account and a person are close: neither then judges the other. What they are is not kept.

    Somebody declares their own; whoever keeps assessors declares theirs for them.
    """
    declaring = _declaring(by, account, person)
    person = person.kept
    if account.person_id == person.pk:
        raise Refused("Choose somebody else: nobody judges themself anyway.", field="person")
    if Relationship.objects.filter(account=account, person=person, ended_on__isnull=True).exists():
        raise Refused(f"That you are close to {person.name} is declared already.", field="person")
    row = Relationship.objects.create(
        account=account,
        person=person,
        declared_by=declaring,
        declared_on=clock.today(),
        declared_at=clock.now(),
    )
    words = {"account": account.audit_name, "person": person.ref}
    record_event(by=by, action="declare_relationship", subject=row.subject, words=words)
    return row


@writing()
@passes_guard(_of_its_account, why="Reason")
def end_relationship(*, by: Actor, relationship: Relationship, why: str) -> Relationship:
    """Say that a relationship is over, or was declared by mistake. Ended by somebody else than the two: it was
    declared so that others could rely on it.
    """
    row = Relationship.objects.select_related("account", "person").get(pk=relationship.pk)
    check_can_end_relationship(by, row)
    if row.ended_on is not None:
        raise Refused("This was ended before. Reload the page.")
    row.ended_on, row.ended_at, row.ended_why = clock.today(), clock.now(), _reason(why)
    row.ended_by = by if isinstance(by, Account) else None
    row.save(update_fields=["ended_on", "ended_at", "ended_by", "ended_why"])
    words = {"account": row.account.audit_name, "person": row.person.ref, "why": row.ended_why}
    record_event(by=by, action="end_relationship", subject=row.subject, words=words)
    return row


@writing()
@passes_guard(_of_account, why="Reason")
def set_assessor_level(*, by: Actor, account: Account, level: str, why: str) -> AssessorLevel:
    """Say how far an assessor has come, from today: not qualified yet, new, or of long standing."""
    if isinstance(by, Account) and by.pk == account.pk:
        raise NotAllowed("Nobody says this of themself. Ask the workforce lead.")
    check_can_over_assessor(by, Ability.KEEP_ASSESSORS, account)
    _check_assesses(account)
    if level not in AssessorLevel.LEVELS:
        raise Refused("Choose how far the assessor has come.", field="level")
    row = AssessorLevel.objects.create(
        account=account,
        level=level,
        from_on=clock.today(),
        why=_reason(why),
        set_by=by if isinstance(by, Account) else None,
        set_at=clock.now(),
    )
    words = {"account": account.audit_name, "level": level, "why": row.why}
    record_event(by=by, action="set_assessor_level", subject=row.subject, words=words)
    return row


def check_can_end_relationship(by: Actor, relationship: Relationship) -> None:
    """Whoever keeps the assessors, and is neither of the two. Raises `NotAllowed`."""
    check_can_over_assessor(by, Ability.KEEP_ASSESSORS, relationship.account)
    if isinstance(by, Account) and (
        by.pk == relationship.account_id or by.person_id == relationship.person_id
    ):
        raise NotAllowed("Somebody else ends what you declared: ask the workforce lead.")


def check_can_over_assessor(by: Actor, ability: Ability, account: Account) -> None:
    """Whoever may do this of an assessor has the ability for the service, or for a unit that the assessor assesses in.
    Raises `NotAllowed`.
    """
    scope = scope_of(by, ability, clock.today())
    units = [grant.unit for grant in assessor_grants(account)]
    if scope.service or any(unit is not None and scope.covers(unit) for unit in units):
        return
    raise NotAllowed(refusal(by, ability))


def assessor_grants(account: Account) -> list[RoleGrant]:
    """The grants by which an account assesses today."""
    found = active_grants(clock.today()).filter(account=account, role=Role.ASSESSOR)
    return list(found.select_related("unit"))


def _check_assesses(account: Account) -> None:
    if not assessor_grants(account):
        raise Refused(
            f"{account.name} is no assessor. Ask an administrator to give them the role first.",
            field="account",
        )


def _somebody_else(by: Actor, account: Account) -> Account:
    if not isinstance(by, Account):
        raise NotAllowed("An appointment is made by two people, each by their own account.")
    if by.pk == account.pk:
        raise NotAllowed("Nobody appoints themself, or ends their own appointment. Ask two others.")
    return by


def _declaring(by: Actor, account: Account, person: Person) -> Account:
    if not isinstance(by, Account):
        raise NotAllowed("A relationship is declared by a person, by their own account.")
    if by.pk != account.pk:
        check_can_over_assessor(by, Ability.KEEP_ASSESSORS, account)
    return by


def _standard(standard: str) -> Standard:
    found = Standard.objects.filter(pk=standard).first()
    if found is None:
        raise Refused(f"There is no standard {standard}. Choose one of the catalogue.", field="standard")
    return found


def _fresh(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_related("account", "standard").get(pk=appointment.pk)


def _open(appointment: Appointment) -> Appointment:
    row = _fresh(appointment)
    if row.agreed_on is not None or row.ended_on is not None:
        raise Refused("This was settled before. Reload the page to see how.")
    return row


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("Say why: the reason stays with it.", field="why")
    return why.strip()


def _tell(by: Actor, action: str, row: Appointment, words: dict[str, object]) -> None:
    told = {"account": row.account.audit_name, "standard": row.standard_id, "context": row.context, **words}
    record_event(by=by, action=action, subject=row.subject, words=told)
