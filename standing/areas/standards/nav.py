"""The lines of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.people.permissions import only_contributes
from standing.areas.standards.permissions import can_import_sources, can_see_catalogue


def items(account: Any) -> list[tuple[Any, ...]]:
    """The catalogue for everyone who has a role, but those who only contribute; importing for those who may."""
    found: list[tuple[Any, ...]] = []
    if can_see_catalogue(account) and not only_contributes(account):
        found.append((50, "Catalogue", "standards:catalogue"))
    if can_import_sources(account):
        found.append((51, "Import", "standards:sources"))
    return found
