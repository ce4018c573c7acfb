"""What is to stand on a rota, before it does; and what doing so would change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from standing.areas.cover.models import LEAST_BAND, MOST_BAND, Placement, Shift
from standing.areas.people.models import Person
from standing.areas.refusals import Refused
from standing.core.rules.shifts import OTHER, When, kind_of

LONGEST_NAME, LONGEST_ROLE, LONGEST_PERSON = 40, 60, 200
HOW_TO_SAY_MIDNIGHT = (
    "which does not say whether it runs past midnight. Call it early, late, day, long day, twilight or night, or say "
    "when it begins and ends"
)


@dataclass(frozen=True)
class PersonWanted:
    """Somebody to be on a shift: of the record, or by name alone where they are not in it."""

    person: Person | None
    name: str = ""
    role: str = ""
    band: int | None = None
    leads: bool = False

    def __post_init__(self) -> None:
        if (self.person is None) == (not self.name.strip()):
            raise Refused("Somebody on a shift is in the record, or is named.", field="who")
        if len(self.name) > LONGEST_PERSON:
            raise Refused(f"A name must be {LONGEST_PERSON} characters or fewer.", field="who")
        if len(self.role) > LONGEST_ROLE:
            raise Refused(f"The role must be {LONGEST_ROLE} characters or fewer.", field="role")
        if self.band is not None and not LEAST_BAND <= self.band <= MOST_BAND:
            raise Refused(f"The band must be from {LEAST_BAND} to {MOST_BAND}.", field="band")

    @property
    def key(self) -> int | str:
        """What tells them from everybody else on the shift."""
        return self.person.pk if self.person is not None else " ".join(self.name.casefold().split())

    @property
    def called(self) -> str:
        """How messages and the audit trail name them."""
        return f"{self.person.name} ({self.person.ref})" if self.person is not None else self.name

    @property
    def words(self) -> str:
        """All that is said of them on the shift."""
        said = [
            self.called,
            *([self.role] if self.role else []),
            *([f"band {self.band}"] if self.band else []),
            *(["leads"] if self.leads else []),
        ]
        return ", ".join(said)

    @classmethod
    def of(cls, row: Placement) -> PersonWanted:
        """What a row of the rota says."""
        return cls(row.person.kept if row.person else None, row.name, row.role, row.band, row.leads)


@dataclass(frozen=True)
class ShiftWanted:
    """A shift to stand on the rota of a unit, with everybody on it."""

    name: str
    when: When
    people: tuple[PersonWanted, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Refused("Say what the shift is called.", field="name")
        if len(self.name) > LONGEST_NAME:
            raise Refused(f"The name of a shift must be {LONGEST_NAME} characters or fewer.", field="name")
        keys = [one.key for one in self.people]
        twice = next((one for one in self.people if keys.count(one.key) > 1), None)
        if twice is not None:
            raise Refused(f"{twice.called} is on this shift twice.", field="who")

    @property
    def key(self) -> tuple[date, str]:
        """What tells it from every other shift of its unit."""
        return self.when.starts_on, self.name.casefold()

    @property
    def words(self) -> str:
        """How messages and the audit trail name it."""
        return f"{self.name}, {self.when.starts_on.isoformat()}"

    @property
    def hours(self) -> str:
        """Its times, in words."""
        if self.when.starts_at is None or self.when.ends_at is None:
            return "times not said"
        return f"{self.when.starts_at:%H:%M} to {self.when.ends_at:%H:%M}"

    @classmethod
    def of(cls, shift: Shift, people: tuple[PersonWanted, ...]) -> ShiftWanted:
        """What stands on the rota."""
        return cls(shift.name, shift.when, people)


def as_called(name: str) -> str:
    """The name of a shift as pages show it: with a capital, where it was written in small letters alone."""
    words = " ".join(name.split())
    return words[:1].upper() + words[1:] if words.islower() else words


def when_of(name: str, day: date, starts_at: time | None, ends_at: time | None) -> When:
    """When a shift of a name is. Raises `Refused` where one time is missing, or nothing says whether it runs past
    midnight.
    """
    if (starts_at is None) != (ends_at is None):
        raise Refused("Say both when the shift begins and when it ends, or neither.", field="ends_at")
    kind = kind_of(name)
    if kind is None and starts_at is None:
        raise Refused(f"Found “{name}”, {HOW_TO_SAY_MIDNIGHT}.", field="name")
    return When(kind or OTHER, day, starts_at, ends_at)


@dataclass(frozen=True)
class Difference:
    """A shift that would be added, changed or taken off, and how, in words."""

    what: str
    name: str
    day: date
    how: tuple[str, ...] = ()

    @property
    def shift(self) -> str:
        """How messages and the audit trail name it."""
        return f"{self.name}, {self.day.isoformat()}"


class Said(StrEnum):
    """What a rota may say of a shift or of somebody on it, beside who is on it."""

    TIMES = "times"
    ROLE = "role"
    BAND = "band"
    LEADS = "leads"


def keeping(stood: ShiftWanted, wanted: ShiftWanted, silent: Collection[Said]) -> ShiftWanted:
    """A shift as a rota wants it, with what stood there of all that the rota says nothing about."""
    was = {one.key: one for one in stood.people}
    when = wanted.when
    if Said.TIMES in silent and when.starts_at is None:
        when = replace(when, starts_at=stood.when.starts_at, ends_at=stood.when.ends_at)
    people = tuple(_kept(was.get(one.key, one), one, silent) for one in wanted.people)
    return replace(wanted, when=when, people=people)


def _kept(stood: PersonWanted, wanted: PersonWanted, silent: Collection[Said]) -> PersonWanted:
    return PersonWanted(
        wanted.person,
        wanted.name,
        stood.role if Said.ROLE in silent else wanted.role,
        stood.band if Said.BAND in silent else wanted.band,
        stood.leads if Said.LEADS in silent else wanted.leads,
    )


ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class RotaChange:
    """What replacing the rota of some days did, or would do."""

    days: tuple[date, ...]
    differences: tuple[Difference, ...]
    unchanged: int

    def number(self, what: str) -> int:
        """How many shifts were added, changed or removed."""
        return sum(one.what == what for one in self.differences)


def differences_between(before: ShiftWanted, after: ShiftWanted) -> tuple[str, ...]:
    """How a shift changes, in words; nothing where it stays."""
    found = []
    if (before.when, before.hours) != (after.when, after.hours):
        found.append(f"{before.hours} becomes {after.hours}")
    was = {one.key: one for one in before.people}
    now = {one.key: one for one in after.people}
    found += [f"on: {now[key].words}" for key in now if key not in was]
    found += [f"off: {was[key].words}" for key in was if key not in now]
    found += [
        f"{was[key].words} becomes {now[key].words}" for key in now if key in was and was[key] != now[key]
    ]
    return tuple(found)
