"""What cover rules could ask for: the lines of role profiles that are said to count for cover."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.loading import rules_for
from standing.areas.cover.permissions import check_can_in_unit
from standing.areas.people.models import Unit
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import ProfileLine
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.people import working_on
from standing.areas.standards.models import Standard


@dataclass(frozen=True)
class Suggested:
    """A standard, in a context, that counts for cover in the profiles of roles somebody of the unit has, by name."""

    standard: Standard
    context: str
    profiles: tuple[str, ...]


def suggested_for(by: Actor, unit: Unit) -> list[Suggested]:
    """What the profiles in use of those who work in a unit or below it say counts for cover, and no rule of the unit
    asks for yet. Raises `NotAllowed`.
    """
    check_can_in_unit(by, Ability.SEE_COVER, unit)
    today = clock.today()
    working = known(Assignment.objects.filter(working_on(today), unit__path__startswith=unit.path), None)
    lines = ProfileLine.objects.filter(
        Q(version__to_on__isnull=True) | Q(version__to_on__gt=today),
        version__from_on__lte=today,
        version__profile__code__in=working.values("role"),
        counts_for_cover=True,
    ).select_related("standard", "version__profile")
    asked = {
        (line.standard_id, line.context)
        for rule in rules_for([unit.path])
        if rule.to_on is None or rule.to_on > today
        for line in rule.lines.all()
        if line.to_on is None or line.to_on > today
    }
    found: dict[tuple[str, str], list[ProfileLine]] = {}
    for line in lines.order_by("standard__order", "context", "version__profile__name"):
        found.setdefault((line.standard_id, line.context), []).append(line)
    return [
        Suggested(those[0].standard, context, tuple(line.version.profile.name for line in those))
        for (standard, context), those in found.items()
        if (standard, context) not in asked
    ]
