"""What is answered about a shift: everybody on it, each rule that holds for it, who counts, who does not and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from standing.areas.cover.models import CoverRule, RuleLine, Shift
from standing.areas.people.models import Unit
from standing.areas.standards.models import Standard


@dataclass(frozen=True)
class OnRota:
    """Somebody on a shift. `ref` is empty for whoever is not in the record; `number` is that of their place on it."""

    key: str
    name: str
    ref: str
    role: str
    band: int | None
    leads: bool
    number: int

    @property
    def is_in_record(self) -> bool:
        return bool(self.ref)


@dataclass(frozen=True)
class NotCounting:
    """Somebody on a shift who does not count toward a line, the first day that says so, and why, in the words of the
    rules (`standing.core.rules.cover`, or reasons and statuses of standing). `limits` are those of their practice.
    `counts_until` is the last day they count before, where they stop within the days that were asked about, and the
    reader may know.
    """

    who: OnRota
    day: date
    why: tuple[str, ...]
    limits: tuple[str, ...] = ()
    counts_until: date | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody of the unit who would count toward a line, were they on the shift; their band as a rota last said it."""

    name: str
    ref: str
    band: int | None = None


@dataclass(frozen=True)
class LineOnShift:
    """A line of a rule on a shift. `has` may be smaller than how many count, where nobody stands for two lines."""

    line: RuleLine
    counts: tuple[OnRota, ...]
    left_out: tuple[NotCounting, ...]
    has: int
    could: tuple[Candidate, ...] | None
    """Who else could; None where it was not asked."""

    @property
    def standard(self) -> Standard:
        return self.line.standard

    @property
    def at_least(self) -> int:
        return self.line.at_least

    @property
    def is_met(self) -> bool:
        return self.has >= self.line.at_least

    @property
    def missing(self) -> int:
        """How many more are asked for; none where it is met."""
        return max(0, self.line.at_least - self.has)


@dataclass(frozen=True)
class RuleOnShift:
    """A rule that holds for a shift, its own unit's or one above it, and its lines."""

    rule: CoverRule
    lines: tuple[LineOnShift, ...]
    breaks_without: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        return all(line.is_met for line in self.lines)


@dataclass(frozen=True)
class ShiftCover:
    """A shift on a rota, everybody on it, and what each rule that holds for it says. `shift.pk` is None where it stands
    on no rota and only asks who could work.
    """

    shift: Shift
    people: tuple[OnRota, ...]
    rules: tuple[RuleOnShift, ...]

    @property
    def unit(self) -> Unit:
        return self.shift.unit

    @property
    def days(self) -> tuple[date, ...]:
        return self.shift.days

    @property
    def is_ruled(self) -> bool:
        """Whether any rule holds for it: without one nothing is met, and nothing fails."""
        return bool(self.rules)

    @property
    def is_met(self) -> bool:
        """Whether it meets every rule that was set for it. False where none was."""
        return self.is_ruled and all(rule.is_met for rule in self.rules)

    @property
    def fails(self) -> bool:
        return self.is_ruled and not self.is_met

    @property
    def is_exact(self) -> bool:
        """Whether it meets the rules, and would not without some one person."""
        return self.is_met and bool(self.breaks_without)

    @cached_property
    def breaks_without(self) -> tuple[str, ...]:
        """The keys of those without whom it would meet its rules no more; nobody where it does not meet them."""
        if not self.is_met:
            return ()
        return tuple(dict.fromkeys(key for rule in self.rules for key in rule.breaks_without))

    @property
    def lines(self) -> tuple[LineOnShift, ...]:
        """The lines of all its rules."""
        return tuple(line for rule in self.rules for line in rule.lines)
