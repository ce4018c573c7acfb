"""What a service holds that a file may touch, and what is told of a file: its courses, units and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from standing.core.holdings import Holdings
from standing.core.moving_in.labels import Suggestions
from standing.core.moving_in.people import Known
from standing.core.rules.known import StandardRules


@dataclass(frozen=True)
class Remembered:
    """What earlier files were told: labels, units and roles by their folded words, and whole sheets by signature."""

    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Service:
    """What a service holds, as far as a file may touch it. Units and roles by code, with their names."""

    holdings: Holdings
    rules: Mapping[str, StandardRules]
    people: Sequence[Known] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    asked_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remembered: Remembered = field(default_factory=Remembered)
    today: date = date.min
    own: str = ""


@dataclass(frozen=True)
class Label:
    """A course as the file writes it, how many cells name it and where, and what it may mean."""

    key: str
    label: str
    cells: int
    sheets: tuple[str, ...]
    samples: tuple[str, ...]
    suggestions: Suggestions


@dataclass(frozen=True)
class PlaceAsked:
    """A unit or a role as the file writes it: how many people it is of, and which of the service's bears its name."""

    key: str
    words: str
    people: int
    same: str = ""


@dataclass(frozen=True)
class NewPlace:
    """A unit or role to be made: the code it would get, and its name."""

    code: str
    name: str
