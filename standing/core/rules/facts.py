"""The facts that standing is computed from (rules, part 2).

Each class is one row of one table. A row checks itself: an impossible one raises `BadFact` naming the column,
what was found and what is expected. Dates are days in Europe/London. Every fact but a refresh rule may say
when it was recorded and when it was retracted.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from standing.core.rules.days import Period, add_months

GENERAL = ""
"""The context of a decision or a requirement that is general."""

MET, BRIDGED, REVOKED, NOT_YET = "met", "bridged", "revoked", "not_yet"
OUTCOMES = (MET, BRIDGED, REVOKED, NOT_YET)
"""In the order in which those of one day are walked (rules, part 3); `not_yet` is not walked."""

MINOR, SIGNIFICANT, MAJOR, BRIDGING, CRITICAL = "minor", "significant", "major", "bridging", "critical"
CHANGE_CLASSES = (MINOR, SIGNIFICANT, MAJOR, BRIDGING, CRITICAL)

DEFAULT_GRACE_DAYS = 28
LONGEST_EXPIRY_MONTHS = 120

LONGEST_SHOWN = 80
"""How much of a wrong value a message shows, in characters."""


class BadFact(ValueError):
    """A row that cannot be a fact. `column` names the place; the message reads `found X, expected Y`."""

    def __init__(self, column: str, found: object, expected: str) -> None:
        self.column = column
        self.found = found
        self.expected = expected
        super().__init__(f"found {_shown(found)}, expected {expected}")


def _shown(found: object) -> str:
    if found is None or found == "":
        return "nothing"
    shown = found.isoformat() if isinstance(found, date) else repr(found)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}..."


def _require(column: str, found: object, allowed: bool, expected: str) -> None:
    if not allowed:
        raise BadFact(column, found, expected)


def _require_text(**cells: str) -> None:
    for column, found in cells.items():
        if found == "":
            raise BadFact(column, found, "a value: this column must be filled in")


def _require_order(earlier: date, column: str, found: date | None, name: str) -> None:
    # Millions of facts are right: the words are put together only for one that is not.
    if found is not None and found < earlier:
        raise BadFact(column, found, f"a day on or after {name}, which is {earlier.isoformat()}")


class Recorded(Protocol):
    """Anything with the second time axis: when it was known."""

    @property
    def recorded_on(self) -> date | None:
        """The day it was recorded; none: it was always known."""

    @property
    def retracted_on(self) -> date | None:
        """The day it was retracted; none: it stands."""


def is_known(fact: Recorded, known_on: date | None) -> bool:
    """Whether a fact is known: as known on a day, or (without a day) as known now.

    As known on a day, a fact is known unless it was recorded after that day or retracted on or before it.
    Without a day, every fact that is not retracted is known.
    """
    if known_on is None:
        return fact.retracted_on is None
    recorded = fact.recorded_on is None or fact.recorded_on <= known_on
    retracted = fact.retracted_on is not None and fact.retracted_on <= known_on
    return recorded and not retracted


@dataclass(frozen=True)
class _Fact:
    """What every fact but a refresh rule has: when it was recorded, and when it was retracted."""

    recorded_on: date | None = field(default=None, kw_only=True)
    retracted_on: date | None = field(default=None, kw_only=True)


class _ForAPeriod:
    """A fact that holds from a day until another, or until further notice."""

    from_on: date
    to_on: date | None

    @cached_property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period(self.from_on, self.to_on)

    def _check_period(self) -> None:
        _require_order(self.from_on, "to", self.to_on, "from")


@dataclass(frozen=True)
class RefreshRule:
    """How long a `met` on a standard lasts, for decisions made from `rule_from` on (none: from the
    beginning).

    `validity_months` none: no expiry. `grace_days` is 28 unless given; 0 for a safety-critical standard.
    `ends_on` is the last day this edition counts.
    """

    standard: str
    rule_from: date | None = None
    validity_months: int | None = None
    grace_days: int = DEFAULT_GRACE_DAYS
    ends_on: date | None = None

    def __post_init__(self) -> None:
        _require_text(standard=self.standard)
        months = self.validity_months
        _require(
            "validity_months",
            months,
            months is None or months >= 1,
            "a whole number of months, 1 or more, or nothing",
        )
        _require(
            "grace_days",
            self.grace_days,
            self.grace_days >= 0,
            "a whole number of days, 0 or more, or nothing",
        )


@dataclass(frozen=True)
class Requirement(_Fact, _ForAPeriod):
    """A role requires a standard, in a context, for a period. `needed_by_days` (from joining) is for
    compliance only.
    """

    role: str
    standard: str
    from_on: date
    to_on: date | None = None
    context: str = GENERAL
    needed_by_days: int | None = None

    def __post_init__(self) -> None:
        _require_text(role=self.role, standard=self.standard)
        self._check_period()
        days = self.needed_by_days
        _require(
            "needed_by_days", days, days is None or days >= 0, "a whole number of days, 0 or more, or nothing"
        )


@dataclass(frozen=True)
class Assignment(_Fact, _ForAPeriod):
    """A person works in a unit, in a role, for a period."""

    person: str
    unit: str
    role: str
    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        _require_text(person=self.person, unit=self.unit, role=self.role)
        self._check_period()


@dataclass(frozen=True)
class Decision(_Fact):
    """An assessor's finding about a person and a standard.

    `held_from` is the day it comes into effect and `practice_as_of` the day up to which the evidence shows
    practice; both are the decision day unless given. `expires_on` overrides the refresh rule and belongs to a
    `met` only.
    """

    decision: str
    person: str
    standard: str
    outcome: str
    decided_on: date
    context: str = GENERAL
    held_from: date | None = None
    practice_as_of: date | None = None
    expires_on: date | None = None

    def __post_init__(self) -> None:
        _require_text(decision=self.decision, person=self.person, standard=self.standard)
        if self.outcome not in OUTCOMES:
            raise BadFact("outcome", self.outcome, f"one of {', '.join(OUTCOMES)}")
        self._check_held_from()
        if self.practice_as_of is not None and self.practice_as_of > self.decided_on:
            expected = f"a day on or before decided_on, which is {self.decided_on.isoformat()}"
            raise BadFact("practice_as_of", self.practice_as_of, expected)
        self._check_expires_on()

    def _check_held_from(self) -> None:
        allowed = self.held_from is None or self.outcome != REVOKED
        _require(
            "held_from",
            self.held_from,
            allowed,
            "nothing: a revocation takes effect on the day it is decided",
        )
        _require_order(self.decided_on, "held_from", self.held_from, "decided_on")

    def _check_expires_on(self) -> None:
        if self.expires_on is None:
            return
        _require("expires_on", self.expires_on, self.outcome == MET, f"nothing: only a {MET} can expire")
        _require_order(self.decided_on, "expires_on", self.expires_on, "decided_on")
        latest = add_months(self.decided_on, LONGEST_EXPIRY_MONTHS)
        if self.expires_on > latest:
            expected = f"a day within ten years of decided_on: {latest.isoformat()} or earlier"
            raise BadFact("expires_on", self.expires_on, expected)

    @property
    def in_effect_from(self) -> date:
        """The first day on which it says anything: that of the decision, unless it is held from a later one."""
        return self.held_from or self.decided_on

    @property
    def practice(self) -> date:
        """The day of the practice that was assessed: that of the decision, unless it names an earlier one."""
        return self.practice_as_of or self.decided_on

    @cached_property
    def walk_order(self) -> tuple[date, int, bool, int, str]:
        """Its place among decisions that are walked together (rules, part 3).

        By the day decided; within a day `met`, then `bridged`, then `revoked`; among `met`, those with an expiry
        after those without, the earliest last; then by id as text.
        """
        expires_on = self.expires_on
        return (
            self.decided_on,
            OUTCOMES.index(self.outcome),
            expires_on is not None,
            0 if expires_on is None else -expires_on.toordinal(),
            self.decision,
        )


@dataclass(frozen=True)
class Change(_Fact):
    """Something new that practice must reflect from `effective_on`, for one standard.

    `due_on` replaces the usual due day, it asks nothing from `withdrawn_on`, and with a `population` it asks
    only its members.
    """

    subject: str
    version: int
    standard: str
    change_class: str
    effective_on: date
    due_on: date | None = None
    withdrawn_on: date | None = None
    population: str = ""

    def __post_init__(self) -> None:
        _require_text(subject=self.subject, standard=self.standard)
        known = self.change_class in CHANGE_CLASSES
        _require("class", self.change_class, known, f"one of {', '.join(CHANGE_CLASSES)}")
        _require_order(self.effective_on, "due_on", self.due_on, "effective_on")
        _require_order(self.effective_on, "withdrawn_on", self.withdrawn_on, "effective_on")

    @cached_property
    def period(self) -> Period:
        """The days on which it is in force: from its effective day until it is withdrawn."""
        return Period(self.effective_on, self.withdrawn_on)


@dataclass(frozen=True)
class Membership(_Fact, _ForAPeriod):
    """A person belongs to a population for a period."""

    person: str
    population: str
    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        _require_text(person=self.person, population=self.population)
        self._check_period()


@dataclass(frozen=True)
class Signature(_Fact):
    """A person has read and signed a version of a subject."""

    person: str
    subject: str
    version: int
    signed_on: date

    def __post_init__(self) -> None:
        _require_text(person=self.person, subject=self.subject)


@dataclass(frozen=True)
class Absence(_Fact, _ForAPeriod):
    """A person is away from `from_on` until `to_on`, the first day back."""

    person: str
    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        _require_text(person=self.person)
        self._check_period()


@dataclass(frozen=True)
class Suspension(_Fact, _ForAPeriod):
    """A person may not be counted for a standard, or for any (no `standard`), for a period."""

    person: str
    from_on: date
    to_on: date | None = None
    standard: str = ""

    def __post_init__(self) -> None:
        _require_text(person=self.person)
        self._check_period()


@dataclass(frozen=True)
class Claim(_Fact):
    """A person is working towards a standard from `opened_on` until `closed_on`."""

    person: str
    standard: str
    opened_on: date
    closed_on: date | None = None

    def __post_init__(self) -> None:
        _require_text(person=self.person, standard=self.standard)
        _require_order(self.opened_on, "closed_on", self.closed_on, "opened_on")

    @cached_property
    def period(self) -> Period:
        """The days on which it is open."""
        return Period(self.opened_on, self.closed_on)
