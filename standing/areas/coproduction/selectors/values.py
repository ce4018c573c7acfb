"""A line of a profile and a statement about one, to be written about."""

from __future__ import annotations

from standing.areas.audit.actions import Actor
from standing.areas.coproduction.actions.values import check_can_speak
from standing.areas.coproduction.models import ValuesStatement
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import ProfileLine
from standing.areas.record.selectors.people import NotFound


def line_by_number(*, by: Actor, number: int) -> ProfileLine:
    """A line of a profile. Raises `NotFound`."""
    check_can(by, Ability.SEE_PROFILES)
    found = ProfileLine.objects.select_related("version__profile", "standard").filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such line in a profile.")
    return found


def statement_by_number(*, by: Actor, number: int) -> ValuesStatement:
    """A statement that this account may take back. Raises `NotFound`, and `NotAllowed`."""
    rows = ValuesStatement.objects.select_related("constituency", "profile")
    found = rows.filter(pk=number, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such thing said of a line.")
    check_can_speak(by, found.constituency)
    return found
