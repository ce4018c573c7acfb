"""The made-up people: who they are, where they work and since when."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from standing.site.demo.names import FAMILY_NAMES, GIVEN_NAMES
from standing.site.demo.plan import OLD_ROLES, OLD_UNIT, ROLES, UNITS, RolePlan, lines_of

LONGEST_SERVICE_DAYS = 5 * 365


@dataclass(frozen=True)
class Member:
    """One made-up person."""

    ref: str
    given_name: str
    family_name: str
    unit: str
    role: RolePlan
    joined_on: date

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def email(self) -> str:
        return f"{self.ref.lower()}@riverside.example"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The standards and contexts their role asks for."""
        return tuple(lines_of(self.role))


def names(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Names, each pair once."""
    pairs = [(given, family) for given in GIVEN_NAMES for family in FAMILY_NAMES]
    chance.shuffle(pairs)
    return iter(pairs)


def drawn_cast(people: int, today: date, chance: random.Random) -> list[Member]:
    """So many people, their units and roles drawn in the plan's shares. Every unit with people has a
    team manager.
    """
    units = [unit for unit in UNITS if unit.share]
    named = names(chance)
    members: list[Member] = []
    for number in range(people):
        unit = (
            units[number] if number < len(units) else chance.choices(units, [unit.share for unit in units])[0]
        )
        role = ROLES[-1] if number < len(units) else _drawn_role(unit.code, chance)
        joined_on = today - timedelta(days=chance.randint(200, LONGEST_SERVICE_DAYS))
        members.append(Member(f"R{1001 + number}", *next(named), unit.code, role, joined_on))
    return members


def _drawn_role(unit: str, chance: random.Random) -> RolePlan:
    if unit == OLD_UNIT:
        return chance.choice(OLD_ROLES)
    roles = ROLES[:-1]
    return chance.choices(roles, [role.share for role in roles])[0]
