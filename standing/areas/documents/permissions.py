"""Who issues job descriptions and keeps their template. Whoever may look at profiles may read what came of them."""

from __future__ import annotations

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability


def check_can_see(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may read documents."""
    check_can(by, Ability.SEE_PROFILES)


def check_can_issue(by: Actor) -> None:
    """Raises `NotAllowed` unless the account may issue job descriptions, or say that one is no longer in use."""
    check_can(by, Ability.ISSUE_DOCUMENTS)


def can_issue(by: Actor) -> bool:
    """Whether the account may issue job descriptions."""
    return can(by, Ability.ISSUE_DOCUMENTS)


def check_can_keep_template(by: Actor) -> None:
    """Raises `NotAllowed` unless the account may change the template of job descriptions."""
    check_can(by, Ability.KEEP_TEMPLATES)


def can_keep_template(by: Actor) -> bool:
    """Whether the account may change the template of job descriptions."""
    return can(by, Ability.KEEP_TEMPLATES)


def check_can_suggest(by: Actor) -> None:
    """Raises `NotAllowed` unless the account may change role profiles: suggestions are for a draft."""
    check_can(by, Ability.EDIT_PROFILES)


def can_suggest(by: Actor) -> bool:
    """Whether the account may take suggestions into a draft."""
    return can(by, Ability.EDIT_PROFILES)
