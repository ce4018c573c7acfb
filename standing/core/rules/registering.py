"""Professional registration: with which body, until when. It is held apart from standards and changes no standing;
cover asks for it (rules, part 6; the shapes of the numbers are those the registers print, and no register is asked).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from standing.core.rules.facts import BadFact


@dataclass(frozen=True)
class Body:
    """A body that keeps a register: its name, the shape of its numbers, and one that nobody has."""

    name: str
    short: str
    shape: str
    said: str
    example: str


NMC, HCPC, SWE = "nmc", "hcpc", "swe"
BODIES: Mapping[str, Body] = {
    NMC: Body(
        "Nursing and Midwifery Council",
        "NMC",
        r"\d{2}[A-L]\d{4}[A-Z]",
        "two digits, a letter from A to L, four digits and a letter",
        "99A0000Z",
    ),
    HCPC: Body(
        "Health and Care Professions Council",
        "HCPC",
        r"[A-Z]{2,3}\d{4,6}",
        "two or three letters for the profession, then four to six digits",
        "OT000000",
    ),
    SWE: Body(
        "Social Work England", "Social Work England", r"SW\d{1,6}", "SW and up to six digits", "SW000000"
    ),
}


@dataclass(frozen=True)
class Registration:
    """Somebody is on a body's register from a day up to and including another. `given_up_on`: from that day their work
    needs it no more, so that it does not lapse; they are not registered either.
    """

    body: str
    from_on: date
    expires_on: date
    given_up_on: date | None = None

    def __post_init__(self) -> None:
        if self.body not in BODIES:
            raise BadFact("body", self.body, f"one of {', '.join(BODIES)}")
        if self.expires_on < self.from_on:
            raise BadFact("expires_on", self.expires_on, f"{self.from_on.isoformat()} or a later day")

    def covers(self, day: date) -> bool:
        """Whether somebody is on the register by it on a day."""
        return self.from_on <= day <= self.expires_on and not self.is_given_up(day)

    def is_given_up(self, day: date) -> bool:
        """Whether it is needed no more on a day."""
        return self.given_up_on is not None and self.given_up_on <= day


def registered_on(registrations: Iterable[Registration], body: str, day: date) -> bool:
    """Whether somebody is on a body's register on a day."""
    return any(one.body == body and one.covers(day) for one in registrations)


def with_lapsed(registrations: Iterable[Registration], day: date) -> frozenset[str]:
    """The bodies on whose register somebody was and is not on a day, unless they have given the newest of them up."""
    registrations = tuple(registrations)
    begun = sorted((one for one in registrations if one.from_on <= day), key=lambda one: one.from_on)
    newest = {one.body: one for one in begun}
    return frozenset(
        body
        for body, one in newest.items()
        if not one.is_given_up(day) and not registered_on(registrations, body, day)
    )


def read_number(body: str, number: str) -> str:
    """A number of a body's register, in capitals and without spaces. Raises `BadFact` for one of another shape."""
    found = "".join(number.split()).upper()
    of = BODIES[body]
    if not re.fullmatch(of.shape, found, re.ASCII):
        raise BadFact("number", number, f"a number of the {of.short}: {of.said}, like {of.example}")
    return found
