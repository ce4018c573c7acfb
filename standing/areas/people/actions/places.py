"""Units and posts as a file of a service names them: added together, for whoever may bring one in.

To add a unit is otherwise an administrator's; a file brings in those that its people work in, at the top of the tree,
where no role reaches them that did not reach everyone before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.people.actions.units import subject_of
from standing.areas.people.actions.workforce import subject_of_post
from standing.areas.people.checks import CODE_LENGTH, checked_code, checked_text
from standing.areas.people.models import PATH_SEPARATOR, Post, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused


@dataclass(frozen=True)
class NewPost:
    """A post as a file names it: the code of its unit, the code of its role, and what it is called."""

    unit: str
    role: str
    title: str


@writing()
def add_places(
    *, by: Actor, units: Mapping[str, str], posts: Sequence[NewPost]
) -> tuple[list[Unit], dict[tuple[str, str], Post]]:
    """Add units, by code with their names, and a post for each unit and role that has none yet.

    Returns the units added, and the post of each unit and role asked for. Raises `Refused` for a code that is taken,
    and for a post in a unit that is not there; then nothing is added.
    """
    check_can(by, Ability.IMPORT_RECORDS)
    made = [_add_unit(code, name) for code, name in units.items()]
    held = {unit.code: unit for unit in Unit.objects.filter(code__in={each.unit for each in posts})}
    missing = sorted({each.unit for each in posts} - held.keys())
    if missing:
        raise Refused(f"There is no unit {', '.join(missing)} in this service. Add it first.")
    found = {(post.unit.code, post.role): post for post in _posts_of(held.values())}
    added = []
    for each in posts:
        if (each.unit, each.role) not in found:
            found[each.unit, each.role] = _add_post(held[each.unit], each)
            added.append(found[each.unit, each.role])
    said = [
        Said("add_unit", subject_of(unit), {"code": unit.code, "name": unit.name, "parent": None})
        for unit in made
    ]
    said += [
        Said(
            "add_post",
            subject_of_post(post),
            {"title": post.title, "unit": post.unit.code, "role": post.role},
        )
        for post in added
    ]
    record_events(by=by, said=said)
    return made, found


def _posts_of(units: Collection[Unit]) -> list[Post]:
    """The posts of the units, the first made of each unit and role last, so that it is the one found."""
    return list(Post.objects.filter(unit__in=units).select_related("unit").order_by("-pk"))


def _add_unit(code: str, name: str) -> Unit:
    code = checked_code(code, field="code", what="the unit’s code")
    if Unit.objects.filter(code__iexact=code).exists():
        raise Refused(
            f"The code {code} is that of another unit. Choose that one, or another name.", field="code"
        )
    unit = Unit.objects.create(
        code=code, name=checked_text(name, field="name", what="the unit’s name"), path=f"new-{code}"
    )
    unit.path = f"{unit.pk}{PATH_SEPARATOR}"
    unit.save(update_fields=["path"])
    return unit


def _add_post(unit: Unit, new: NewPost) -> Post:
    role = checked_code(new.role, field="role", what="the role profile’s code", example="ward-nurse")
    title = checked_text(new.title, field="title", what="the post’s title")
    return Post.objects.create(code=_free_code(f"{unit.code}-{role}"), title=title, unit=unit, role=role)


def _free_code(wanted: str) -> str:
    """The code, cut to what fits, or with a number behind it where a post has it already."""
    number, code = 1, wanted[:CODE_LENGTH].rstrip("-_")
    while Post.objects.filter(code__iexact=code).exists():
        number += 1
        code = f"{wanted[: CODE_LENGTH - len(str(number)) - 1].rstrip('-_')}-{number}"
    return code
