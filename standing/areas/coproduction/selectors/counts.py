"""How many people have a role and how many of them meet what it asks: as numbers, small ones hidden, and no names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.cells import required_cells
from standing.core.coproduction.counting import share_shown, shown


@dataclass(frozen=True)
class RoleCounts:
    """The people in a role today, and of each standard it requires how many meet it, in words that hide small numbers.

    Whoever is away for long or does not need it yet is left out, as everywhere.
    """

    people: str
    meets: dict[tuple[str, str], str]


def counts_of(*, by: Actor, role: str) -> RoleCounts:
    """The counts of a role, for anybody who may look at its profile. A fixed number of queries."""
    check_can(by, Ability.SEE_PROFILES)
    found = required_cells(Assignment.objects.filter(role=role), clock.today())
    asked: Counter[tuple[str, str]] = Counter()
    counting: Counter[tuple[str, str]] = Counter()
    for cell in found.cells:
        if cell.left_out:
            continue
        pair = (cell.standard.pk, cell.context)
        asked[pair] += 1
        counting[pair] += cell.standing.counts
    meets = {pair: share_shown(counting[pair], asked[pair]) for pair in asked}
    return RoleCounts(shown(len(found.people)), meets)
