"""The tree of units: services, teams and wards."""

import secrets

from django.db.models import Value
from django.db.models.functions import Concat, Substr

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.checks import checked_code, checked_text
from standing.areas.people.models import PATH_SEPARATOR, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused

DEEPEST = 10
"""Levels a tree of units may have: more than any service has, and few enough that a path always fits."""


@writing()
def add_unit(*, by: Actor, code: str, name: str, parent: Unit | None = None) -> Unit:
    """Add a unit below another or, without one, at the top. Raises `Refused` for a code used already."""
    check_can(by, Ability.MANAGE_SERVICE)
    code = checked_code(code, field="code", what="the unit’s code")
    name = checked_text(name, field="name", what="the unit’s name")
    taken = Unit.objects.filter(code__iexact=code).first()
    if taken is not None:
        raise Refused(f"The code {taken.code} is that of {taken.name}. Choose another.", field="code")
    above = _path_of(parent)
    _check_depth(above, 1)
    # A path ends with the unit's own number, which only the database gives: until then it is named at random.
    unit = Unit.objects.create(code=code, name=name, parent=parent, path=f"new-{secrets.token_hex(8)}")
    unit.path = f"{above}{unit.pk}{PATH_SEPARATOR}"
    unit.save(update_fields=["path"])
    words = {"code": code, "name": name, "parent": parent.code if parent else None}
    record_event(by=by, action="add_unit", subject=subject_of(unit), words=words)
    return unit


@writing()
def rename_unit(*, by: Actor, unit: Unit, name: str) -> Unit:
    """Give a unit another name. Its code stays: files and commands know it by that."""
    check_can(by, Ability.MANAGE_SERVICE)
    unit = Unit.objects.get(pk=unit.pk)
    before, unit.name = unit.name, checked_text(name, field="name", what="the unit’s name")
    if unit.name == before:
        raise Refused(f"The unit is called {before} already.", field="name")
    unit.save(update_fields=["name"])
    record_event(
        by=by, action="rename_unit", subject=subject_of(unit), words={"before": before, "after": unit.name}
    )
    return unit


@writing()
def move_unit(*, by: Actor, unit: Unit, parent: Unit | None) -> Unit:
    """Put a unit, with everything below it, under another unit or at the top.

    Whoever has a role for the units above it gains or loses sight of the people in it at once. Raises
    `Refused` when it would come to lie below itself.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    above = _path_of(parent)
    if parent is not None and above.startswith(unit.path):
        place = "itself" if parent.pk == unit.pk else f"{parent.name}, which lies below it"
        raise Refused(
            f"{unit.name} cannot be put below {place}. Choose a unit outside it.",
            field="parent",
        )
    if unit.parent_id == (parent.pk if parent else None):
        raise Refused(f"{unit.name} is there already. Choose another place.", field="parent")
    before = unit.parent
    _carry_paths(unit, above)
    unit.parent = parent
    unit.save(update_fields=["parent"])
    unit.refresh_from_db(fields=["path"])
    words = {"before": before.code if before else None, "after": parent.code if parent else None}
    record_event(by=by, action="move_unit", subject=subject_of(unit), words=words)
    return unit


def subject_of(unit: Unit) -> str:
    """How the audit trail names a unit."""
    return f"unit:{unit.code}"


def _path_of(parent: Unit | None) -> str:
    """The parent's path as it is now, whatever the caller last read."""
    return Unit.objects.values_list("path", flat=True).get(pk=parent.pk) if parent else ""


def _carry_paths(unit: Unit, above: str) -> None:
    below = Unit.objects.filter(path__startswith=unit.path)
    deepest = max(_depth(path) for path in below.values_list("path", flat=True))
    _check_depth(above, deepest - _depth(unit.path) + 1)
    kept_from = len(unit.path) - len(f"{unit.pk}{PATH_SEPARATOR}") + 1  # Substr counts from 1
    below.update(path=Concat(Value(above), Substr("path", kept_from)))


def _check_depth(above: str, levels: int) -> None:
    if _depth(above) + levels > DEEPEST:
        raise Refused(f"Units can be {DEEPEST} levels deep. Choose a unit higher up.", field="parent")


def _depth(path: str) -> int:
    return path.count(PATH_SEPARATOR)
