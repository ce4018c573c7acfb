"""Statements, for whoever may see the record they were taken from."""

from __future__ import annotations

from django.db.models import QuerySet

from standing.areas.credentials.models import Statement
from standing.areas.credentials.permissions import can_see
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.permissions import check_can_for_person
from standing.areas.record.selectors.people import NotFound


def statements_of(*, by: Account, person: Person, standard: str, context: str) -> QuerySet[Statement]:
    """The statements that were issued of a pair, newest first. Raises `NotAllowed`."""
    check_can_for_person(by, Ability.SEE_RECORD, person)
    rows = Statement.objects.filter(person=person, standard=standard, context=context)
    return rows.select_related("issued_by", "standard")


def statement_by_code(*, by: Account, code: str) -> Statement:
    """A statement. Raises `NotFound` in the same words whether there is none or it is out of sight."""
    found = Statement.objects.select_related("person", "standard", "issued_by").filter(code=code).first()
    if found is None or not can_see(by, found.person.kept):
        raise NotFound(
            f"There is no statement {code} about the people you can see. Check each sign of the code. If you are "
            "asked to check a statement about somebody else, their workforce lead can."
        )
    return found


def typed(code: str) -> str:
    """A code as it is written, however it was typed: small letters, without its dashes, with spaces."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))
