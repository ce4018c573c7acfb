"""Who may look at revisions, change a crosswalk, and approve one: three rows of the table of `people.roles`."""

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability


def check_can_see_revisions(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may look at revisions."""
    check_can(by, Ability.SEE_REVISIONS)


def check_can_edit_crosswalks(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may change a crosswalk."""
    check_can(by, Ability.EDIT_CROSSWALKS)


def can_edit_crosswalks(by: Actor) -> bool:
    """Whether the account may change a crosswalk."""
    return can(by, Ability.EDIT_CROSSWALKS)


def check_can_approve_crosswalks(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may be one of the two who approve."""
    check_can(by, Ability.APPROVE_CROSSWALKS)


def can_approve_crosswalks(by: Actor) -> bool:
    """Whether the account may be one of the two who approve."""
    return can(by, Ability.APPROVE_CROSSWALKS)
