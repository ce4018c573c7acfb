"""Who may bring in a spreadsheet: a row of the table of `people.roles`."""

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability


def check_can_import(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may bring in a spreadsheet."""
    check_can(by, Ability.IMPORT_RECORDS)


def can_import(by: Actor) -> bool:
    """Whether the account may bring in a spreadsheet."""
    return can(by, Ability.IMPORT_RECORDS)
