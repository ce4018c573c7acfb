"""Restricted practice: set, looked at again, ended. By a person, always: nothing sets one of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from standing.areas.audit.actions import Actor, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import about_person, passes_guard
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.door import Entry, append_facts, correct_facts
from standing.areas.record.models import Restriction
from standing.areas.record.permissions import check_can_for_person
from standing.areas.record.restrictions import RestrictedPractice
from standing.areas.refusals import Refused


def _of_row(*, restriction: Restriction, **_: object) -> str:
    return restriction.name


@writing()
@tells_of_refusals(about_person)
@passes_guard(about_person, limits="Limits", reason="Reason")
def restrict_practice(
    *,
    by: Actor,
    person: Person,
    from_on: date,
    limits: str,
    reason: str,
    review_on: date,
    standard: str = "",
    to_on: date | None = None,
) -> Restriction:
    """Limit what a person does, for a standard or for all, from a day. Their standing stays as it is.

    Raises `NotAllowed`, `BadFact`, `MayIdentify`, or `Refused` without a reason.
    """
    check_can_for_person(by, Ability.RESTRICT, person)
    if not reason.strip():
        raise Refused("Say why: the reason stays with it, and few can read it.", field="reason")
    fact = RestrictedPractice(person.ref, from_on, to_on, standard, limits.strip(), review_on)
    (row,) = append_facts(by=by, entries=[Entry(fact, beside={"reason": reason.strip()})])
    assert isinstance(row, Restriction)
    return row


@writing()
@tells_of_refusals(_of_row)
@passes_guard(_of_row, why="What the review found")
def review_restriction(*, by: Actor, restriction: Restriction, review_on: date, why: str) -> Restriction:
    """The restriction was looked at and goes on: the day on which it is looked at again. Raises as the others do."""
    check_can_for_person(by, Ability.RESTRICT, restriction.person)
    if review_on <= restriction.review_on:
        raise Refused(
            f"It was to be looked at by {restriction.review_on:%-d %B %Y}. Choose a later day.",
            field="review_on",
        )
    return _instead(by, restriction, why, review_on=review_on)


@writing()
@tells_of_refusals(_of_row)
@passes_guard(_of_row, why="Reason")
def end_restriction(*, by: Actor, restriction: Restriction, to_on: date, why: str) -> Restriction:
    """The last day of the restriction is the day before `to_on`. Raises as the others do."""
    check_can_for_person(by, Ability.RESTRICT, restriction.person)
    return _instead(by, restriction, why, to_on=to_on)


def _instead(by: Actor, row: Restriction, why: str, **changed: Any) -> Restriction:
    stated = RestrictedPractice(
        row.person.ref, row.from_on, row.to_on, row.standard_id or "", row.limits, row.review_on
    )
    fact = replace(stated, **changed)
    entry = Entry(fact, source=row.source, beside={"reason": row.reason})
    (instead,) = correct_facts(by=by, rows=[row], entries=[entry], why=why)
    assert isinstance(instead, Restriction)
    return instead
