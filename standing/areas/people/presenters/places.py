"""Where an administrator can go, and what an empty service needs first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from standing.areas.people.roles import Ability
from standing.areas.people.selectors import Begun
from standing.site.components.lists import Task


@dataclass(frozen=True)
class Place:
    """A page of administration and what it is for."""

    text: str
    href: str
    hint: str


BEGINS = Ability.MANAGE_SERVICE
"""Who is shown what an empty service needs."""

_PLACES = (
    (Ability.MANAGE_SERVICE, "Units", "people:units", "The services, teams and wards people work in"),
    (Ability.KEEP_PEOPLE, "People", "people:people", "Everybody whose competence is recorded"),
    (
        Ability.KEEP_PEOPLE,
        "Posts",
        "people:posts",
        "The slots people are assigned to, each with its role profile",
    ),
    (
        Ability.MANAGE_SERVICE,
        "Accounts",
        "people:accounts",
        "Who can sign in, and what their roles let them do",
    ),
    (Ability.SEE_AUDIT, "Audit trail", "people:trail", "What was changed, by whom, when and why"),
)


ABILITIES = frozenset(ability for ability, *_ in _PLACES)
"""Each opens some page of administration."""


def places(abilities: Collection[Ability]) -> list[Place]:
    """The pages of administration that these abilities open."""
    return [Place(text, reverse(name), hint) for ability, text, name, hint in _PLACES if ability in abilities]


def first_steps(begun: Begun) -> list[Task]:
    """What an empty service needs, in order; nothing once all of it is there."""
    steps = (
        (begun.units, "Add the units", "people:add_unit", "A service at the top, then its teams and wards"),
        (begun.people, "Add the people", "people:add_person", "With the staff numbers your files use"),
        (
            begun.posts,
            "Add the posts",
            "people:add_post",
            "Each in a unit, with the role profile it asks for",
        ),
        (
            begun.others,
            "Make accounts and give roles",
            "people:add_account",
            "A manager and an assessor to begin with",
        ),
    )
    if all(done for done, *_ in steps):
        return []
    return [
        Task(title, "" if done else reverse(name), hint, "Done" if done else "To do", "" if done else "blue")
        for done, title, name, hint in steps
    ]
