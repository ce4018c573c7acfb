"""Who sees what is sent to whom: a row of the table of `people.roles`. Everybody sees what was sent to themself."""

from __future__ import annotations

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability


def check_can_see_messages(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may see what is sent to whom."""
    check_can(by, Ability.SEE_MESSAGES)


def can_see_messages(by: Actor) -> bool:
    """Whether the account may see what is sent to whom, and why."""
    return can(by, Ability.SEE_MESSAGES)


def can_see_texts(by: Actor) -> bool:
    """Whether the account may read the messages to others: they name standards of a record, which not everybody who
    keeps the service running may see.
    """
    return can_see_messages(by) and can(by, Ability.SEE_RECORD)
