"""Who may read the catalogue, add to it, or bring documents into it: four rows of the table of roles."""

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability


def check_can_see_catalogue(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may look at the catalogue."""
    check_can(by, Ability.SEE_CATALOGUE)


def can_see_catalogue(by: Actor) -> bool:
    """Whether the account may look at the catalogue."""
    return can(by, Ability.SEE_CATALOGUE)


def check_can_import_sources(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may import a source document."""
    check_can(by, Ability.IMPORT_SOURCES)


def can_import_sources(by: Actor) -> bool:
    """Whether the account may import a source document."""
    return can(by, Ability.IMPORT_SOURCES)


def check_can_keep_catalogue(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may add revisions or standards."""
    check_can(by, Ability.KEEP_CATALOGUE)


def can_keep_catalogue(by: Actor) -> bool:
    """Whether the account may add revisions or standards."""
    return can(by, Ability.KEEP_CATALOGUE)


def check_can_keep_local_competences(by: Actor) -> None:
    """Raises `NotAllowed`, in words for the reader, unless the account may add or describe local competences."""
    check_can(by, Ability.KEEP_LOCAL_COMPETENCES)
