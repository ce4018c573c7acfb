"""The units somebody may see, as a tree."""

from dataclasses import dataclass

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Unit
from standing.areas.people.permissions import NotAllowed, ScopeGranted, refusal, scope_of
from standing.areas.people.roles import Ability


@dataclass(frozen=True)
class UnitInTree:
    """A unit and how deep it lies below the highest unit shown, from 0."""

    unit: Unit
    depth: int


def unit_tree(*, by: Actor, ability: Ability = Ability.SEE_TEAM) -> list[UnitInTree]:
    """The units over which somebody has an ability, each after the one above it, and by name beside each
    other.
    """
    scope = scope_of(by, ability, clock.today())
    units = list(Unit.objects.filter(within(scope)))
    shown = {unit.pk for unit in units}
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id if unit.parent_id in shown else None, []).append(unit)
    return list(_in_order(below, None, 0))


def unit_by_code(*, by: Actor, code: str, ability: Ability = Ability.SEE_TEAM) -> Unit:
    """The unit of that code. Raises `NotAllowed` for one out of scope and for one that is not there, in the
    same words.
    """
    unit = Unit.objects.filter(code__iexact=code).first()
    if unit is None or not scope_of(by, ability, clock.today()).covers(unit):
        raise NotAllowed(refusal(by, ability))
    return unit


def within(scope: ScopeGranted, path: str = "path") -> Q:
    """The condition that a unit's path lies in a scope."""
    if scope.service:
        return Q()
    reached = Q(pk__in=[])
    for above in scope.unit_paths:
        reached |= Q(**{f"{path}__startswith": above})
    return reached


def _in_order(below: dict[int | None, list[Unit]], parent: int | None, depth: int) -> list[UnitInTree]:
    ordered: list[UnitInTree] = []
    for unit in sorted(below.get(parent, []), key=lambda unit: (unit.name.casefold(), unit.code)):
        ordered.append(UnitInTree(unit, depth))
        ordered.extend(_in_order(below, unit.pk, depth + 1))
    return ordered
