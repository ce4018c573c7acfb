"""Changes that practice must reflect: put into force, withdrawn, signed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record import at_signing
from standing.areas.record.actions.door import Entry, append_facts, correct_facts
from standing.areas.record.loading import known, to_fact
from standing.areas.record.models import Change, FactRow, Signature
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.core.rules import facts


def _subject_of(*, subject: str, **_: object) -> str:
    return f"change:{subject}"


_of_change = tells_of_refusals(_subject_of)


@writing()
@_of_change
def issue_change(
    *,
    by: Actor,
    subject: str,
    version: int,
    title: str,
    standards: Collection[str],
    change_class: str,
    effective_on: date,
    what_changed: str = "",
    due_on: date | None = None,
    population: str = "",
) -> list[FactRow]:
    """Put a version of a subject into force for the standards it touches, from `effective_on`.

    Raises `BadFact`, `NotAllowed` or `Refused`; then nothing is written.
    """
    check_can(by, Ability.ISSUE_CHANGE)
    if not standards:
        raise Refused("A change needs at least one standard. Choose the standards it touches.")
    entries = [
        Entry(
            facts.Change(
                subject=subject,
                version=version,
                standard=standard,
                change_class=change_class,
                effective_on=effective_on,
                due_on=due_on,
                population=population,
            ),
            beside={"title": title, "what_changed": what_changed},
        )
        for standard in sorted(standards)
    ]
    return append_facts(by=by, entries=entries)


@writing()
@_of_change
@passes_guard(_subject_of, why="Reason")
def withdraw_change(*, by: Actor, subject: str, version: int, withdrawn_on: date, why: str) -> list[FactRow]:
    """From `withdrawn_on` the change asks nothing, wherever it was carried over to either. Raises as `issue_change`."""
    check_can(by, Ability.ISSUE_CHANGE)
    found = known_change(subject, version)
    sources = {row.pk for row in found}
    rows = [row for row in found if row.carried_from_id not in sources]  # those follow what they repeat
    entries = [
        Entry(
            replace(to_fact(row), withdrawn_on=withdrawn_on, recorded_on=None),
            source=row.source,
            beside={"title": row.title, "what_changed": row.what_changed},
        )
        for row in rows
    ]
    return correct_facts(by=by, rows=rows, entries=entries, why=why)


def known_change(subject: str, version: int) -> list[Change]:
    """The rows, one a standard, of a change known now. Raises `Refused` if there is no such change."""
    rows = list(known(Change.objects.filter(subject=subject, version=version), None).order_by("standard"))
    if not rows:
        raise Refused(f"There is no version {version} of {subject} in force. Reload the page to see what is.")
    return rows


@writing()
@_of_change
def sign_change(*, by: Actor, person: Person, subject: str, version: int) -> Signature:
    """The person has read this version and signs it, today. Only they can.

    Raises `NotAllowed` for anyone else and `Refused` if it is not there, is signed already, or has a question that
    they have not answered rightly.
    """
    check_can_for_person(by, Ability.SIGN_CHANGE, person)
    known_change(subject, version)
    signed = known(Signature.objects.filter(person=person, subject=subject, version__gte=version), None)
    earlier = signed.order_by("signed_on").first()
    if earlier is not None:
        raise Refused(
            f"You signed version {earlier.version} of {subject} on {earlier.signed_on.isoformat()}. "
            "There is nothing more to sign."
        )
    at_signing.check_answered(person, subject, version)
    fact = facts.Signature(person=person.ref, subject=subject, version=version, signed_on=clock.today())
    (row,) = append_facts(by=by, entries=[Entry(fact)])
    assert isinstance(row, Signature)
    at_signing.tell_signed(by, row)
    return row
