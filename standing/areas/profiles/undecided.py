"""What is open about a draft on which others have not decided: told by the areas above, which register themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from standing.areas.audit.actions import Actor
from standing.areas.refusals import Refused

FIELD = "though_undecided"


@dataclass(frozen=True)
class Undecided:
    """Who is asked about a draft and how far that is, in sentences; `ref` names it in the audit trail, and `href` leads
    to it where the reader may see it.
    """

    words: str
    ref: str
    href: str = ""


class KnowsUndecided(Protocol):
    """An area in which a draft may be waiting for a decision."""

    def undecided(self, account: Actor, version_id: int) -> Iterable[Undecided]:
        """What is open about it, as this account may be told; nothing where nothing is."""


_taking_part: list[KnowsUndecided] = []


def register(part: KnowsUndecided) -> None:
    """An area takes part from now on."""
    _taking_part.append(part)


def undecided(account: Actor, version_id: int) -> list[Undecided]:
    """What is open about a draft in every area, in the order of the areas."""
    return [one for part in _taking_part for one in part.undecided(account, version_id)]


def check_decided(by: Actor, version_id: int, *, though_undecided: bool) -> list[str]:
    """What a draft is put in use in spite of, by name. Raises `Refused` for anything open, unless that is meant."""
    found = undecided(by, version_id)
    if found and not though_undecided:
        said = " ".join(one.words for one in found)
        raise Refused(
            f"{said} Wait until it is decided, or say that it is put in use all the same.", field=FIELD
        )
    return [one.ref for one in found]
