"""What has to be so before a claim is decided. Each rule says, in words, what is wrong and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date

from standing.core.assessing.evidence import Basis, Kind, Piece, coverage, is_old
from standing.core.rules.facts import NOT_YET


@dataclass(frozen=True)
class Vacs:
    """What an assessor found of the evidence for one criterion: valid, authentic, current, sufficient."""

    valid: bool
    authentic: bool
    current: bool
    sufficient: bool

    @property
    def holds(self) -> bool:
        """Whether it is all four."""
        return all(getattr(self, each.name) for each in fields(self))

    @property
    def lacks(self) -> str:
        """What it is not, in words; nothing if it is all four."""
        return ", ".join(each.name for each in fields(self) if not getattr(self, each.name))


@dataclass(frozen=True)
class Rules:
    """What the criteria of an edition ask beyond themselves."""

    needs_observation: bool = False
    forbids_simulation: bool = False


@dataclass(frozen=True)
class Work:
    """A claim as it stands before its assessor: `criteria` by key with their numbers, none where only the scope is
    held; `judged` by key of the criterion, None for the scope.
    """

    criteria: Mapping[int, str]
    pieces: Collection[Piece]
    judged: Mapping[int | None, Vacs]
    rules: Rules = Rules()

    @property
    def basis(self) -> Basis:
        """Whether it is judged by criteria or on scope only."""
        return Basis.CRITERIA if self.criteria else Basis.SCOPE

    @property
    def usable(self) -> tuple[Piece, ...]:
        """The pieces that may be judged: a simulation only where it is not forbidden."""
        return tuple(one for one in self.pieces if self.may_use(one))

    def may_use(self, piece: Piece) -> bool:
        """Whether a piece may serve as evidence here."""
        return not (self.rules.forbids_simulation and piece.kind is Kind.SIMULATION)

    @property
    def newest(self) -> date | None:
        """The day of the newest evidence that may be judged."""
        return max((one.made_on for one in self.usable), default=None)


@dataclass(frozen=True)
class Proposed:
    """A decision that an assessor proposes on a claim."""

    outcome: str
    decided_on: date
    practice_as_of: date | None = None
    plan: str = ""
    why_old: str = ""


@dataclass(frozen=True)
class Fault:
    """Why a decision cannot be made so. `field` is the part it is about (`plan`, `why_old`), or empty."""

    words: str
    field: str = ""


def faults(work: Work, proposed: Proposed) -> list[Fault]:
    """Everything that stands in the way of a decision; nothing if it can be made.

    `not_yet` asks for a plan and nothing else. `met` and `bridged` ask that every criterion (or the scope) has evidence
    judged valid, authentic, current and sufficient.
    """
    if proposed.outcome == NOT_YET:
        return [] if proposed.plan.strip() else [_NO_PLAN]
    return [*_of_judgements(work), *_of_rules(work), *_of_days(work, proposed)]


_NO_PLAN = Fault("Say what comes next, and by when: a “not yet” comes with a plan.", "plan")


def _of_judgements(work: Work) -> list[Fault]:
    if not work.usable:
        return [Fault("No evidence is attached that can be judged. Attach some, or ask for it.")]
    if not work.criteria:
        return _of_scope(work.judged.get(None))
    found = []
    covered = coverage(work.criteria, work.pieces, forbids_simulation=work.rules.forbids_simulation)
    if covered.missing:
        found.append(Fault(f"No evidence is attached for {_numbers(work, covered.missing)}."))
    unjudged = [key for key in work.criteria if key not in work.judged and key not in covered.missing]
    if unjudged:
        found.append(Fault(f"Judge the evidence for {_numbers(work, unjudged)} first."))
    short = [
        f"{number} (not {work.judged[key].lacks})"
        for key, number in work.criteria.items()
        if key in work.judged and not work.judged[key].holds
    ]
    if short:
        found.append(Fault(f"The evidence was not found good enough for {', '.join(short)}."))
    return found


def _of_scope(judged: Vacs | None) -> list[Fault]:
    if judged is None:
        return [Fault("Judge the evidence against the title and scope first.")]
    return [] if judged.holds else [Fault(f"The evidence was found not {judged.lacks}.")]


def _of_rules(work: Work) -> list[Fault]:
    if work.rules.needs_observation and not any(one.kind is Kind.OBSERVATION for one in work.usable):
        return [Fault("This standard asks that something was directly observed. Add an observation.")]
    return []


def _of_days(work: Work, proposed: Proposed) -> list[Fault]:
    found, newest, day = [], work.newest, proposed.decided_on
    later = [one for one in work.usable if one.made_on > day]
    if later:
        found.append(
            Fault("Some evidence is of a later day than the decision. Give a later day.", "decided_on")
        )
    elif newest is not None and newest < day and proposed.practice_as_of is None:
        found.append(
            Fault(
                "The evidence is older than the decision. Say up to which day it shows their practice: "
                f"{newest.isoformat()} or before.",
                "practice_as_of",
            )
        )
    if newest is not None and proposed.practice_as_of is not None and proposed.practice_as_of > newest:
        found.append(
            Fault(
                f"The newest evidence is of {newest.isoformat()}: practice cannot be shown up to a later day.",
                "practice_as_of",
            )
        )
    if not proposed.why_old.strip() and _rests_on_old(work, day):
        found.append(
            Fault(
                "Evidence of more than 24 months is needed for this decision. Write why it still counts as current, or "
                "ask for newer evidence.",
                "why_old",
            )
        )
    return found


def _rests_on_old(work: Work, day: date) -> bool:
    """Whether some criterion (or the scope) has evidence, but none of the last 24 months."""
    for_each = coverage(work.criteria, work.usable).by.values() if work.criteria else (work.usable,)
    return any(pieces and all(is_old(one.made_on, day) for one in pieces) for pieces in for_each)


def _numbers(work: Work, keys: Collection[int]) -> str:
    return ", ".join(work.criteria[key] for key in keys)
