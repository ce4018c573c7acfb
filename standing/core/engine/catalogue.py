"""What is asked of everyone, worked out once: the catalogue as the kernel reads it.

Rules in the order of their days, changes by standard, the due day of each duty before anything puts it off, and which
changes a signature signs. Only standards that some pair names are in it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter, sub
from typing import TypeVar

from standing.core.engine.arrays import as_columns
from standing.core.engine.kernel.layout import (
    EVERY,
    FIRST,
    LAST,
    OPEN,
    Catalogue,
    Changes,
    Column,
    Pairs,
    Rules,
    Signings,
)
from standing.core.engine.kernel.layout import Required as RequiredColumns
from standing.core.rules.facts import BRIDGING, CHANGE_CLASSES, CRITICAL, GENERAL, MAJOR, MINOR, Change
from standing.core.rules.known import Asked
from standing.core.rules.obligations import BRIDGE, SHOWING, SIGNATURE, usual_due_day

FROM_YEAR_1 = date(1970, 1, 1).toordinal()
_MOST = LAST - FIRST
"""More days, or months, than this is the same as this: the calendar ends before."""

Name = TypeVar("Name")

Pair = tuple[str, str]
"""A standard and a context."""

Signing = tuple[str, int]
"""A subject and a version."""


def number_of(day: date | None) -> int:
    """A day as its number; `OPEN` for none."""
    return OPEN if day is None else day.toordinal() - FROM_YEAR_1


def day_of(number: int) -> date | None:
    """The day of a number; none for `OPEN`."""
    return None if number == OPEN else date.fromordinal(number + FROM_YEAR_1)


@dataclass(frozen=True)
class Compiled:
    """The catalogue, and the names that its numbers stand for, each in order."""

    catalogue: Catalogue
    standards: tuple[str, ...]
    pairs: tuple[Pair, ...]
    roles: tuple[str, ...]
    populations: tuple[str, ...]
    kinds: tuple[Signing, ...]

    @cached_property
    def arrays(self) -> Catalogue:
        """The catalogue as compiled code takes it."""
        made: Catalogue = as_columns(self.catalogue, compiled=True)
        return made

    @cached_property
    def standard_numbers(self) -> dict[str, int]:
        return _numbers(self.standards)

    @cached_property
    def pair_numbers(self) -> dict[Pair, int]:
        return _numbers(self.pairs)

    @cached_property
    def role_numbers(self) -> dict[str, int]:
        return _numbers(self.roles)

    @cached_property
    def population_numbers(self) -> dict[str, int]:
        return _numbers(self.populations)

    @cached_property
    def kind_numbers(self) -> dict[Signing, int]:
        return _numbers(self.kinds)


def _numbers(names: Sequence[Name]) -> dict[Name, int]:
    return {name: number for number, name in enumerate(names)}


def compile_catalogue(
    asked: Asked, decided: Iterable[Pair], roles: Iterable[str], kinds: Iterable[Signing]
) -> Compiled:
    """Work out what is asked, for people whose decisions name these pairs, who have these roles, and whose signatures
    are of these kinds.
    """
    known_roles = sorted(set(roles) & asked.requirements.keys())
    required = {(row.standard, row.context) for role in known_roles for row in asked.requirements[role]}
    pairs = sorted(required.union(decided))
    standards = sorted({standard for standard, _ in pairs})
    contexts = _numbers(sorted({GENERAL, *(context for _, context in pairs)}))
    changes = [change for standard in standards for change in _asking(asked, standard)]
    populations = sorted({change.population for change in changes} - {""})
    signings = sorted({(change.subject, change.version) for change in changes})
    used = sorted({kind for kind in kinds if _reach(kind, signings)[0] < _reach(kind, signings)[1]})
    standard_numbers = _numbers(standards)
    return Compiled(
        Catalogue(
            rules=_rules(asked, standards),
            changes=_changes(asked, standards, _numbers(populations), _numbers(signings)),
            signings=Signings(
                [_reach(kind, signings)[0] for kind in used], [_reach(kind, signings)[1] for kind in used]
            ),
            required=_required(asked, known_roles, _numbers(pairs)),
            pairs=Pairs(
                [standard_numbers[standard] for standard, _ in pairs],
                [contexts[context] for _, context in pairs],
            ),
        ),
        tuple(standards),
        tuple(pairs),
        tuple(known_roles),
        tuple(populations),
        tuple(used),
    )


def _reach(kind: Signing, signings: Sequence[Signing]) -> tuple[int, int]:
    """The things that a signature of a kind signs: every version of the subject up to its own."""
    return bisect_left(signings, kind[0], key=itemgetter(0)), bisect_right(signings, kind)


def _asking(asked: Asked, standard: str) -> list[Change]:
    """The changes to a standard that ask something."""
    return [change for change in asked.changes_to(standard) if change.change_class != MINOR]


def _rules(asked: Asked, standards: Sequence[str]) -> Rules:
    columns = Rules([0], [], [], [], [])
    for standard in standards:
        rules = asked.standards[standard]
        for rule in rules.by_start:
            columns.first.append(FIRST if rule.rule_from is None else number_of(rule.rule_from))
            columns.months.append(min(rule.validity_months or 0, _MOST))
            columns.grace.append(min(rule.grace_days, _MOST))
        columns.at.append(len(columns.first))
        columns.ended_from.append(OPEN if rules.ends_on is None else number_of(rules.ends_on) + 1)
    return columns


def _changes(
    asked: Asked, standards: Sequence[str], populations: dict[str, int], signings: dict[Signing, int]
) -> Changes:
    columns = Changes([0], [], [], [], [], [], [], [])
    for standard in standards:
        for change in _asking(asked, standard):
            columns.kind.append(CHANGE_CLASSES.index(change.change_class))
            columns.first.append(number_of(change.effective_on))
            columns.end.append(number_of(change.withdrawn_on))
            columns.population.append(populations[change.population] if change.population else EVERY)
            columns.signing.append(signings[change.subject, change.version])
            due, due_showing = _due_days(change)
            columns.due.append(due)
            columns.due_showing.append(due_showing)
        columns.at.append(len(columns.kind))
    return columns


def _due_days(change: Change) -> tuple[int, int]:
    """The usual due day of a signature or a bridging, and of a showing; `LAST` where nothing of the kind is asked."""
    if change.change_class == CRITICAL:
        return LAST, LAST
    duty = BRIDGE if change.change_class == BRIDGING else SIGNATURE
    showing = number_of(usual_due_day(SHOWING, change)) if change.change_class == MAJOR else LAST
    return number_of(usual_due_day(duty, change)), showing


def _required(asked: Asked, roles: Sequence[str], pairs: dict[Pair, int]) -> RequiredColumns:
    columns = RequiredColumns([0], [], [], [])
    for role in roles:
        for row in asked.requirements[role]:
            columns.pair.append(pairs[row.standard, row.context])
            columns.first.append(number_of(row.from_on))
            columns.end.append(number_of(row.to_on))
        columns.at.append(len(columns.pair))
    return columns


def longest(at: Column) -> int:
    """The most rows that anything has, given where the rows of each begin and end."""
    places = at if isinstance(at, list) else at.tolist()  # type: ignore[attr-defined]
    return max(map(sub, places[1:], places), default=0)
