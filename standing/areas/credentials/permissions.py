"""Who issues a statement about whom, and who sees one: whoever may see the record it was taken from."""

from __future__ import annotations

from standing.areas.audit.actors import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.permissions import can_for_person, check_can_for_person


def check_can_issue(by: Actor, person: Person) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may issue statements about the person."""
    check_can_for_person(by, Ability.ISSUE_STATEMENT, person)


def can_issue(by: Actor, person: Person) -> bool:
    """Whether the account may issue statements about the person."""
    return can_for_person(by, Ability.ISSUE_STATEMENT, person)


def can_see(by: Actor, person: Person) -> bool:
    """Whether the account may see statements about the person: they say what the record said."""
    return can_for_person(by, Ability.SEE_RECORD, person)
