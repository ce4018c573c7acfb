"""What a paste would do: each line of it, and every fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from standing.areas.record.joining.paste import Column, Line, Paste

STAFF_NUMBER = Column(
    "ref", "Staff number",
    ("staff number", "staff no", "staffnumber", "employee number", "employee no", "employee", "personnel number",
     "assignment number", "payroll number", "number", "no", "ref", "reference", "id", "staff id", "employee id"),
)  # fmt: skip
NAME = Column("name", "Name", ("name", "full name", "employee name", "staff name", "person"))
GIVEN = Column("given", "Given name", ("given name", "first name", "forename", "forenames", "given names"))
FAMILY = Column("family", "Family name", ("family name", "surname", "last name"))
UNIT = Column(
    "unit", "Unit",
    ("unit", "team", "ward", "department", "dept", "service", "place", "new unit", "new team", "to", "to unit"),
)  # fmt: skip
ROLE = Column(
    "role",
    "Role",
    ("role", "job", "job title", "post", "position", "title", "new role", "new post", "role profile"),
)

Done = TypeVar("Done")


class Fate(StrEnum):
    """What becomes of a line: something is written, it is so already, or it cannot be."""

    WRITE = "write"
    THERE = "there"
    FAULT = "fault"


@dataclass
class Planned(Generic[Done]):
    """A line and what becomes of it. `does` is what would be written, if anything; `faults` are sentences."""

    line: Line
    does: Done | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def fate(self) -> Fate:
        """What becomes of the line: a fault, there already, or written."""
        if self.faults:
            return Fate.FAULT
        return Fate.THERE if self.does is None else Fate.WRITE


@dataclass(frozen=True)
class Plan(Generic[Done]):
    """A paste and every line of it, planned."""

    paste: Paste
    lines: tuple[Planned[Done], ...]

    def __post_init__(self) -> None:
        for planned in self.lines:
            if planned.faults:
                planned.does = None

    @property
    def faults(self) -> list[tuple[int, str]]:
        """Every fault with the number of its line."""
        return [(planned.line.number, fault) for planned in self.lines for fault in planned.faults]

    @property
    def to_write(self) -> list[Done]:
        """What would be written, in the order of the lines."""
        return [
            planned.does for planned in self.lines if planned.fate is Fate.WRITE and planned.does is not None
        ]

    @property
    def there(self) -> int:
        """How many lines are so already."""
        return sum(planned.fate is Fate.THERE for planned in self.lines)
