"""Units, people and posts as tables."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from markupsafe import Markup

from standing.areas.people.models import Person, Post, Unit
from standing.areas.people.selectors import UnitInTree
from standing.site.components.lists import Cell, Row, Table

INDENT = "\u2003"
# The indent stands before the link: within it, it would be underlined.
_LINK = Markup('{}<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden">{}</span></a>')


def units_table(places: Iterable[UnitInTree]) -> Table:
    """The tree of units: what lies below another is set in, and says so where that cannot be seen."""
    names = {place.unit.pk: place.unit.name for place in places}
    rows: list[list[Cell | str]] = []
    for place in places:
        above = names.get(place.unit.parent_id, "") if place.unit.parent_id else ""
        unit = Cell(
            _LINK.format(
                INDENT * place.depth,
                reverse("people:unit", args=[place.unit.code]),
                place.unit.name,
                f" below {above}" if above else "",
            )
        )
        rows.append([unit, place.unit.code])
    return Table(
        "units",
        "Units",
        ["Unit", "Code"],
        rows,
        hide_caption=True,
        empty="There are no units yet. Add the service first, then its teams and wards.",
    )


def unit_rows(unit: Unit, above: str) -> list[Row]:
    """What a unit is."""
    change = [reverse("people:rename_unit", args=[unit.code]), reverse("people:move_unit", args=[unit.code])]
    return [
        Row("Name", unit.name, change=change[0], what="the name"),
        Row("Code", unit.code),
        Row("Lies below", above or "Nothing: it is at the top", change=change[1], what="where it lies"),
    ]


def posts_table(posts: Iterable[Post], *, caption: str = "Posts") -> Table:
    """Posts, with the unit and the role profile of each."""
    return Table(
        "posts",
        caption,
        ["Post", "Code", "Unit", "Role profile"],
        [
            [
                Cell(
                    post.title,
                    href=reverse("people:change_post", args=[post.code]),
                    hidden_text=f"({post.code})",
                ),
                post.code,
                post.unit.name,
                post.role,
            ]
            for post in posts
        ],
        stack=True,
        empty="There are no posts here yet.",
    )


def people_table(people: Iterable[Person]) -> Table:
    """People, each with the link that renames them."""
    return Table(
        "people",
        "People",
        ["Name", "Staff number", "Change"],
        [
            [
                person.name,
                person.ref,
                Cell(
                    "Change", href=reverse("people:rename_person", args=[person.ref]), hidden_text=person.name
                ),
            ]
            for person in people
        ],
        hide_caption=True,
        empty="Nobody was found. Search for other words, or add the person.",
    )
