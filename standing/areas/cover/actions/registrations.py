"""Professional registrations: recorded by somebody who looked them up, renewed, given up, put right. Not one's own."""

from __future__ import annotations

from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.cover.models import Registration
from standing.areas.cover.permissions import check_can_register
from standing.areas.guarding import passes_guard
from standing.areas.people.merging import following
from standing.areas.people.models import Account, Person
from standing.areas.refusals import Refused
from standing.core.rules import registering

LONGEST_REASON = 300


@writing()
def record_registration(
    *, by: Actor, person: Person, body: str, number: str, from_on: date, expires_on: date, checked_on: date
) -> Registration:
    """Record what a body's register says of somebody, as it was looked up on a day: a first entry or a renewal.

    Raises `NotAllowed`; `BadFact` for a number of another shape or days that cannot be; `Refused` for one that begins
    on a day on which one begins already, or for a number that is another person's.
    """
    check_can_register(by, person)
    person = person.kept
    number = registering.read_number(body, number)
    registering.Registration(body, from_on, expires_on)
    if checked_on > clock.today():
        raise Refused("The day it was looked up cannot be after today.", field="checked_on")
    _check_theirs(person, body, number)
    if any(row.from_on == from_on for row in _entries(person, body)):
        raise Refused(
            f"{person.name} has an entry of this body from that day. Take that one back, if it is wrong.",
            field="from_on",
        )
    row = Registration.objects.create(
        person=person,
        body=body,
        number=number,
        from_on=from_on,
        expires_on=expires_on,
        checked_on=checked_on,
        recorded_at=clock.now(),
        recorded_by=_account(by),
    )
    words = {
        "person": person.ref,
        "body": body,
        "number": number,
        "from": from_on,
        "until": expires_on,
        "looked up on": checked_on,
    }
    record_event(by=by, action="record_registration", subject=row.subject, words=words)
    return row


@writing()
@passes_guard(lambda **given: given["registration"].subject, why="Reason")
def give_up_registration(*, by: Actor, registration: Registration, on: date, why: str) -> Registration:
    """From a day somebody's work needs a registration no more, so that its lapse keeps them out of no cover. Raises
    `NotAllowed`, and `Refused` without a reason.
    """
    check_can_register(by, registration.person)
    _check_reason(why)
    if _still(registration).given_up_on is not None:
        raise Refused("It is given up already.")
    if on < registration.from_on:
        raise Refused("It begins after that day.", field="on")
    Registration.objects.filter(pk=registration.pk).update(given_up_on=on, given_up_why=why.strip())
    _tell(by, "give_up_registration", registration, {"on": on.isoformat(), "why": why.strip()})
    return Registration.objects.get(pk=registration.pk)


@writing()
@passes_guard(lambda **given: given["registration"].subject, why="What was wrong")
def retract_registration(*, by: Actor, registration: Registration, why: str) -> None:
    """Take back an entry that was wrong. Raises `NotAllowed`, and `Refused` without a reason."""
    check_can_register(by, registration.person)
    _check_reason(why)
    _still(registration)
    Registration.objects.filter(pk=registration.pk).update(
        retracted_at=clock.now(), retracted_by=_account(by), retracted_why=why.strip()
    )
    _tell(by, "retract_registration", registration, {"why": why.strip()})


def _entries(person: Person, body: str) -> list[Registration]:
    of = following().origins([person.pk])
    return list(Registration.objects.filter(person__in=of, body=body, retracted_at__isnull=True))


def _check_theirs(person: Person, body: str, number: str) -> None:
    """One number is one person's. Whose it is, is not said."""
    of = following().origins([person.pk])
    held = Registration.objects.filter(body=body, number=number, retracted_at__isnull=True)
    if held.exclude(person__in=of).exists():
        raise Refused(
            f"{number} is recorded for somebody else. Check it; if it is theirs, ask the workforce lead.",
            field="number",
        )


def _check_reason(why: str) -> None:
    if not why.strip():
        raise Refused("Say why.", field="why")
    if len(why.strip()) > LONGEST_REASON:
        raise Refused(f"The reason must be {LONGEST_REASON} characters or fewer.", field="why")


def _still(registration: Registration) -> Registration:
    found = Registration.objects.filter(pk=registration.pk, retracted_at__isnull=True).first()
    if found is None:
        raise Refused("It was taken back already.")
    return found


def _tell(by: Actor, action: str, row: Registration, words: dict[str, str]) -> None:
    told = {"person": row.person.kept.ref, "body": row.body, "number": row.number, **words}
    record_event(by=by, action=action, subject=row.subject, words=told)


def _account(by: Actor) -> Account | None:
    return by if isinstance(by, Account) else None
