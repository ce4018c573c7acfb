"""Issuing statements."""

from __future__ import annotations

import secrets

from standing.areas.assessment.actions.certifying import note_statement
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.credentials.models import Statement
from standing.areas.credentials.permissions import check_can_issue
from standing.areas.credentials.saying import decision_behind, words_of
from standing.areas.people.models import Account, Person
from standing.areas.record.selectors.records import pair_in_full

__all__ = ["issue_statement"]

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs that are not taken for one another when they are read aloud: no 0 and O, no 1 and I."""


@writing()
def issue_statement(*, by: Actor, person: Person, standard: str, context: str = "") -> Statement:
    """State that a person meets a standard today, as the record says. Issued again, it is another statement.

    Raises `NotAllowed`, or `Refused` where there is nothing to state.
    """
    check_can_issue(by, person)
    found = pair_in_full(by=by, person=person, standard=standard, context=context, at=clock.today())
    decision = decision_behind(found.pair)
    statement = Statement.objects.create(
        code=_new_code(),
        person=person,
        standard=found.pair.standard,
        context=context,
        decision=decision,
        said={"name": person.name, "ref": person.ref, **words_of(found.pair, decision)},
        issued_on=clock.today(),
        issued_at=clock.now(),
        issued_by=by if isinstance(by, Account) else None,
    )
    record_event(
        by=by,
        action="issue_statement",
        subject=statement.subject,
        words={"person": person.ref, "standard": standard, "context": context, "decision": decision.pk},
    )
    note_statement(by=by, decision=decision, code=statement.code)
    return statement


def _new_code() -> str:
    """Twelve signs out of 32, drawn at random, in threes of four: nobody guesses one (60 bits)."""
    signs = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"
