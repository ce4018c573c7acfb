"""A version of a role profile as documents need it: whole, and checked. Whoever holds profiles translates theirs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Practice(StrEnum):
    """How somebody works who meets a line."""

    NOT_SAID = ""
    SUPERVISED = "supervised"
    INDEPENDENT = "independent"


class HowDecided(StrEnum):
    """How a version was decided: by its owner alone, together from the start, or asked afterwards."""

    BY_OWNER = ""
    CO_PRODUCED = "co-produced"
    CONSULTED = "consulted"


@dataclass(frozen=True)
class Value:
    """What matters to people about a line, in the words of those who said it. `who` is a constituency."""

    who: str
    words: str


@dataclass(frozen=True)
class Line:
    """What a version asks for. `key` stays with the line from version to version; `stands_for` are the keys of lines
    that became part of it; `number` is its place, from 1.

    `standard` is an id, `source` where its title is from. `summary` is a sentence in our own words and `summary_of` the
    edition that it was written for. `needed_by_days` counts from joining: none or 0 is the first day.
    """

    key: str
    number: int
    standard: str
    code: str
    edition: str
    title: str
    source: str
    is_essential: bool
    is_local: bool = False
    needed_by_days: int | None = None
    context: str = ""
    practice: Practice = Practice.NOT_SAID
    counts_for_cover: bool = False
    function: str = ""
    group: str = ""
    stands_for: tuple[str, ...] = ()
    summary: str = ""
    summary_of: str = ""
    values: tuple[Value, ...] = ()

    def __post_init__(self) -> None:
        for name in ("key", "standard", "code", "title"):
            if not getattr(self, name).strip():
                raise ValueError(f"a line needs its {name}")


@dataclass(frozen=True)
class Group:
    """Lines of which at least so many are asked for. `name` is unique in a version."""

    name: str
    at_least: int


@dataclass(frozen=True)
class Decided:
    """How a version was decided, and what came of it, in words."""

    how: HowDecided = HowDecided.BY_OWNER
    words: str = ""
    who: tuple[str, ...] = ()
    changed_because: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Version:
    """A version of a profile. `functions` are words, in order; a line's function is one of them or empty. `state` is
    how the version stands, in words ("in use from 1 April 2026").

    Raises ValueError for two lines of one key, and for a line whose function or group the version does not have.
    """

    profile: str
    code: str
    number: int
    state: str
    is_draft: bool
    purpose: str = ""
    functions: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    lines: tuple[Line, ...] = ()
    decided: Decided = Decided()

    def __post_init__(self) -> None:
        keys = [line.key for line in self.lines]
        if len(set(keys)) != len(keys):
            raise ValueError(f"{self.name}: two lines have one key")
        groups = {group.name for group in self.groups}
        for line in self.lines:
            if line.function and line.function not in self.functions:
                raise ValueError(f"{self.name}: {line.standard} has a function that the version has not")
            if line.group and line.group not in groups:
                raise ValueError(f"{self.name}: {line.standard} has a group that the version has not")

    @property
    def name(self) -> str:
        """The version in words."""
        return f"{self.profile}, version {self.number}"
